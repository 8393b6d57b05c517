import { printable, printText } from '../foundation/index.ts'
import type { YamlPath } from './yaml-places.ts'

/** Prints the way to a value: `events[0].filter.label`. */
export function printPath(path: YamlPath): string {
  const text = path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
  return printable(text.replace(/^\./, ''), 200)
}

/** Prints a value of a file, in few words. */
export function printValue(value: unknown): string {
  if (typeof value === 'string') return printText(value, 100)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (value === null) return 'empty'
  return typeof value === 'object' ? 'a mapping' : String(value)
}

/** Prints a value of a file as JSON, which is cut where it gets long. */
export function printShort(value: unknown): string {
  return printable(JSON.stringify(value ?? null), 100)
}

/** Prints a list in one sentence: `a, b and c`. */
export function printList(items: readonly string[], last: 'and' | 'or' = 'and'): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}
