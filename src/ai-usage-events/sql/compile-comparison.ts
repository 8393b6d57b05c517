import {
  type Comparison,
  MAX_TIME,
  type Operator,
  type TableColumn,
  type ValueTest,
} from '../index.ts'
import type { QueryScope } from './query-scope.ts'

const FALSE = '1 = 0'
const TRUE = '1 = 1'

const OPERATORS: Readonly<Record<Operator, string>> = {
  eq: '=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

/** Writes conditions, all of which have to hold, as the end of a `FROM`. */
export function compileWhere(comparisons: readonly string[]): string {
  return comparisons.length === 0 ? '' : ` WHERE ${comparisons.join(' AND ')}`
}

/** Writes a comparison. Where it is null, it does not hold. */
export function compileComparison({ field, tests }: Comparison, scope: QueryScope): string {
  const { column, path } = field
  const parts = tests.map((test) => {
    if (path) return compilePayload(path, test, scope)
    return column === 'timestamp' ? compileTime(test, scope) : compileId(column, test, scope)
  })
  return parts.length === 0 ? FALSE : `(${parts.join(' OR ')})`
}

function compilePayload(path: readonly string[], test: ValueTest, scope: QueryScope): string {
  const { number, ownNumber, text, instant, isNull } = scope.payload(path)
  const { values } = scope
  switch (test.kind) {
    case 'null':
      return isNull
    case 'number':
      return `${number} ${OPERATORS[test.operator]} ${values.double(test.number)}`
    case 'text': {
      const asText = `${text} = ${values.text(test.text)}`
      if (test.number === undefined) return asText
      return `${asText} OR ${ownNumber} = ${values.double(test.number)}`
    }
    case 'instant':
      return `${instant} ${OPERATORS[test.operator]} ${values.text(test.text)}`
    case 'id':
      return FALSE
  }
}

function compileId(
  column: Exclude<TableColumn, 'timestamp'>,
  test: ValueTest,
  { dialect, values }: QueryScope,
): string {
  const id = dialect.columns[column]
  switch (test.kind) {
    case 'null':
      return `${id} IS NULL`
    case 'id':
      return `${id} = ${values.integer(test.digits)}`
    case 'number':
      return `${dialect.toDouble(id)} ${OPERATORS[test.operator]} ${values.double(test.number)}`
    default:
      return FALSE
  }
}

/** Compares by the millisecond, with bounds that an index of the full time serves. */
function compileTime(test: ValueTest, scope: QueryScope): string {
  if (test.kind !== 'number') return FALSE
  const { operator, number } = test
  switch (operator) {
    case 'eq': {
      if (!Number.isInteger(number)) return FALSE
      return `(${timeFrom(number, scope)} AND ${timeBefore(number + 1, scope)})`
    }
    case 'gt':
      return timeFrom(Math.floor(number) + 1, scope)
    case 'gte':
      return timeFrom(Math.ceil(number), scope)
    case 'lt':
      return timeBefore(Math.ceil(number), scope)
    case 'lte':
      return timeBefore(Math.floor(number) + 1, scope)
  }
}

/** Rows have times from 1970 to 2299, and databases are asked for no others. */
function timeFrom(time: number, { dialect, values }: QueryScope): string {
  if (time <= 0) return TRUE
  return time > MAX_TIME ? FALSE : `${dialect.columns.timestamp} >= ${values.time(time)}`
}

function timeBefore(time: number, { dialect, values }: QueryScope): string {
  if (time <= 0) return FALSE
  return time > MAX_TIME ? TRUE : `${dialect.columns.timestamp} < ${values.time(time)}`
}
