import {
  type AiUsageCount,
  type AiUsageDay,
  type AiUsageEvent,
  type AiUsageEventRegistry,
  type AiUsageEventStore,
  type AiUsageField,
  type AiUsageFields,
  type AiUsageSelection,
  currentAiUsageEvents,
  type KeptRow,
  keepRows,
  type SelectedAiUsage,
} from '../index.ts'
import { compileCount, compileRows, selectList } from './compile-query.ts'
import { QueryScope } from './query-scope.ts'
import { readerOf } from './row-reader.ts'
import type { SqlDialect, SqlRow, SqlStatement, SqlValues } from './sql-dialect.ts'

/** A store in a database that takes SQL. Queries have their values apart, never in their text. */
export abstract class SqlAiUsageEventStore<Values extends SqlValues> implements AiUsageEventStore {
  readonly #dialect: SqlDialect<Values>
  readonly #ownRegistry: AiUsageEventRegistry | undefined

  constructor(dialect: SqlDialect<Values>, registry: AiUsageEventRegistry | undefined) {
    this.#dialect = dialect
    this.#ownRegistry = registry
  }

  get #registry(): AiUsageEventRegistry {
    return this.#ownRegistry ?? currentAiUsageEvents()
  }

  async insert(rows: readonly AiUsageEvent[]): Promise<void> {
    const kept = keepRows(rows, this.#registry)
    if (kept.length > 0) await this.insertRows(kept)
  }

  select<Field extends AiUsageField>(query: AiUsageFields<Field>): Promise<SelectedAiUsage<Field>[]>
  select(query?: AiUsageSelection): Promise<AiUsageEvent[]>
  async select(query: AiUsageSelection = {}): Promise<unknown[]> {
    const { statement, read } = compileRows(query, this.#dialect, this.#registry)
    return (await this.query(statement)).map(read)
  }

  async count(query: AiUsageCount = {}): Promise<number> {
    const [row] = await this.#count(query, false)
    return Number(row?.['c0'])
  }

  async countByDay(query: AiUsageCount = {}): Promise<AiUsageDay[]> {
    const rows = await this.#count(query, true)
    return rows.map(({ c0, c1 }) => ({ day: String(c0), count: Number(c1) }))
  }

  abstract reset(): Promise<void>

  protected abstract insertRows(rows: readonly KeptRow[]): Promise<void>

  protected abstract query(statement: SqlStatement<Values>): Promise<readonly SqlRow[]>

  /** Returns the columns of whole rows as a list, and what makes these of a result. */
  protected wholeRows(): {
    readonly columns: string
    readonly read: (row: SqlRow) => KeptRow
  } {
    const scope = new QueryScope(this.#dialect, this.#registry)
    const { columns, read } = readerOf(undefined, scope)
    const extras = `c${columns.indexOf(this.#dialect.extras)}`
    return {
      columns: selectList(columns),
      read: (row) => ({ row: read(row) as AiUsageEvent, extras: String(row[extras]) }),
    }
  }

  async #count(query: AiUsageCount, byDay: boolean): Promise<readonly SqlRow[]> {
    return await this.query(compileCount(query, byDay, this.#dialect, this.#registry))
  }
}
