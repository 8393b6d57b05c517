import { writeYaml } from '../drafts/yaml/index.ts'
import { printable } from '../foundation/index.ts'
import type { RecordedEntry } from './record-entries.ts'

/** The lines of a list of events in the text of a contract. */
export interface EventsSection {
  /** The lines before the first item, the key among them. */
  readonly before: readonly string[]
  /** Each item with the comments above it. */
  readonly items: readonly (readonly string[])[]
  readonly after: readonly string[]
  readonly indent: number
}

/**
 * Finds the list of events of a contract, or of one of its variants, in block style; `undefined`
 * where it is written in another one.
 */
export function findEvents(text: string, variant: string | undefined): EventsSection | undefined {
  const lines = text.split('\n')
  const start = variant === undefined ? 0 : lineOfKey(lines, 0, variant, false)
  const key = lineOfKey(lines, start, 'events', variant === undefined)
  if (
    start < 0 ||
    key < 0 ||
    !isWithin(lines, start, key) ||
    !/:\s*(?:#.*)?$/.test(lines[key] as string)
  )
    return undefined
  const first = lines.findIndex((line, index) => index > key && isContent(line))
  const line = lines[first] ?? ''
  const indent = indentOf(line)
  if (!isItem(line) || indent < indentOf(lines[key] as string)) return undefined
  const end = endOfList(lines, first, indent)
  const { items, rest } = itemsOf(lines.slice(key + 1, end), indent)
  return { before: lines.slice(0, key + 1), items, after: [...rest, ...lines.slice(end)], indent }
}

/** Tells whether a line stands below a key, and not below the next one of the same depth: that of another variant. */
function isWithin(lines: readonly string[], start: number, index: number): boolean {
  const depth = indentOf(lines[start] as string)
  return (
    start === 0 ||
    lines.slice(start + 1, index + 1).every((line) => !isContent(line) || indentOf(line) > depth)
  )
}

function endOfList(lines: readonly string[], first: number, indent: number): number {
  const end = lines.findIndex((line, index) => {
    if (index <= first || !isContent(line)) return false
    return indentOf(line) < indent || (indentOf(line) === indent && !isItem(line))
  })
  return end < 0 ? lines.length : end
}

/** Splits the lines of a list; a comment belongs to the item below it. */
function itemsOf(
  list: readonly string[],
  indent: number,
): { readonly items: readonly (readonly string[])[]; readonly rest: readonly string[] } {
  const items: string[][] = []
  let comments: string[] = []
  for (const line of list) {
    if (!isContent(line)) {
      comments.push(line)
      continue
    }
    if (isItem(line) && indentOf(line) === indent) items.push([...comments, line])
    else items.at(-1)?.push(...comments, line)
    comments = []
  }
  return { items, rest: comments }
}

/** Writes an entry as an item of a list, below a comment that tells what is left out. */
export function writeItem({ entry, leftOut }: RecordedEntry, indent: number): string[] {
  const [, , ...lines] = writeYaml(new Map([['events', [entry]]]))
    .trimEnd()
    .split('\n')
  const names = leftOut.map((name) => printable(name)).join(', ')
  const remarks = names === '' ? [] : [`# left out: ${names}`]
  return [...remarks, ...lines].map((line) => `${' '.repeat(indent)}${line}`)
}

/** Puts the lists of a contract together again. */
export function joinSection({ before, items, after }: EventsSection): string {
  const text = [...before, ...items.flat(), ...after].join('\n')
  return text.endsWith('\n') ? text : `${text}\n`
}

function lineOfKey(lines: readonly string[], start: number, key: string, isTop: boolean): number {
  return lines.findIndex((line, index) => {
    const [, indent = '', , name] = /^(\s*)(["']?)(.+?)\2\s*:(?:\s|$)/.exec(line) ?? []
    return index >= start && name === key && (indent === '') === isTop
  })
}

function isContent(line: string): boolean {
  return /^\s*[^\s#]/.test(line)
}

function isItem(line: string): boolean {
  return /^\s*-(?:\s|$)/.test(line)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
