import type { Event, ScalarEvent } from 'js-yaml'
import { psychSchema } from '../definitions/index.ts'
import { isMapping, printable, printText, requireModule } from '../foundation/index.ts'
import { buildValue } from './build-value.ts'
import { type ReadingFault, unreadableFor } from './reading-fault.ts'
import { repeatedKeys } from './yaml-places.ts'

/** The ids of the parser's events and styles. */
const SCALAR = 4
const ALIAS = 5
const PLAIN = 1

/**
 * Parses the text of a definition as Ruby does, and tells what Ruby lets pass.
 *
 * @throws {Unreadable} for what is not a mapping, or has aliases; errors of the library.
 */
export function parseDefinition(
  text: string,
  faults: ReadingFault[],
): Readonly<Record<string, unknown>> {
  const yaml = requireModule('js-yaml')
  const events = yaml.parseEvents(text, {})
  for (const event of events) {
    if (event.type === ALIAS) {
      const message = 'the file has an alias, which GitLab does not load'
      throw unreadableFor('yaml-alias', message, event.anchorStart - 1)
    }
    if (event.type === SCALAR && event.style === PLAIN) lookAtScalar(text, event, faults)
  }
  const [value, ...others] = documentsOf(text, events, faults)
  if (others.length > 0) {
    const message = 'the file has several documents, of which the first is read'
    faults.push({ rule: 'several-documents', message, at: startOfSecond(text) })
  }
  if (isMapping(value)) return value
  const what = value == null ? 'empty' : Array.isArray(value) ? 'a list' : 'a single value'
  throw unreadableFor('not-a-mapping', `the file should be a mapping, but is ${what}`, 0)
}

/** Makes the values of the events; of a repeated key the last one counts, as in Ruby. */
function documentsOf(text: string, events: Event[], faults: ReadingFault[]): unknown[] {
  const built = buildValue(text, events)
  if (built) return [built.value]
  const yaml = requireModule('js-yaml')
  const options = { source: text, schema: psychSchema(yaml) }
  try {
    return yaml.constructFromEvents(events, options)
  } catch (error) {
    if ((error as { reason?: string }).reason !== 'duplicated mapping key') throw error
    for (const { path, start } of repeatedKeys(text)) {
      const message = `the key ${printable(String(path.at(-1)), 100)} is repeated, and its last value counts`
      faults.push({ rule: 'duplicate-key', message, at: start, path })
    }
    return yaml.constructFromEvents(events, { ...options, json: true })
  }
}

/** Finds the plain texts that Ruby takes for dates, times and symbols. */
function lookAtScalar(text: string, { valueStart, valueEnd }: ScalarEvent, faults: ReadingFault[]) {
  // The first letter tells of nearly all that they are neither.
  const first = text.charCodeAt(valueStart)
  if (first !== COLON && !(first >= ZERO && first <= ZERO + 9)) return
  const value = text.slice(valueStart, valueEnd)
  const [, what] = OTHER_CLASSES.find(([pattern]) => pattern.test(value)) ?? []
  if (what === undefined) return
  const message = `${printText(value)} is ${what} to Ruby, which GitLab does not load`
  faults.push({ rule: 'unloadable-value', message, at: valueStart })
}

const COLON = 58
const ZERO = 48
const OTHER_CLASSES: readonly [RegExp, string][] = [
  [/^:./, 'a symbol'],
  [/^\d{4}-(?:1[012]|0?\d)-(?:[12]\d|3[01]|0?\d)$/, 'a date'],
  [
    /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/,
    'a time',
  ],
]

/** Returns the place where the second document begins. */
function startOfSecond(text: string): number {
  const separators = [...text.matchAll(/^(?:---(?=\s|$)|\.\.\.)/gm)].map(({ index }) => index)
  return separators.find((index) => /[^\s#-]/.test(text.slice(0, index))) ?? 0
}
