import {
  type AiUsageEvent,
  AiUsageEventError,
  isStoredId,
  type KeptRow,
  monthsBefore,
} from '../index.ts'
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
import { checkBatches, checkNow } from './check-options.ts'
import { checkStoreOptions } from './check-store-options.ts'
import {
  boundsOf,
  createPartitions,
  dayOf,
  freeSpans,
  hasTime,
  PARTITIONS,
  type Partition,
  type PartitionRow,
  partitionName,
  readPartitions,
  type Span,
} from './partitions.ts'
import type { PostgresAiUsageEventStoreOptions } from './postgres-ai-usage-event-store-options.ts'
import { databaseOf, type PostgresClient } from './postgres-client.ts'
import { type PostgresValues, postgresDialect } from './postgres-dialect.ts'
import {
  type ColumnType,
  checkTable,
  createTable,
  inOneOrder,
  insertInto,
  listsOf,
  TYPES,
  together,
  wrongType,
} from './postgres-tables.ts'

/** The code of PostgreSQL for a table that is missing. */
const NO_TABLE = '42P01'
/** Codes of PostgreSQL for columns that are missing or of other types. */
const WRONG_TABLE = ['42703', '42804', '42883', '42846', '42809', '42P10', '23502']
const NO_PARTITION = '23514'

/**
 * AI usage events in a PostgreSQL of version 15 or newer, through a connected client of `pg` 8 or
 * PGlite: in the table of GitLab, with a partition for each day (UTC), made when its first row
 * comes. Of two rows with one user, namespace, event and time the first stays.
 *
 * Source: `db/structure.sql` and `Ai::UsageEvent` of GitLab, whose partitions are months.
 *
 * @throws {AiUsageEventError} `STORE_FAILED` or `WRONG_TABLE`, with host and statement.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 * import { gt } from 'internal-events-testing/ai-usage-events'
 * import { PostgresAiUsageEventStore } from 'internal-events-testing/postgres'
 *
 * const store = new PostgresAiUsageEventStore(new PGlite())
 * await store.createTables()
 * await store.insert([
 *   {
 *     event: 'troubleshoot_job',
 *     eventId: 7,
 *     userId: 1,
 *     namespaceId: 28,
 *     timestamp: new Date(),
 *     payload: { project_id: '4' },
 *   },
 * ])
 * console.log(await store.count({ where: { 'payload.project_id': gt(1) } })) // 1
 * ```
 */
export class PostgresAiUsageEventStore extends SqlAiUsageEventStore<PostgresValues> {
  readonly place: object
  readonly #client: PostgresClient
  readonly #table: string
  readonly #organizationOf: (row: AiUsageEvent) => number
  readonly #timeout: number
  /** The days that are known to have a partition. */
  readonly #days = new Set<number>()

  /** @throws {AiUsageEventError} `UNKNOWN_OPTION`, `INVALID_OPTION` and `WRONG_TABLE` */
  constructor(client: PostgresClient, options: PostgresAiUsageEventStoreOptions = {}) {
    checkStoreOptions(client, options)
    const { registry, table = 'ai_usage_events', organizationId = 1, timeout = 10_000 } = options
    super(postgresDialect(checkTableName(table)), registry)
    // PostgreSQL reads names in small letters.
    this.place = tablePlace(client, table.toLowerCase())
    this.#client = client
    this.#table = table
    this.#organizationOf =
      typeof organizationId === 'function' ? organizationId : () => organizationId
    this.#timeout = timeout
  }

  /**
   * Creates the table with its indexes, and the partitions of yesterday, today and tomorrow, unless
   * they are there.
   *
   * @throws {AiUsageEventError} `WRONG_TABLE` for a table of another shape.
   */
  async createTables(): Promise<void> {
    await this.#run(`CREATE TABLE ${this.#table}`, together(this.#table, createTable(this.#table)))
    await this.#checkTable()
    const today = dayOf(Date.now())
    await this.#createPartitions(`CREATE TABLE ${this.#table}`, (partitions) =>
      [today - 1, today, today + 1].flatMap((day) => freeSpans(partitions, day)),
    )
  }

  /**
   * Drops the partitions whose rows are all older than three months, and returns their names.
   *
   * @throws {AiUsageEventError} `INVALID_OPTION` for a time that is not a valid date.
   */
  async dropExpiredPartitions(now: Date = new Date()): Promise<string[]> {
    checkNow(now)
    const oldest = monthsBefore(now.getTime())
    const partitions = await this.#partitions(`DROP TABLE … PARTITION OF ${this.#table}`)
    const expired = (partitions ?? []).filter(({ to }) => to <= oldest)
    for (const { name } of expired) await this.#run(`DROP TABLE ${name}`, `DROP TABLE ${name}`)
    return expired.map(({ name }) => name)
  }

  /**
   * Returns the rows behind a cursor, which is the id of a row, in the order of their ids; with the
   * cursor of the last one. Each has its payload as PostgreSQL writes it, too, where numbers have
   * all their digits.
   *
   * @throws {AiUsageEventError} `INVALID_OPTION` for a cursor or a limit that is none.
   */
  async selectAfter(
    cursor: string,
    limit: number,
  ): Promise<{ readonly rows: KeptRow[]; readonly cursor: string }> {
    checkBatches('select AI usage events', { cursor, limit })
    const { columns, read } = this.wholeRows()
    const rows = await this.#run(
      `SELECT FROM ${this.#table}`,
      `SELECT id::text AS cursor, ${columns} FROM ${this.#table} WHERE id > $1::text::bigint ORDER BY id LIMIT $2::text::bigint`,
      [cursor, String(limit)],
    )
    return { rows: rows.map(read), cursor: String(rows.at(-1)?.['cursor'] ?? cursor) }
  }

  /** Removes all rows. */
  async reset(): Promise<void> {
    await this.#run(`TRUNCATE ${this.#table}`, `TRUNCATE ${this.#table}`)
  }

  protected async insertRows(given: readonly KeptRow[]): Promise<void> {
    const rows = inOneOrder(given)
    const name = `INSERT INTO ${this.#table}`
    const times = rows.map(({ row }) => row.timestamp.getTime() + (row.microseconds ?? 0) / 1000)
    if (times.some((time) => !this.#days.has(dayOf(time)))) await this.#makeRoom(name, times)
    const organizations = rows.map(({ row }) => this.#organizationOf(row))
    checkOrganizations(rows, organizations)
    const values = listsOf(rows, organizations)
    const insert = () => this.#run(name, insertInto(this.#table), values)
    try {
      await insert()
    } catch (error) {
      // Another process may have dropped a partition that was there.
      if (codeOf((error as Error).cause) !== NO_PARTITION) throw error
      await this.#makeRoom(name, times)
      await insert()
    }
  }

  /** Names the database and the table, for messages. */
  override toString(): string {
    return `${databaseOf(this.#client)}, table ${this.#table}`
  }

  protected async query({ sql, values }: SqlStatement<PostgresValues>): Promise<readonly SqlRow[]> {
    return await this.#run(`SELECT FROM ${this.#table}`, sql, values.list)
  }

  async #checkTable(): Promise<void> {
    await this.#runStatement(`SELECT FROM ${this.#table}`, async () => {
      await this.#client.query(checkTable(this.#table))
      const { rows } = await this.#client.query(TYPES, [this.#table])
      const cause = wrongType(rows as readonly ColumnType[])
      if (cause !== undefined) throw new WrongTable(cause)
    })
  }

  /** Makes partitions for the rows that none takes, whatever the bounds of those that are there. */
  async #makeRoom(name: string, times: readonly number[]): Promise<void> {
    await this.#createPartitions(name, (partitions) => {
      const homeless = times.filter((time) => !partitions.some((each) => hasTime(each, time)))
      return [...new Set(homeless.map(dayOf))]
        .flatMap((day) => freeSpans(partitions, day))
        .filter((span) => homeless.some((time) => hasTime(span, time)))
    })
    for (const time of times) this.#days.add(dayOf(time))
  }

  /** Creates partitions for the statement that needs them. */
  async #createPartitions(
    statement: string,
    missing: (there: readonly Partition[]) => Span[],
  ): Promise<void> {
    const partitions = await this.#partitions(statement)
    const spans = partitions ? missing(partitions) : []
    if (spans.length === 0) return
    const name = `CREATE TABLE … PARTITION OF ${this.#table}`
    await this.#run(name, together(this.#table, createPartitions(this.#table, spans)))
    const made = (await this.#partitions(statement)) ?? []
    const taken = spans.find(({ from }) => !made.some((partition) => hasTime(partition, from)))
    if (taken) throw this.#nameTaken(name, taken)
  }

  /** The error of a table that has the name of a partition, such as one that was detached. */
  #nameTaken(statement: string, span: Span): AiUsageEventError {
    const name = partitionName(this.#table, span)
    return new AiUsageEventError(
      'WRONG_TABLE',
      `Failed to run ${statement} in ${databaseOf(this.#client)}: the table ${name} is there, and is not a partition. Rename it, or make it one: ALTER TABLE ${this.#table} ATTACH PARTITION ${name} ${boundsOf(span)}.`,
    )
  }

  async #partitions(name: string): Promise<Partition[] | undefined> {
    const rows = await this.#run(name, PARTITIONS, [this.#table])
    return readPartitions(rows as readonly unknown[] as PartitionRow[])
  }

  async #run(name: string, sql: string, values: string[] = []): Promise<readonly SqlRow[]> {
    const { rows } = await this.#runStatement(name, () => this.#client.query(sql, values))
    return rows as SqlRow[]
  }

  async #runStatement<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const statement = {
      name,
      database: databaseOf(this.#client),
      timeout: this.#timeout,
      tableProblem,
    }
    return await runStatement(statement, run)
  }
}

function checkOrganizations(rows: readonly KeptRow[], ids: readonly number[]): void {
  const at = ids.findIndex((id) => !isStoredId(String(id)))
  if (at === -1) return
  throw new AiUsageEventError(
    'INVALID_ROW',
    `Failed to insert ${rows.length} AI usage events: the organization of user ${rows[at]?.row.userId} is ${ids[at]}. Have organizationId return a whole number; none was stored.`,
  )
}

function tableProblem(error: unknown): TableProblem | undefined {
  const code = codeOf(error) ?? ''
  if (code === NO_TABLE) return 'missing'
  return WRONG_TABLE.includes(code) ? 'wrong' : undefined
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | undefined)?.code
}
