import { isMapping } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { printPath, printValue } from '../print-path.ts'
import { type Edit, fileRule, type Rule } from '../rule.ts'
import { valueAt } from '../value-at.ts'
import { placeOf, type YamlPath } from '../yaml-places.ts'
import type { SchemaRule } from './schema-problem.ts'
import { invalidDocuments, schemaProblems } from './schema-problems.ts'

function schemaRule(rule: Omit<Rule, 'check' | 'id'> & { readonly id: SchemaRule }): Rule {
  return fileRule({
    ...rule,
    among: invalidDocuments,
    check(document, report) {
      for (const problem of schemaProblems(document)) {
        if (problem.rule === rule.id) report(document, problem)
      }
    },
  })
}

export const missingKey: Rule = schemaRule({
  id: 'missing-key',
  severity: 'error',
  summary: 'A definition has all required keys.',
  explain:
    'The JSON Schemas of GitLab and of this package (schemas/event.json, schemas/metric.json) require these keys; a definition without one fails in the specs over all definitions. A product without groups leaves the value of product_group empty.',
})

export const unknownKey: Rule = {
  ...schemaRule({
    id: 'unknown-key',
    severity: 'error',
    summary: 'A definition has no key that nobody reads.',
    explain:
      'An unknown key is nearly always a misspelling, or a line that is not indented far enough: what it says is then lost without a word. --fix renames a certain misspelling.',
    example: {
      wrong: 'additonal_properties:\n  label:\n    description: The type',
      right: 'additional_properties:\n  label:\n    description: The type',
    },
  }),
  fixable: true,
}

export const invalidValue: Rule = schemaRule({
  id: 'invalid-value',
  severity: 'error',
  summary: 'Each value has the type and the form that its key needs.',
  explain:
    'The message names the value and what is allowed, by the JSON Schemas schemas/event.json and schemas/metric.json.',
  example: { wrong: 'tiers:\n- Premium', right: 'tiers:\n- premium' },
})

export const statusFields: Rule = schemaRule({
  id: 'status-fields',
  severity: 'error',
  summary: 'The status and the keys that explain it agree.',
  explain:
    'status: removed needs removed_by_url and milestone_removed, status: broken needs repair_issue_url, and an active event has none of them.',
  example: {
    wrong: 'status: removed',
    right:
      "status: removed\nremoved_by_url: https://example.com/merge_requests/7\nmilestone_removed: '17.3'",
  },
})

export const unquotedMilestone: Rule = fileRule({
  among: invalidDocuments,
  id: 'unquoted-milestone',
  severity: 'error',
  summary: 'Milestones are in quotes.',
  explain:
    'YAML reads 16.10 as the number 16.1, which is another milestone. --fix adds the quotes around what the file says.',
  example: { wrong: 'milestone: 16.10', right: "milestone: '16.10'" },
  fixable: true,
  check(document, report) {
    for (const problem of schemaProblems(document)) {
      if (problem.rule !== 'unquoted-milestone') continue
      report(document, { ...problem, fix: () => quote(document, problem.path) })
    }
  },
})

function quote({ text }: DefinitionDocument, path: YamlPath): readonly Edit[] {
  const { valueStart: start, valueEnd: end } = placeOf(text, path)
  const written = text.slice(start, end)
  return /^[0-9]+\.[0-9]+$/.test(written) ? [{ start, end, text: `'${written}'` }] : []
}

export const repeatedItem: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'repeated-item',
  severity: 'warning',
  summary: 'No list says the same twice.',
  explain:
    'A tier, an identifier or a category that stands twice changes nothing: one of them was probably meant to be another.',
  example: { wrong: 'tiers:\n- premium\n- premium', right: 'tiers:\n- premium\n- ultimate' },
  check(document, report) {
    // Of other lists, the JSON Schema says it.
    const tiers = document.kind === 'event' ? ['tiers'] : []
    for (const key of [...tiers, 'identifiers', 'product_categories']) {
      const list = document.value[key]
      if (!Array.isArray(list)) continue
      const index = list.findIndex((item, at) => list.indexOf(item) < at)
      if (index < 0) continue
      report(document, {
        path: [key, index],
        at: 'value',
        subject: key,
        message: `${key} has ${printValue(list[index])} twice`,
        remedy: 'Remove one of them, or correct it.',
      })
    }
  },
})

export const legacyKey: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'legacy-key',
  severity: 'warning',
  summary: 'A definition has no key of years ago.',
  explain:
    'Older versions of GitLab had these keys (distributions, tier, product_section …). Today nothing reads them, and the newest schema refuses them.',
  check(document, report) {
    for (const key of LEGACY[document.kind]) {
      if (!Object.hasOwn(document.value, key)) continue
      const instead = INSTEAD.get(key)
      const remedy = instead === undefined ? 'Remove it.' : `Write ${instead} instead.`
      const message = `the key ${key} is of an older format, and nobody reads it any more`
      report(document, { path: [key], message, remedy })
    }
  },
})

const LEGACY = {
  event: [
    'distributions',
    'label_description',
    'property_description',
    'value_description',
    'product_section',
    'product_stage',
    'product_category',
    'value_type',
  ],
  metric: [
    'distribution',
    'tier',
    'product_section',
    'product_stage',
    'product_category',
    'skip_validation',
  ],
} as const

const INSTEAD = new Map([
  ['tier', 'tiers'],
  ['product_category', 'product_categories'],
  ['label_description', 'additional_properties.label.description'],
  ['property_description', 'additional_properties.property.description'],
  ['value_description', 'additional_properties.value.description'],
])

export const todo: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'todo',
  severity: 'warning',
  summary: 'Nothing is left to fill in.',
  explain:
    'The generator writes TODO for what its author skipped. GitLab takes a definition without the URL of its merge request for unfinished.',
  example: {
    wrong: 'introduced_by_url: TODO',
    right: 'introduced_by_url: https://example.com/merge_requests/7',
  },
  check(document, report) {
    const { value } = document
    for (const problem of schemaProblems(document)) {
      if (problem.rule === 'todo') report(document, problem)
    }
    if (value['introduced_by_url'] === null) {
      report(document, {
        path: ['introduced_by_url'],
        message: 'introduced_by_url is empty',
        remedy: 'Write the URL of the merge request.',
      })
    }
    const properties = value['additional_properties']
    const described: YamlPath[] = [
      ['description'],
      ...(isMapping(properties)
        ? Object.keys(properties).map((key) => ['additional_properties', key, 'description'])
        : []),
    ]
    for (const path of described) {
      const text = valueAt(value, path)
      if (text !== 'TODO' && text !== '') continue
      report(document, {
        path,
        at: 'value',
        message: `${printPath(path)} is ${text === '' ? 'empty' : 'still TODO'}`,
        remedy: 'Say what it is.',
      })
    }
  },
})
