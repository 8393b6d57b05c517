import { ATOMIC_FIELDS } from './atomic-fields.ts'

/** Reads the columns that the fields of an item become. A field that cannot be read becomes none. */
export function readColumns(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    ATOMIC_FIELDS.flatMap(({ field, columns, kind }) => {
      const text = item[field]
      const value = typeof text === 'string' && kind.fits(text) ? kind.read(text) : null
      if (value === null) return []
      const values = Array.isArray(value) ? value : [value]
      return columns.map((column, index) => [column, values[index]])
    }),
  )
}
