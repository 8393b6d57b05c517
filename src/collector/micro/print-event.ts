import { stringifyJson } from '../../foundation/index.ts'
import { COLUMNS } from './enriched-columns.ts'
import { columnsOf, flatEvent, isEvent } from './flat-event.ts'
import type { Entry } from './stored-event.ts'

/**
 * Prints an event, good or failed, for another program, as Micro does: as JSON, or as the
 * tab-separated values of an enriched event. Returns `undefined` for bytes that are not an event.
 */
export function printEvent(entry: Entry, format: 'json' | 'tsv'): string | undefined {
  if (!isEvent(entry)) return undefined
  if (format === 'json') return stringifyJson(flatEvent(entry))
  const columns = columnsOf(entry)
  return COLUMNS.map((column) => printValue(column, columns[column])).join('\t')
}

function printValue(column: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string') {
    const text = column.endsWith('_tstamp') ? value.replace('T', ' ').replace('Z', '') : value
    return text.replaceAll(/[\t\n\r]/g, ' ')
  }
  const json = stringifyJson(value)
  return json === '{}' ? '' : json
}
