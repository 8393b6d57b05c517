import { stringifyJson } from '../../foundation/index.ts'
import { columnsOf } from './flat-event.ts'
import type { Entry } from './stored-event.ts'

/** Tells whether a column holds self-describing data, which Micro neither filters nor sorts by. */
export function isDescribed(column: string): boolean {
  return column.startsWith('contexts_') || column.startsWith('unstruct_event')
}

/** The columns of an event that a flat event does not have. */
export const NESTED: ReadonlySet<string> = new Set([
  'contexts',
  'unstruct_event',
  'derived_contexts',
])

/** Makes the reader of an entry's columns as text. The entry is taken apart when it first reads. */
export function textReader(entry: Entry): (column: string) => string | undefined {
  let columns: Readonly<Record<string, unknown>> | undefined
  return (column) => {
    columns ??= columnsOf(entry)
    if (!Object.hasOwn(columns, column) || NESTED.has(column)) return undefined
    const value = columns[column]
    return typeof value === 'string' ? value : stringifyJson(value)
  }
}
