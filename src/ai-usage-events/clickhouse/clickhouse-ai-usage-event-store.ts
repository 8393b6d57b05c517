import { AiUsageEventError, type KeptRow } from '../index.ts'
import {
  checkTableName,
  runStatement,
  SqlAiUsageEventStore,
  type SqlRow,
  type SqlStatement,
  type TableProblem,
  tablePlace,
  WrongTable,
} from '../sql/index.ts'
import { checkStoreOptions } from './check-store-options.ts'
import type { ClickHouseAiUsageEventStoreOptions } from './clickhouse-ai-usage-event-store-options.ts'
import {
  type ClickHouseClient,
  databaseOf,
  errorCodeOf,
  insertInto,
  queryRows,
  runCommand,
} from './clickhouse-client.ts'
import { type ClickHouseValues, clickHouseDialect, timeText } from './clickhouse-dialect.ts'
import {
  type ClickHousePayload,
  COLUMNS,
  checkTable,
  createTable,
  describeTable,
  insertSettings,
  wrongType,
} from './clickhouse-tables.ts'

/** No such table or database. */
const NO_TABLE = [60, 81]
/** No such column or identifier; types that do not fit; no ReplacingMergeTree. */
const WRONG_TABLE = [8, 16, 43, 47, 53, 181]

/**
 * AI usage events in ClickHouse, through a client of `@clickhouse/client` 1 or a session of `chdb`:
 * in the table of GitLab, a `ReplacingMergeTree`. Of two rows with one user, namespace, event and
 * time one stays, as ClickHouse has it the last; queries never see both.
 *
 * Source: `db/click_house/main.sql` of GitLab.
 *
 * @throws {AiUsageEventError} `STORE_FAILED` or `WRONG_TABLE`, with host and statement.
 *
 * @example
 * ```ts
 * import { Session } from 'chdb'
 * import { gt } from 'internal-events-testing/ai-usage-events'
 * import { ClickHouseAiUsageEventStore } from 'internal-events-testing/clickhouse'
 *
 * const session = new Session()
 * const store = new ClickHouseAiUsageEventStore(session, {
 *   namespacePath: (id) => (id === 28 ? '27/28/' : `${id}/`),
 * })
 * await store.createTables()
 * await store.insert([
 *   {
 *     event: 'troubleshoot_job',
 *     eventId: 7,
 *     userId: 1,
 *     namespaceId: 28,
 *     timestamp: new Date(),
 *     payload: { project_id: 4 },
 *   },
 * ])
 * console.log(await store.count({ where: { 'payload.project_id': gt(1) } })) // 1
 * session.query('SELECT * FROM ai_usage_events WHERE payload.project_id > 1')
 * session.close()
 * ```
 */
export class ClickHouseAiUsageEventStore extends SqlAiUsageEventStore<ClickHouseValues> {
  readonly place: object
  readonly #client: ClickHouseClient
  readonly #table: string
  readonly #payload: ClickHousePayload
  readonly #pathOf: (namespaceId: number | string) => string
  readonly #timeout: number

  /** @throws {AiUsageEventError} `UNKNOWN_OPTION`, `INVALID_OPTION` and `WRONG_TABLE` */
  constructor(client: ClickHouseClient, options: ClickHouseAiUsageEventStoreOptions = {}) {
    checkStoreOptions(client, options)
    const { registry, table = 'ai_usage_events', payload = 'json' } = options
    const { namespacePath = (id) => `${id}/`, timeout = 10_000 } = options
    super(clickHouseDialect(checkTableName(table)), registry)
    this.place = tablePlace(client, table)
    this.#client = client
    this.#table = table
    this.#payload = payload
    this.#pathOf = namespacePath
    this.#timeout = timeout
  }

  /**
   * Creates the table, unless it is there.
   *
   * @throws {AiUsageEventError} `WRONG_TABLE` for a table of another shape.
   */
  async createTables(): Promise<void> {
    await this.#run(`CREATE TABLE ${this.#table}`, (client) =>
      runCommand(client, createTable(this.#table, this.#payload)),
    )
    await this.#run(`SELECT FROM ${this.#table}`, async (client) => {
      await queryRows(client, checkTable(this.#table, this.#payload), {})
      const columns = await queryRows(client, describeTable(this.#table), {})
      const cause = wrongType(columns, this.#payload)
      if (cause !== undefined) throw new WrongTable(cause)
    })
  }

  /** Removes all rows. */
  async reset(): Promise<void> {
    const sql = `TRUNCATE TABLE ${this.#table}`
    await this.#run(sql, (client) => runCommand(client, sql))
  }

  protected async insertRows(rows: readonly KeptRow[]): Promise<void> {
    const values = rows.map((row) => this.#columnsOf(row))
    await this.#run(`INSERT INTO ${this.#table}`, (client) =>
      insertInto(client, {
        table: this.#table,
        columns: COLUMNS,
        values,
        settings: insertSettings(this.#payload),
      }),
    )
  }

  /** Names the database and the table, for messages. */
  override toString(): string {
    return `${databaseOf(this.#client)}, table ${this.#table}`
  }

  protected async query({
    sql,
    values,
  }: SqlStatement<ClickHouseValues>): Promise<readonly SqlRow[]> {
    return await this.#run(`SELECT FROM ${this.#table}`, (client) =>
      queryRows(client, sql, values.byName),
    )
  }

  #columnsOf({ row, extras }: KeptRow): object {
    const { userId, eventId, timestamp, microseconds, namespaceId } = row
    return {
      user_id: String(userId),
      event: eventId,
      timestamp: timeText(timestamp, microseconds),
      namespace_path: namespaceId === undefined ? '0/' : this.#namespacePath(namespaceId),
      extras: withoutLongIntegers(extras),
    }
  }

  #namespacePath(id: number | string): string {
    const path = this.#pathOf(id)
    if (/^(?:\d+\/)+$/.test(path) && `/${path}`.endsWith(`/${id}/`)) return path
    throw new AiUsageEventError(
      'INVALID_ROW',
      `Failed to insert AI usage events: namespacePath(${id}) is ${JSON.stringify(path)}, which is not the path of that namespace. Return its ids from the topmost group on, such as 27/${id}/.`,
    )
  }

  async #run<Result>(
    name: string,
    run: (client: ClickHouseClient) => Promise<Result>,
  ): Promise<Result> {
    const statement = {
      name,
      database: databaseOf(this.#client),
      timeout: this.#timeout,
      tableProblem,
    }
    return await runStatement(statement, () => run(this.#client))
  }
}

function tableProblem(error: unknown): TableProblem | undefined {
  const code = errorCodeOf(error) ?? 0
  if (NO_TABLE.includes(code)) return 'missing'
  return WRONG_TABLE.includes(code) ? 'wrong' : undefined
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d{19,}(?![\d.eE])/g

/** Writes integers beyond 64 bits as doubles: ClickHouse gives up a whole JSON that has one. */
function withoutLongIntegers(json: string): string {
  if (!/\d{19}/.test(json)) return json
  return json.replaceAll(TOKEN, (token) => (token.startsWith('"') ? token : `${token}e0`))
}
