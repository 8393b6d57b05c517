import type { Event, ScalarEvent } from 'js-yaml'
import {
  type DefinitionFile,
  decodeDefinition,
  type EventDefinition,
  namesIn,
  psychSchema,
  RubyFloat,
  readBytes,
  readEventDefinition,
  readMetricDefinition,
  UnusableFile,
  type UsageMetric,
} from '../definitions/index.ts'
import { decodeText, isMapping, printable, printText, requireModule } from '../foundation/index.ts'
import { buildValue } from './build-value.ts'
import { repeatedKeys, type YamlPath } from './yaml-places.ts'

/** The ids of what can be wrong before anybody looks at the content of a file. */
export type ReadingRule =
  | 'unreadable-file'
  | 'file-too-large'
  | 'not-utf8'
  | 'invalid-yaml'
  | 'yaml-alias'
  | 'not-a-mapping'
  | 'byte-order-mark'
  | 'duplicate-key'
  | 'several-documents'
  | 'unloadable-value'

/** A fault that was met while a file was read. */
export interface ReadingFault {
  readonly rule: ReadingRule
  readonly message: string
  /** The place in the text, or in a file whose text nobody knows. */
  readonly at: number | { readonly line: number; readonly column: number }
  readonly path?: YamlPath
}

/** A definition file as it was read, with what it defines. */
export interface DefinitionDocument {
  readonly kind: 'event' | 'metric'
  /** The path, relative to the root, as a terminal may show it. */
  readonly path: string
  /** The same as the file system has it. */
  readonly source: string
  /** The text without its byte order mark. */
  readonly text: string
  /** The content as JSON has it; empty if the file cannot be used. */
  readonly value: Readonly<Record<string, unknown>>
  readonly faults: readonly ReadingFault[]
  /** False if nothing is known of the content. */
  readonly isReadable: boolean
  /** The names that the file may define, where its content cannot be used. */
  readonly suspectedNames: readonly string[]
  readonly event?: EventDefinition
  readonly metrics: readonly UsageMetric[]
  /** The reason why the content makes no definition. */
  readonly unusable?: string
}

/** No definition is longer; a longer file is not parsed. */
const LARGEST = 250_000
const BYTE_ORDER_MARK = '\uFEFF'
/** The ids of the parser's events and styles. */
const SCALAR = 4
const ALIAS = 5
const PLAIN = 1

/** Reads one file. Never throws: all that is wrong with it becomes a fault. */
export function readDocument(
  root: string,
  kind: DefinitionDocument['kind'],
  path: string,
): DefinitionDocument {
  let text = ''
  try {
    const bytes = readBytes(root, path)
    text = bytes.toString()
    if (bytes.length > LARGEST) {
      const size = Math.ceil(bytes.length / 1000)
      throw fault('file-too-large', `the file has ${size} kB, and no definition has over 250`, 0)
    }
    // What is not UTF-8 becomes this character, which a file may hold as well.
    if (text.includes('\uFFFD')) decode(bytes)
    return readText(kind, path, text)
  } catch (error) {
    return unreadable(kind, path, text, faultOf(error))
  }
}

/** Reads the text of a file: the one on disk, or that of another revision. */
export function readText(
  kind: DefinitionDocument['kind'],
  path: string,
  raw: string,
): DefinitionDocument {
  const faults: ReadingFault[] = []
  const text = raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(1) : raw
  if (text !== raw) {
    faults.push({
      rule: 'byte-order-mark',
      message: 'the file begins with a byte order mark',
      at: 0,
    })
  }
  try {
    const value = parse(text, faults)
    const shown = printable(path, 4096)
    const defined = define(kind, shown, text, value)
    const document = { kind, path: shown, source: path, text, faults, isReadable: true, ...defined }
    return { ...document, value: plain(value) as Record<string, unknown> }
  } catch (error) {
    const { faults: worst, ...document } = unreadable(kind, path, text, faultOf(error))
    return { ...document, faults: [...faults, ...worst] }
  }
}

type Defined = Pick<DefinitionDocument, 'event' | 'metrics' | 'unusable' | 'suspectedNames'>

/** Reads the definitions as the catalog does. */
function define(
  kind: DefinitionDocument['kind'],
  path: string,
  text: string,
  value: Readonly<Record<string, unknown>>,
): Defined {
  const file: DefinitionFile = {
    path,
    mapping: new Map(Object.entries(value)),
    remarks: [],
    lineOf: (key) => lineOf(text, key),
  }
  try {
    return kind === 'event'
      ? { event: readEventDefinition(file), metrics: [], suspectedNames: [] }
      : { metrics: readMetricDefinition(file), suspectedNames: [] }
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    return {
      metrics: [],
      unusable: printable(error.fault.cause, 1000),
      suspectedNames: namesIn(kind, path, text),
    }
  }
}

function parse(text: string, faults: ReadingFault[]): Readonly<Record<string, unknown>> {
  const yaml = requireModule('js-yaml')
  const events = yaml.parseEvents(text, {})
  for (const event of events) {
    if (event.type === ALIAS) {
      const message = 'the file has an alias, which GitLab does not load'
      throw fault('yaml-alias', message, event.anchorStart - 1)
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
  throw fault('not-a-mapping', `the file should be a mapping, but is ${what}`, 0)
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

/** Returns a value as JSON has it: a number for what only Ruby writes in another way. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof RubyFloat) return value.value
  if (value === null || typeof value !== 'object') return value
  const container = value as Record<string | number, unknown>
  for (const key of Object.keys(container)) {
    const one = container[key]
    if (one === null || (typeof one !== 'object' && typeof one !== 'bigint')) continue
    const other = plain(one)
    if (other !== one) Object.defineProperty(container, key, { value: other })
  }
  return value
}

/** Returns the place where the second document begins. */
function startOfSecond(text: string): number {
  const separators = [...text.matchAll(/^(?:---(?=\s|$)|\.\.\.)/gm)].map(({ index }) => index)
  return separators.find((index) => /[^\s#-]/.test(text.slice(0, index))) ?? 0
}

class Unreadable extends Error {
  readonly fault: ReadingFault

  constructor(fault: ReadingFault) {
    super(fault.message)
    this.fault = fault
  }
}

function fault(rule: ReadingRule, message: string, at: ReadingFault['at']): Unreadable {
  return new Unreadable({ rule, message, at })
}

function faultOf(error: unknown): ReadingFault {
  if (error instanceof Unreadable) return error.fault
  if (error instanceof UnusableFile) {
    const { cause, line } = error.fault
    return { rule: 'unreadable-file', message: printable(cause), at: { line, column: 1 } }
  }
  // The parser may throw others than its own for what nobody thought of.
  const { reason = String(error), mark } = error as { reason?: string; mark?: { position: number } }
  return { rule: 'invalid-yaml', message: printable(reason), at: mark?.position ?? 0 }
}

function unreadable(
  kind: DefinitionDocument['kind'],
  path: string,
  text: string,
  one: ReadingFault,
): DefinitionDocument {
  return {
    kind,
    path: printable(path, 4096),
    source: path,
    text,
    value: {},
    faults: [one],
    isReadable: false,
    suspectedNames: namesIn(kind, path, text),
    metrics: [],
  }
}

/** @throws {Unreadable} the place of the first byte that is not UTF-8. */
function decode(bytes: Uint8Array): void {
  try {
    decodeDefinition(bytes)
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    const { line, cause } = error.fault
    const text = decodeText(bytes).split('\n')[line - 1] ?? ''
    throw fault('not-utf8', cause, { line, column: Math.max(text.indexOf('\uFFFD'), 0) + 1 })
  }
}

function lineOf(text: string, key: string): number {
  const start = text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`) + 1
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++
  return line
}
