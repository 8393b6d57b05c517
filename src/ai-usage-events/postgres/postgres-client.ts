import { isMapping } from '../../foundation/index.ts'

/** A connected `Client` or `Pool` of `pg` 8, or a database of PGlite. */
export interface PostgresClient {
  query(sql: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** Returns the database of a client, for errors; each library keeps the host in another place. */
export function databaseOf(client: PostgresClient): string {
  const {
    options,
    host: own,
    port: ownPort,
  } = client as PostgresClient & {
    readonly [Name in 'options' | 'host' | 'port']?: unknown
  }
  const { connectionString, host = own, port = ownPort } = isMapping(options) ? options : {}
  if (typeof connectionString === 'string' && URL.canParse(connectionString)) {
    return `PostgreSQL at ${new URL(connectionString).host}`
  }
  if ('waitReady' in client) return 'PGlite, in this process'
  return `PostgreSQL at ${host ?? 'localhost'}:${port ?? 5432}`
}
