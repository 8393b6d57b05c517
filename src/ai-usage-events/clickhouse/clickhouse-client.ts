import { isMapping, utf8Encoder } from '../../foundation/index.ts'

/** A client of `@clickhouse/client` 1. */
export interface ClickHouseHttpClient {
  query(params: {
    query: string
    query_params: Record<string, unknown>
    format: 'JSONEachRow'
  }): Promise<{ text(): Promise<string> }>
  command(params: { query: string }): Promise<unknown>
  insert(params: {
    table: string
    columns: [string, ...string[]]
    values: readonly object[]
    format: 'JSONEachRow'
    clickhouse_settings: Record<string, number>
  }): Promise<unknown>
}

/** A session of `chdb` 3, which runs ClickHouse in this process. */
export interface ChdbSession {
  queryAsync(query: string): Promise<unknown>
  queryBindAsync(
    query: string,
    params: object,
    options: { format: string },
  ): Promise<{ text(): string }>
  insert(params: {
    table: string
    columns: readonly string[]
    values: Uint8Array
    format: 'JSONEachRow'
    settings: Record<string, number>
  }): Promise<unknown>
}

/** The client with which a program talks to ClickHouse. */
export type ClickHouseClient = ClickHouseHttpClient | ChdbSession

/** Rows for a table. */
export interface InsertedRows {
  readonly table: string
  readonly columns: readonly [string, ...string[]]
  readonly values: readonly object[]
  readonly settings: Readonly<Record<string, number>>
}

/** Runs a query, and returns its rows. */
export async function queryRows(
  client: ClickHouseClient,
  query: string,
  values: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>[]> {
  const format = 'JSONEachRow'
  const text = isChdb(client)
    ? (await client.queryBindAsync(query, values, { format })).text()
    : await (await client.query({ query, query_params: values, format })).text()
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

/** Runs a statement that has no result. */
export async function runCommand(client: ClickHouseClient, query: string): Promise<void> {
  await (isChdb(client) ? client.queryAsync(query) : client.command({ query }))
}

/** Inserts rows in one batch. */
export async function insertInto(client: ClickHouseClient, rows: InsertedRows): Promise<void> {
  const { table, columns, values, settings } = rows
  const format = 'JSONEachRow'
  if (isChdb(client)) {
    const lines = values.map((row) => JSON.stringify(row)).join('\n')
    await client.insert({ table, columns, values: utf8Encoder.encode(lines), format, settings })
  } else {
    await client.insert({
      table,
      columns: [...columns],
      values,
      format,
      clickhouse_settings: settings,
    })
  }
}

/** Returns the database of a client, for errors. */
export function databaseOf(client: ClickHouseClient): string {
  if (isChdb(client)) return 'ClickHouse, in this process (chdb)'
  const { connectionParams } = client as ClickHouseClient & { readonly connectionParams?: unknown }
  const { url } = isMapping(connectionParams) ? connectionParams : {}
  return `ClickHouse at ${url instanceof URL ? url.host : 'an unknown host'}`
}

/** Returns the code of an error of ClickHouse, such as 60 for a table that is missing. */
export function errorCodeOf(error: unknown): number | undefined {
  const { clickhouseCode, code } = error as {
    readonly clickhouseCode?: number
    readonly code?: string
  }
  const number = clickhouseCode ?? Number(code)
  return Number.isNaN(number) ? undefined : number
}

function isChdb(client: ClickHouseClient): client is ChdbSession {
  return 'queryBindAsync' in client
}
