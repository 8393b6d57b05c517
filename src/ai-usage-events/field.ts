import { printable, printGiven } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import { isKeptText } from './kept-text.ts'

/** A field that every row has. */
export type AiUsageColumn =
  | 'event'
  | 'eventId'
  | 'userId'
  | 'namespaceId'
  | 'timestamp'
  | 'microseconds'

/**
 * A field of rows. `payload.a.b` is the value under `b` of the object under `a`. A key with a dot or
 * a quote stands in quotes, as in JSON: `payload."a.b"`.
 */
export type AiUsageField = AiUsageColumn | `payload.${string}`

/** A column of tables: of an event they have the id alone. */
export type TableColumn = Exclude<AiUsageColumn, 'event'>

/** A field that tables have. */
export type TableField =
  | { readonly column: TableColumn; readonly path?: undefined }
  | { readonly column?: undefined; readonly path: readonly string[] }

/** A field whose name was understood. */
export type Field = TableField | { readonly column: 'event'; readonly path?: undefined }

const COLUMNS: readonly string[] = [
  'event',
  'eventId',
  'userId',
  'namespaceId',
  'timestamp',
  'microseconds',
] satisfies AiUsageColumn[]

const PREFIX = 'payload.'
const KEY = /(?:"(?:[^"\\]|\\.)*"|[^."]+)(?:\.(?=.)|$)/sy

/**
 * Reads the name of a field.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY` for a field that rows do not have.
 */
export function readField(name: string): Field {
  if (COLUMNS.includes(name)) return { column: name as AiUsageColumn }
  if (typeof name !== 'string' || !name.startsWith(PREFIX)) {
    throw queryError(
      `there is no field ${typeof name === 'string' ? printable(name, 60) : printGiven(name)}`,
      `Fields are ${COLUMNS.join(', ')} and payload.<name>.`,
    )
  }
  const path = readPath(name.slice(PREFIX.length))
  if (path) return { path }
  throw queryError(
    `${name} is not the path of a value`,
    'Write keys with dots between them, and those with dots or quotes in quotes: payload.a."b.c".',
  )
}

/** Returns the field of tables that tells the values of a field apart. */
export function tableField(field: Field): TableField {
  return field.column === 'event' ? { column: 'eventId' } : field
}

function readPath(text: string): string[] | undefined {
  const path: string[] = []
  let at = 0
  while (at < text.length) {
    KEY.lastIndex = at
    const [found] = KEY.exec(text) ?? []
    if (found === undefined) return undefined
    at += found.length
    const key = readKey(found.replace(/\.$/, ''))
    if (key === undefined) return undefined
    path.push(key)
  }
  return path.length === 0 ? undefined : path
}

function readKey(written: string): string | undefined {
  try {
    const key = written.startsWith('"') ? (JSON.parse(written) as string) : written
    return isKeptText(key) ? key : undefined
  } catch {
    return undefined
  }
}

/** Makes the error of a query that no store can answer. */
export function queryError(cause: string, remedy: string): AiUsageEventError {
  return new AiUsageEventError(
    'INVALID_QUERY',
    `Failed to query AI usage events: ${cause}. ${remedy}`,
  )
}
