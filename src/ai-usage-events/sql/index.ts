export { runStatement, WrongTable } from './run-statement.ts'
export { SqlAiUsageEventStore } from './sql-ai-usage-event-store.ts'
export type { PayloadSql, SqlDialect, SqlRow, SqlStatement, SqlValues } from './sql-dialect.ts'
export { checkTableName } from './table-name.ts'
