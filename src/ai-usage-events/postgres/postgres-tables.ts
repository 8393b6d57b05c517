import { type KeptRow, rowKey } from '../index.ts'
import { quoted, timeText } from './postgres-dialect.ts'

/**
 * Writes the statements that make the table as GitLab's. It has no foreign keys, since a service
 * has not the tables that these would point to.
 *
 * Source: the migrations `CreateAiUsageEvents`, `AddMoreRestrictiveAiUsageIndex` and
 * `AddNamespaceTimestampIdIndexForAiUsageEvents` of GitLab.
 */
export function createTable(table: string): string[] {
  const name = table.split('.').at(-1)
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
      id bigserial NOT NULL,
      "timestamp" timestamptz NOT NULL,
      user_id bigint NOT NULL,
      organization_id bigint NOT NULL,
      created_at timestamptz NOT NULL,
      event smallint NOT NULL,
      extras jsonb DEFAULT '{}' NOT NULL,
      namespace_id bigint,
      PRIMARY KEY (id, "timestamp")
    ) PARTITION BY RANGE ("timestamp")`,
    `CREATE UNIQUE INDEX IF NOT EXISTS idx_${name}_uniqueness
      ON ${table} (namespace_id, user_id, event, "timestamp") NULLS NOT DISTINCT`,
    `CREATE INDEX IF NOT EXISTS index_${name}_on_namespace_id_timestamp_and_id
      ON ${table} (namespace_id, "timestamp", id)`,
    `CREATE INDEX IF NOT EXISTS index_${name}_on_organization_id ON ${table} (organization_id)`,
    `CREATE INDEX IF NOT EXISTS index_${name}_on_user_id ON ${table} (user_id)`,
  ]
}

/** Writes the statement that stores rows; its values are the lists of `listsOf`. */
export function insertInto(table: string): string {
  return `INSERT INTO ${table}
      ("timestamp", user_id, organization_id, created_at, event, extras, namespace_id)
    SELECT t, u, o, now(), e, x, n
    FROM unnest($1::text::timestamptz[], $2::text::bigint[], $3::text::smallint[],
      $4::text::jsonb[], $5::text::bigint[], $6::text::bigint[]) AS r(t, u, e, x, n, o)
    ON CONFLICT (namespace_id, user_id, event, "timestamp") DO NOTHING`
}

/**
 * Returns rows in the order in which they are to be stored: statements with the same rows in several
 * orders would wait for each other. Not by SQL, which takes longer.
 */
export function inOneOrder(rows: readonly KeptRow[]): KeptRow[] {
  const keyed = rows.map((kept) => ({ kept, key: rowKey(kept.row) }))
  keyed.sort((first, second) => {
    const time = first.kept.row.timestamp.getTime() - second.kept.row.timestamp.getTime()
    if (time !== 0 || first.key === second.key) return time
    return first.key < second.key ? -1 : 1
  })
  return keyed.map(({ kept }) => kept)
}

/** Writes a list for each column, which PostgreSQL reads faster than rows. */
export function listsOf(rows: readonly KeptRow[], organizations: readonly number[]): string[] {
  const list = (of: (row: KeptRow) => string | number) => `{${rows.map(of).join()}}`
  return [
    list(({ row }) => timeText(row.timestamp, row.microseconds)),
    list(({ row }) => row.userId),
    list(({ row }) => row.eventId),
    list(({ extras }) => quoted(extras)),
    list(({ row }) => row.namespaceId ?? 'NULL'),
    `{${organizations.join()}}`,
  ]
}

/**
 * Writes a statement that runs others one after another, or none of them. It waits for that of any
 * other process, since even CREATE … IF NOT EXISTS fails where two run at the same time.
 */
export function together(table: string, statements: readonly string[]): string {
  return `DO $do$ BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('${table}'));
    ${statements.join(';\n    ')};
  END $do$`
}

/** The types that columns have. */
const COLUMN_TYPES: ReadonlyMap<string, string> = new Map([
  ['id', 'bigint'],
  ['timestamp', 'timestamp with time zone'],
  ['user_id', 'bigint'],
  ['organization_id', 'bigint'],
  ['created_at', 'timestamp with time zone'],
  ['event', 'smallint'],
  ['extras', 'jsonb'],
  ['namespace_id', 'bigint'],
])

/** Reads the types of the columns of a table. The digits of a time are six, if it does not say. */
export const TYPES: string = `SELECT attname::text AS name,
    replace(format_type(atttypid, atttypmod), '(6)', '') AS type
  FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 ORDER BY attnum`

/** A row of the result of `TYPES`. */
export interface ColumnType {
  readonly name: string
  readonly type: string
}

/** Tells which column of a table has another type than in GitLab's. */
export function wrongType(columns: readonly ColumnType[]): string | undefined {
  const wrong = columns.find(({ name, type }) => type !== (COLUMN_TYPES.get(name) ?? type))
  if (!wrong) return undefined
  return `column "${wrong.name}" has the type ${wrong.type}, not ${COLUMN_TYPES.get(wrong.name)}`
}

/** Writes the query that fails unless a table has all columns. */
export function checkTable(table: string): string {
  return `SELECT id, "timestamp", user_id, organization_id, created_at, event, extras -> 'a', namespace_id
    FROM ${table} LIMIT 0`
}
