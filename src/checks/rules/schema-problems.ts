import type { ErrorObject } from 'ajv'
import { misspeltName, nearestName, printText } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { printList, printPath, printValue } from '../print-path.ts'
import type { Project } from '../project.ts'
import { schemaErrors } from '../validate-document.ts'
import type { YamlPath } from '../yaml-places.ts'
import type { SchemaProblem } from './schema-problem.ts'
import { outdented, unknownKey } from './unknown-key.ts'

/** The part of a JSON Schema that a message needs. */
interface Wanted {
  readonly title?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, unknown>>
}

const STATUS_FIELDS = new Set(['removed_by_url', 'milestone_removed', 'repair_issue_url'])

const known = new WeakMap<DefinitionDocument, readonly SchemaProblem[]>()
const knownInvalid = new WeakMap<Project, readonly DefinitionDocument[]>()

/** Returns the documents of a project with which the JSON Schema finds something wrong. */
export function invalidDocuments(project: Project): readonly DefinitionDocument[] {
  const before = knownInvalid.get(project)
  if (before) return before
  const invalid = project.documents.filter((document) => schemaProblems(document).length > 0)
  knownInvalid.set(project, invalid)
  return invalid
}

/** Returns what the JSON Schema finds wrong with a document, one problem for each value. */
export function schemaProblems(document: DefinitionDocument): readonly SchemaProblem[] {
  const before = known.get(document)
  if (before) return before
  const problems = makeProblems(document, schemaErrors(document))
  known.set(document, problems)
  return problems
}

function makeProblems(
  document: DefinitionDocument,
  errors: readonly ErrorObject[],
): readonly SchemaProblem[] {
  const relevant = errors.filter(({ keyword }) => keyword !== 'if')
  const choices = relevant.filter(({ keyword }) => keyword === 'anyOf')
  const problems = new Map<string, SchemaProblem>()
  for (const error of relevant) {
    // The branches of a choice say less than the choice.
    const isBranch = choices.some(
      ({ schemaPath }) =>
        error.schemaPath !== schemaPath && error.schemaPath.startsWith(schemaPath),
    )
    if (isBranch) continue
    const problem = problemOf(document, error)
    const key = JSON.stringify([problem.rule, problem.path, problem.subject])
    if (!problems.has(key)) problems.set(key, problem)
  }
  return withoutMisspelt([...problems.values()])
}

/** A key that is missing for a misspelling is told once. */
function withoutMisspelt(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const unknown = problems.filter(({ rule }) => rule === 'unknown-key')
  return problems.filter(
    ({ rule, path }) =>
      rule !== 'missing-key' ||
      !unknown.some(
        (one) =>
          one.path.length === path.length &&
          misspeltName(String(one.path.at(-1)), [String(path.at(-1))]) !== undefined,
      ),
  )
}

function problemOf(document: DefinitionDocument, error: ErrorObject): SchemaProblem {
  const path = pathOf(document, error.instancePath)
  const { keyword, params } = error
  if (keyword === 'required') return missing(document, path, params['missingProperty'])
  if (keyword === 'additionalProperties') {
    const { properties = {} } = error.parentSchema as Wanted
    return unknownKey(document, [...path, params['additionalProperty']], Object.keys(properties))
  }
  if (error.schemaPath.includes('/else/')) return unexpected(document, path)
  return wrongValue(path, error)
}

function missing(document: DefinitionDocument, parent: YamlPath, key: string): SchemaProblem {
  const path = [...parent, key]
  const name = printPath(path)
  if (STATUS_FIELDS.has(key)) {
    const { status } = document.value
    return {
      rule: 'status-fields',
      path: ['status'],
      subject: name,
      message: `status is ${status}, and ${name} is missing`,
      remedy: `Add ${name}, or correct the status.`,
    }
  }
  const legacy = key === 'tiers' ? 'tier' : key === 'product_categories' ? 'product_category' : ''
  const isRenamed = Object.hasOwn(document.value, legacy)
  return {
    rule: 'missing-key',
    path,
    message: `the key ${name} is missing`,
    remedy: isRenamed ? `Rename ${legacy} to ${key}.` : `Add ${name}.`,
  }
}

function unexpected({ value }: DefinitionDocument, path: YamlPath): SchemaProblem {
  return {
    rule: 'status-fields',
    path,
    message: `${printPath(path)} is given, but status is ${printValue(value['status'] ?? 'active')}`,
    remedy: 'Remove it, or write status: removed.',
  }
}

function wrongValue(path: YamlPath, error: ErrorObject): SchemaProblem {
  const { data, keyword } = error
  const name = printPath(path)
  const key = String(path.at(-1))
  if (key.startsWith('milestone') && typeof data === 'number') {
    return {
      rule: 'unquoted-milestone',
      path,
      at: 'value',
      message: `${name} is a number without quotes`,
      remedy: 'Put it in quotes: 16.10 without them is 16.1.',
    }
  }
  if (key === 'introduced_by_url' && data === 'TODO') {
    return {
      rule: 'todo',
      path,
      at: 'value',
      message: `${name} is still TODO`,
      remedy: 'Write the URL of the merge request.',
    }
  }
  if (keyword === 'false schema') {
    return {
      rule: 'invalid-value',
      path,
      message: `${name} is given, and metrics of data_source: internal_events have none`,
      remedy: 'Remove it.',
    }
  }
  if (keyword === 'uniqueItems') {
    const message = `${name} has the same item twice`
    return { rule: 'invalid-value', path, message, remedy: 'Remove one of them.' }
  }
  const wanted = error.parentSchema as Wanted
  const isFilter = path[0] === 'events' && path[2] === 'filter' && path.length === 4
  return {
    rule: isFilter ? 'impossible-filter' : 'invalid-value',
    path,
    at: 'value',
    message: `${name} is ${printValue(data)}, but should be ${wantedOf(wanted)}`,
    remedy: outdented(path, data) ?? remedyFor(data, wanted),
  }
}

function wantedOf(wanted: Wanted): string {
  if (wanted.title !== undefined) return wanted.title
  if (wanted.enum) return `one of ${printList(wanted.enum.map(String), 'or')}`
  if ('const' in wanted) return String(wanted.const)
  const types = [wanted.type ?? []].flat().filter((type) => type !== 'null')
  return (
    printList(
      types.map((type) => TYPES[type] ?? type),
      'or',
    ) || 'a text that is not empty'
  )
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'empty',
}

function remedyFor(data: unknown, wanted: Wanted): string {
  const isText = wanted.type === 'string' || [wanted.type].flat().includes('string')
  if (isText && (typeof data === 'number' || typeof data === 'boolean')) return 'Put it in quotes.'
  const isQuoted = data === String(wanted.const) || wanted.type === 'number'
  if (isQuoted && typeof data === 'string') return 'Remove the quotes.'
  const names = (wanted.enum ?? []).filter((one) => typeof one === 'string')
  const near =
    typeof data === 'string' && data.length < 100
      ? nearestName(data.toLowerCase(), names, data.length / 2)
      : undefined
  return near === undefined ? 'Correct the value.' : `Did you mean ${printText(near)}?`
}

function pathOf({ value }: DefinitionDocument, pointer: string): YamlPath {
  let at: unknown = value
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => {
      const name = segment.replaceAll('~1', '/').replaceAll('~0', '~')
      const isIndex = Array.isArray(at)
      at = (at as Record<string, unknown> | null)?.[name]
      return isIndex ? Number(name) : name
    })
}
