/**
 * The kinds of lines of a compiled catalog: settings, events, metrics, the metrics with rules for an
 * event, the faults of names of events and of metrics, and all faults. A line is
 * `<kind>"<name>"<tab><JSON>`: a name is written as JSON, which has neither a tab nor the end of a
 * line in it, so that no name and no value can be taken for another line.
 */
export const KINDS = ['S', 'E', 'M', 'R', 'FE', 'FM', 'FA'] as const

export type LineKind = (typeof KINDS)[number]

/** Returns what a line begins with. */
export function lineKey(kind: LineKind, name: string): string {
  return `${kind}${JSON.stringify(name)}`
}

/** Writes the lines of one kind, behind the end of a line. */
export function writeLines(kind: LineKind, values: Iterable<readonly [string, unknown]>): string {
  const lines = Array.from(
    values,
    ([name, value]) => `${lineKey(kind, name)}\t${JSON.stringify(value, asJson)}\n`,
  )
  return `\n${lines.join('')}`
}

/** Returns the value of a line; `undefined` when the lines have none of this name. */
export function readLine(text: string, kind: LineKind, name: string): unknown {
  const start = `\n${lineKey(kind, name)}\t`
  const found = text.indexOf(start)
  if (found < 0) return undefined
  const value = found + start.length
  return JSON.parse(text.slice(value, text.indexOf('\n', value)), fromJson)
}

/** Returns the names of all lines of a text, in which all are of this kind. */
export function namesOfLines(text: string, kind: LineKind): string[] {
  const lines = text.split('\n').slice(1, -1)
  return lines.map((line) => JSON.parse(line.slice(kind.length, line.indexOf('\t'))))
}

/** A value as JSON has it. No definition has such values under these names; arrays have a `map` too. */
interface Written {
  readonly map?: unknown
  readonly set?: unknown
  readonly bigint?: unknown
}

function asJson(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] } satisfies Written
  if (value instanceof Set) return { set: [...value] } satisfies Written
  return typeof value === 'bigint' ? ({ bigint: String(value) } satisfies Written) : value
}

function fromJson(_key: string, value: Written | null): unknown {
  if (Array.isArray(value?.map)) return new Map(value.map)
  if (Array.isArray(value?.set)) return new Set(value.set)
  return typeof value?.bigint === 'string' ? BigInt(value.bigint) : value
}
