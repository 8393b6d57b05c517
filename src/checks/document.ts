import {
  type DefinitionFile,
  decodeDefinition,
  type EventDefinition,
  namesIn,
  RubyFloat,
  readBytes,
  readEventDefinition,
  readMetricDefinition,
  UnusableFile,
  type UsageMetric,
} from '../definitions/index.ts'
import { decodeText, printable } from '../foundation/index.ts'
import { parseDefinition } from './parse-definition.ts'
import { type ReadingFault, Unreadable, unreadableFor } from './reading-fault.ts'

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
      throw unreadableFor(
        'file-too-large',
        `the file has ${size} kB, and no definition has over 250`,
        0,
      )
    }
    // Bytes that are not UTF-8 become this character, which a file may hold as well.
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
    const value = parseDefinition(text, faults)
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
    throw unreadableFor('not-utf8', cause, {
      line,
      column: Math.max(text.indexOf('\uFFFD'), 0) + 1,
    })
  }
}

function lineOf(text: string, key: string): number {
  const start = text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`) + 1
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++
  return line
}
