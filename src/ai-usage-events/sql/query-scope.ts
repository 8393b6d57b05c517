import type { AiUsageEventRegistry, Field } from '../index.ts'
import type { PayloadSql, SqlDialect, SqlValues } from './sql-dialect.ts'

/** The state that the parts of one statement share: its values, and the expressions for its paths. */
export class QueryScope<Values extends SqlValues = SqlValues> {
  readonly dialect: SqlDialect<Values>
  readonly registry: AiUsageEventRegistry
  readonly values: Values
  readonly #paths = new Map<string, PayloadSql>()

  constructor(dialect: SqlDialect<Values>, registry: AiUsageEventRegistry) {
    this.dialect = dialect
    this.registry = registry
    this.values = dialect.createValues()
  }

  payload(path: NonNullable<Field['path']>): PayloadSql {
    const name = JSON.stringify(path)
    const sql =
      this.#paths.get(name) ?? this.dialect.payload(path.map((key) => this.values.text(key)))
    this.#paths.set(name, sql)
    return sql
  }
}
