/** The form of payloads in the table. */
export type ClickHousePayload = 'json' | 'text'

const TEXT = ['user_id', 'event', 'timestamp', 'namespace_path', 'extras'] as const

/** The columns that rows are written to. */
export const COLUMNS: readonly [string, ...string[]] = TEXT

/**
 * The settings of an insert that fills a column of JSON: paths that are there twice, as those of
 * `{"a": {"b": 1}, "a.b": 2}` are, must not fail a batch, nor texts become dates.
 */
const JSON_SETTINGS = {
  type_json_skip_duplicated_paths: 1,
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
}

/** Returns the settings of an insert. */
export function insertSettings(payload: ClickHousePayload): Readonly<Record<string, number>> {
  return payload === 'json' ? JSON_SETTINGS : {}
}

/**
 * Writes the statement that makes the table as GitLab's, with the payload as text in `extras`. With
 * `json` it has a column `payload` beside it, which ClickHouse makes of the text, to filter by in
 * SQL of one's own: `WHERE payload.project_id > 1`. Nobody else fills it, since stores read the
 * text: ClickHouse refuses an insert that does.
 *
 * Source: `db/click_house/main.sql` of GitLab, and of the column `payload` the proof of concept.
 */
export function createTable(table: string, payload: ClickHousePayload): string {
  const json = payload === 'json' ? ',\n      payload JSON MATERIALIZED CAST(extras AS JSON)' : ''
  return `CREATE TABLE IF NOT EXISTS ${table}
    (
      user_id UInt64,
      event UInt16,
      timestamp DateTime64(6, 'UTC'),
      namespace_path String DEFAULT '0/',
      extras String DEFAULT '{}'${json}
    )
    ENGINE = ReplacingMergeTree
    PARTITION BY toYYYYMM(timestamp)
    ORDER BY (namespace_path, event, timestamp, user_id)`
}

/** Writes the query that fails unless a table has all columns. */
export function checkTable(table: string, payload: ClickHousePayload): string {
  const columns = payload === 'json' ? [...TEXT, 'payload.a'] : TEXT
  return `SELECT ${columns.join(', ')}, JSONType(extras) FROM ${table} FINAL LIMIT 0`
}

/** The types that columns have, and how those begin that keep as much. */
const COLUMN_TYPES: ReadonlyMap<unknown, readonly [type: string, begin: RegExp]> = new Map([
  ['user_id', ['UInt64', /^UInt64$/]],
  ['event', ['UInt16', /^UInt16$/]],
  ['timestamp', ["DateTime64(6, 'UTC')", /^DateTime64\(6/]],
  ['namespace_path', ['String', /^(?:LowCardinality\()?String\)?$/]],
  ['extras', ['String', /^String$/]],
  ['payload', ['JSON', /^JSON/]],
])

/** Tells which column of a table has another type than in GitLab's. */
export function wrongType(
  columns: readonly Readonly<Record<string, unknown>>[],
  payload: ClickHousePayload,
): string | undefined {
  for (const { name, type } of columns) {
    const [wanted, begin] = COLUMN_TYPES.get(name) ?? []
    const isUsed = payload === 'json' || name !== 'payload'
    if (!begin || !isUsed || begin.test(String(type))) continue
    return `column ${name} has the type ${String(type).replaceAll(/\s+/g, ' ')}, not ${wanted}`
  }
  return undefined
}

/** Writes the query for the columns of a table, with their types. */
export function describeTable(table: string): string {
  return `DESCRIBE TABLE ${table}`
}
