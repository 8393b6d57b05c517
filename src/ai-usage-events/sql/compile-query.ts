import {
  type AiUsageCount,
  type AiUsageEventRegistry,
  type AiUsageField,
  type AiUsageSelection,
  type Comparison,
  readCount,
  readSelection,
  type TableField,
} from '../index.ts'
import { compileComparison, compileWhere } from './compile-comparison.ts'
import { compileOrder } from './compile-order.ts'
import { QueryScope } from './query-scope.ts'
import { type RowReader, readerOf } from './row-reader.ts'
import type { SqlDialect, SqlStatement, SqlValues } from './sql-dialect.ts'

/** A query for rows, and what makes them of its result. */
export interface RowsQuery<Values extends SqlValues> {
  readonly statement: SqlStatement<Values>
  readonly read: RowReader
}

/** Writes a query for rows, or for fields of them. */
export function compileRows<Values extends SqlValues>(
  query: AiUsageSelection & { readonly select?: readonly AiUsageField[] },
  dialect: SqlDialect<Values>,
  registry: AiUsageEventRegistry,
): RowsQuery<Values> {
  const { comparisons, order, limit, offset, after, fields } = readSelection(query, registry)
  const scope = new QueryScope(dialect, registry)
  const { columns, read } = readerOf(fields, scope)
  const conditions = comparisons.map((each) => compileComparison(each, scope))
  const { from, orderBy } = compileOrder(conditions, order, after, scope)
  const sql = [
    `SELECT ${selectList(columns)} FROM ${from} ORDER BY ${orderBy}`,
    limit === undefined ? [] : `LIMIT ${limit}`,
    offset === 0 ? [] : `OFFSET ${offset}`,
    dialect.settings,
  ].flat()
  return { statement: { sql: sql.join(' '), values: scope.values }, read }
}

/** Writes the columns of a query, which are called `c0`, `c1` and so on in its result. */
export function selectList(columns: readonly string[]): string {
  return columns.map((column, index) => `${column} AS c${index}`).join(', ')
}

/** Writes a query for a number (`c0`), or for a number (`c1`) of each day (`c0`). */
export function compileCount<Values extends SqlValues>(
  query: AiUsageCount,
  byDay: boolean,
  dialect: SqlDialect<Values>,
  registry: AiUsageEventRegistry,
): SqlStatement<Values> {
  const { comparisons, distinct } = readCount(query, registry)
  const scope = new QueryScope(dialect, registry)
  const rows = distinct
    ? distinctRows(comparisons, distinct, byDay, scope)
    : `${dialect.source}${whereOf(comparisons, scope)}`
  const day = distinct ? 'd' : dialect.day
  const sql = byDay
    ? `SELECT ${day} AS c0, count(*) AS c1 FROM ${rows} GROUP BY ${day} ORDER BY ${day}`
    : `SELECT count(*) AS c0 FROM ${rows}`
  return { sql: `${sql} ${dialect.settings}`, values: scope.values }
}

/** Writes a subquery with a row for each value, in a day where days are counted. */
function distinctRows(
  comparisons: readonly Comparison[],
  distinct: TableField,
  byDay: boolean,
  scope: QueryScope,
): string {
  const { dialect } = scope
  const { columns, isCounted } = distinctColumns(distinct, scope)
  const list = [...(byDay ? [`${dialect.day} AS d`] : []), ...columns].join(', ')
  const conditions = comparisons.map((each) => compileComparison(each, scope))
  return `(SELECT DISTINCT ${list} FROM ${dialect.source}${compileWhere([...conditions, isCounted])}) AS r`
}

function distinctColumns(
  { column, path }: TableField,
  scope: QueryScope,
): { readonly columns: readonly string[]; readonly isCounted: string } {
  if (path) {
    const { number, text } = scope.payload(path)
    return {
      columns: [`${number} AS n`, `CASE WHEN ${number} IS NULL THEN ${text} END AS t`],
      isCounted: `(${number} IS NOT NULL OR ${text} IS NOT NULL)`,
    }
  }
  const sql = scope.dialect.columns[column]
  const value = column === 'timestamp' ? scope.dialect.toMilliseconds(sql) : sql
  return { columns: [`${value} AS v`], isCounted: `${sql} IS NOT NULL` }
}

function whereOf(comparisons: readonly Comparison[], scope: QueryScope): string {
  return compileWhere(comparisons.map((each) => compileComparison(each, scope)))
}
