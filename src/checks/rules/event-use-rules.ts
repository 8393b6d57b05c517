import {
  type Catalog,
  type EventDefinition,
  isBaseProperty,
  printName,
} from '../../definitions/index.ts'
import { printable } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import type { Project } from '../project.ts'
import { fileRule, type Problem, type Rule } from '../rule.ts'
import { countedRules } from './counted-rules.ts'
import { schemaProblems } from './schema-problems.ts'

/** Makes a rule over the events that active metrics count, each told at its name. */
function countedEventRule({
  problemOf,
  ...rule
}: Pick<Rule, 'id' | 'severity' | 'summary' | 'explain'> & {
  problemOf(name: string, catalog: Catalog): Pick<Problem, 'message' | 'remedy'> | undefined
}): Rule {
  return fileRule({
    ...rule,
    among: ({ metrics }) => metrics,
    check(document, report, { catalog }) {
      for (const [index, { name }] of countedRules(document).entries()) {
        const problem = problemOf(name, catalog)
        const path = ['events', index, 'name']
        if (problem) report(document, { path, at: 'value', subject: name, ...problem })
      }
    },
  })
}

export const undefinedEvent: Rule = countedEventRule({
  id: 'undefined-event',
  severity: 'error',
  summary: 'The events that a metric counts are defined.',
  explain:
    'A metric that counts an event which no definition has stays at zero. GitLab has a spec for the metrics of data_source: internal_events that are not removed; those of older sources are not checked.',
  problemOf(name, catalog) {
    if (catalog.definitionOf(name) || catalog.eventFault(name)) return undefined
    return {
      message: `no definition has the event ${printName(name)}`,
      remedy: catalog.remedyForUndefined(name),
    }
  },
})

export const removedEvent: Rule = countedEventRule({
  id: 'removed-event',
  severity: 'error',
  summary: 'No active metric counts a removed event.',
  explain:
    'Nothing tracks a removed event any more, so the metric stays at zero. Remove the metric with it, or restore the event.',
  problemOf(name, catalog) {
    const event = catalog.definitionOf(name)
    if (!event?.removed) return undefined
    return {
      message: `the event ${printName(name)} is removed (${event.file})`,
      remedy: 'Restore the event, or remove the metric.',
    }
  },
})

export const legacyEvent: Rule = countedEventRule({
  id: 'legacy-event',
  severity: 'warning',
  summary: 'The events that a metric counts are internal events.',
  explain:
    'An event without internal_events: true cannot be tracked as an internal event: GitLab raises Unknown event. Only the end points increment_counter and increment_unique_users still count it, as some of its own metrics need. Where the line was lost, the metric stays at zero.',
  problemOf(name, catalog) {
    const event = catalog.definitionOf(name)
    if (!event || event.internal || event.removed) return undefined
    return {
      message: `the event ${printName(name)} has no internal_events: true (${event.file})`,
      remedy: 'Add internal_events: true there, if it is tracked as an internal event.',
    }
  },
})

const IDENTIFIERS = new Set(['user', 'project', 'namespace', 'feature_enabled_by_namespace_ids'])

export const missingIdentifier: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'missing-identifier',
  severity: 'warning',
  summary: 'An event has the identifier whose distinct values a metric counts.',
  explain:
    'unique: user.id counts the users of the event, so the event should have user under identifiers. If the code does not give it, GitLab logs a warning and counts nothing. An internal event of 17.0 or later without identifiers has none, as the generator writes it; older files may not tell theirs.',
  example: {
    wrong: 'identifiers:\n- project\n# and a metric of this event has\nunique: user.id',
    right: 'identifiers:\n- project\n- user',
  },
  check(document, report, { catalog, documentOf }) {
    for (const [index, { name, unique }] of countedRules(document).entries()) {
      const event = catalog.definitionOf(name)
      if (unique === undefined || !IDENTIFIERS.has(unique)) continue
      if (!event || event.removed) continue
      const identifiers = identifiersOf(event, documentOf.get(event.file)?.value)
      if (!identifiers || identifiers.includes(unique)) continue
      report(document, {
        path: ['events', index, 'unique'],
        message: `${printName(name)} does not declare the identifier ${unique} (${event.file})`,
        remedy: `Add ${unique} to its identifiers, or count something else.`,
      })
    }
  },
})

/** Returns the identifiers that a definition tells; `undefined` for an older one that tells of none. */
function identifiersOf(
  { internal }: EventDefinition,
  value: DefinitionDocument['value'] = {},
): readonly unknown[] | undefined {
  const { identifiers, milestone } = value
  if (Array.isArray(identifiers)) return identifiers
  const [, major] = /^(\d+)\.\d+$/.exec(String(milestone)) ?? []
  return identifiers == null && internal && Number(major) >= FIRST_TOLD ? [] : undefined
}

/** The version of GitLab from which on an internal event without identifiers has none: a file of 16.9 lacks those that its metrics count. */
const FIRST_TOLD = 17

export const undeclaredProperty: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'undeclared-property',
  severity: 'error',
  summary: 'The properties that a metric filters by or counts are declared by the event.',
  explain:
    'GitLab drops what an event does not declare before it counts, so a rule that needs such a property never counts. Built-in properties (label, property, value) are the rule undeclared-built-in, since files of GitLab have some.',
  check(document, report, project) {
    for (const problem of undeclared(document, project, false)) report(document, problem)
  },
})

export const undeclaredBuiltIn: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'undeclared-built-in',
  severity: 'warning',
  summary: 'label, property and value are declared by the event where a metric uses them.',
  explain:
    'GitLab drops label, property and value of an event that does not declare them, and logs a warning, so the metric does not move. Some of its own metrics have such a rule.',
  check(document, report, project) {
    for (const problem of undeclared(document, project, true)) report(document, problem)
  },
})

function undeclared(
  document: DefinitionDocument,
  { catalog }: Project,
  builtIn: boolean,
): Problem[] {
  return countedRules(document).flatMap(({ name, filter, unique, operator }, index) => {
    const event = catalog.definitionOf(name)
    if (!event?.internal || event.removed || event.unchecked) return []
    const used: [string, (string | number)[]][] = [...filter.keys()].map((key) => [
      key,
      ['events', index, 'filter', key],
    ])
    if (operator === 'sum(value)') used.push(['value', ['events', index, 'operator']])
    else if (unique !== undefined && !IDENTIFIERS.has(unique)) {
      used.push([unique, ['events', index, 'unique']])
    }
    return used
      .filter(([key]) => isBaseProperty(key) === builtIn && !event.additionalProperties.has(key))
      .map(([key, path]) => {
        const shown = printable(key, 100)
        const isProtected = event.protectedProperties.has(key)
        return {
          path,
          message: isProtected
            ? `${printName(name)} has ${shown} as a protected property, which only extra trackers get (${event.file})`
            : `${printName(name)} does not declare ${shown} (${event.file})`,
          remedy: isProtected
            ? 'Use a property that the event declares.'
            : `Declare ${shown} under additional_properties there, or correct the metric.`,
        }
      })
  })
}

export const impossibleFilter: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'impossible-filter',
  severity: 'error',
  summary: 'An event can have the values that a metric filters by.',
  explain:
    'GitLab compares with types: "1" is not 1. label and property are always strings, value is always a number, other properties are strings or numbers, and no event can have a boolean.',
  example: { wrong: 'filter:\n  label: yes', right: "filter:\n  label: 'yes'" },
  check(document, report, { catalog }) {
    for (const problem of schemaProblems(document)) {
      if (problem.rule === 'impossible-filter') report(document, problem)
    }
    for (const [index, { name, filter }] of countedRules(document).entries()) {
      const event = catalog.definitionOf(name)
      if (!event?.internal || event.unchecked) continue
      // No JSON has such numbers, so that the schema takes them for smaller ones.
      for (const [key, value] of [...filter].filter(([, value]) => typeof value === 'bigint')) {
        report(document, {
          path: ['events', index, 'filter', key],
          at: 'value',
          message: `no event has the ${printable(key, 100)} ${value}: tracking takes numbers up to 2^53`,
          remedy: 'Correct the value.',
        })
      }
    }
  },
})

export const invalidDefinition: Rule = fileRule({
  among: ({ documents }) => documents.filter(({ unusable }) => unusable !== undefined),
  id: 'invalid-definition',
  severity: 'error',
  summary: 'A definition can be read as an event or a metric.',
  explain:
    'The file is valid YAML, but what it says makes no event and no metric: it lacks its name, or has a rule that cannot be counted. Nothing that it defines can be used.',
  check(document, report) {
    // The schema tells more exactly.
    if (document.unusable === undefined || schemaProblems(document).length > 0) return
    report(document, {
      message: document.unusable,
      remedy: 'Correct the file, or leave it out of the globs.',
    })
  },
})
