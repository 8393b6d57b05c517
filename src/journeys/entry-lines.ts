import type { JourneyEntry } from './journey-contract.ts'

/** The lines of one item of a contract's list: of one event, or of a group without an order. */
export interface ItemLines {
  /** The line that opens a group, with the comments above it; empty for an event of its own. */
  readonly head: readonly string[]
  /** The lines of each event, with the comments above it. */
  readonly entries: readonly (readonly string[])[]
}

/** Splits an item into the lines of its events; `start` is the line (from 1) of its first one. */
export function splitItem(
  lines: readonly string[],
  entries: readonly JourneyEntry[],
  start: number,
): ItemLines {
  const [first, ...others] = entries.map(({ line }) => withComments(lines, line - start))
  const head = lines.slice(0, first)
  const isGroup = head.some((line) => !isComment(line))
  const starts = [isGroup ? (first ?? 0) : 0, ...others]
  return {
    head: isGroup ? head : [],
    entries: starts.map((from, index) => lines.slice(from, starts[index + 1])),
  }
}

/** Returns the first of the comments right above a line. */
function withComments(lines: readonly string[], line: number): number {
  const above = lines.slice(0, line).findLastIndex((each) => !isComment(each))
  return above + 1
}

/** Returns the lines of an event with another count; `undefined` where they are not in block style. */
export function withCount(lines: readonly string[], count: number): string[] | undefined {
  const dash = lines.findIndex((line) => !isComment(line))
  const key = lines.findIndex((line, index) => index >= dash && /^[\s-]*[^\s#-]/.test(line))
  const [start = ''] = /^[\s-]*/.exec(lines[key] ?? '') ?? []
  if (!/^["'\w]/.test((lines[key] ?? '').slice(start.length))) return undefined
  const { length } = start
  const known = lines.findIndex((line, index) => index >= key && COUNT.test(line.slice(length)))
  if (known < 0) return [...lines, `${' '.repeat(length)}count: ${count}`]
  return lines.map((line, index) =>
    index === known
      ? line.slice(0, length) + line.slice(length).replace(COUNT, `$1${count}`)
      : line,
  )
}

/** The key and the value of a count; YAML may have quotes around the key. */
const COUNT = /^((?:count|"count"|'count')\s*:\s*)[^\s#]+/

function isComment(line: string): boolean {
  return !/^\s*[^\s#]/.test(line)
}
