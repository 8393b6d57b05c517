import {
  type Comparison,
  MAX_TIME,
  type Operator,
  type TableColumn,
  type ValueTest,
} from '../index.ts'
import type { QueryScope } from './query-scope.ts'
import type { SqlValues } from './sql-dialect.ts'

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
  if (tests.length === 0) return FALSE
  const parts = path ? compilePayload(path, tests, scope) : compileColumn(column, tests, scope)
  return parts.length === 0 ? FALSE : `(${parts.join(' OR ')})`
}

/** Writes one test for each kind of value, however many values there are. */
function compilePayload(
  path: readonly string[],
  tests: readonly ValueTest[],
  scope: QueryScope,
): string[] {
  const { number, ownNumber, text, instant, isNull } = scope.payload(path)
  const { values } = scope
  const texts = tests.flatMap((test) => (test.kind === 'text' ? [test] : []))
  return [
    ...(tests.some(({ kind }) => kind === 'null') ? [isNull] : []),
    ...isOneOfNumbers(number, equalNumbers(tests), values),
    ...isOneOf(
      text,
      texts.map((test) => test.text),
      (one) => values.text(one),
      (list) => values.texts(list),
    ),
    ...isOneOfNumbers(
      ownNumber,
      texts.flatMap((test) => test.number ?? []),
      values,
    ),
    ...tests.flatMap((test) => {
      if (test.kind === 'instant') {
        return [`${instant} ${OPERATORS[test.operator]} ${values.text(test.text)}`]
      }
      if (test.kind !== 'number' || test.operator === 'eq') return []
      return [`${number} ${OPERATORS[test.operator]} ${values.double(test.number)}`]
    }),
  ]
}

function compileColumn(
  column: TableColumn,
  tests: readonly ValueTest[],
  scope: QueryScope,
): string[] {
  return column === 'timestamp'
    ? compileTimes(tests, scope)
    : compileIds(scope.dialect.columns[column], tests, scope)
}

function compileIds(
  id: string,
  tests: readonly ValueTest[],
  { dialect, values }: QueryScope,
): string[] {
  const digits = tests.flatMap((test) => (test.kind === 'id' ? [test.digits] : []))
  return [
    ...(tests.some(({ kind }) => kind === 'null') ? [`${id} IS NULL`] : []),
    ...isOneOf(
      id,
      digits,
      (one) => values.integer(one),
      (list) => values.integers(list),
    ),
    ...tests.flatMap((test) =>
      test.kind === 'number'
        ? [`${dialect.toDouble(id)} ${OPERATORS[test.operator]} ${values.double(test.number)}`]
        : [],
    ),
  ]
}

function compileTimes(tests: readonly ValueTest[], scope: QueryScope): string[] {
  const { dialect, values } = scope
  const times = equalNumbers(tests).filter(isRowTime)
  const bounds = tests.flatMap((test) =>
    test.kind === 'number' && test.operator !== 'eq'
      ? [compileTime(test.operator, test.number, scope)]
      : [],
  )
  const [time] = times
  if (time === undefined) return bounds
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const between = `${timeFrom(first, scope)} AND ${timeBefore(last + 1, scope)}`
  if (first === last) return [`(${between})`, ...bounds]
  const milliseconds = `CAST(${dialect.toMilliseconds(dialect.columns.timestamp)} AS bigint)`
  const list = values.integers(times.map(String))
  return [`(${between} AND ${milliseconds} IN ${list})`, ...bounds]
}

/** Rows have times from 1970 to 2299. */
function isRowTime(time: number): boolean {
  return Number.isInteger(time) && time >= 0 && time <= MAX_TIME
}

function equalNumbers(tests: readonly ValueTest[]): number[] {
  return tests.flatMap((test) =>
    test.kind === 'number' && test.operator === 'eq' ? [test.number] : [],
  )
}

function isOneOfNumbers(sql: string, wanted: readonly number[], values: SqlValues): string[] {
  return isOneOf(
    // Adding 0 makes a 0 of -0, which a set of ClickHouse tells apart.
    `${sql} + 0`,
    wanted,
    (one) => values.double(one),
    (list) => values.doubles(list),
  )
}

/** Writes that a value is one of a list, which is one value of the statement. */
function isOneOf<Wanted>(
  sql: string,
  wanted: readonly Wanted[],
  writeOne: (wanted: Wanted) => string,
  writeList: (wanted: readonly Wanted[]) => string,
): string[] {
  const [first, ...others] = new Set(wanted)
  if (first === undefined) return []
  if (others.length === 0) return [`${sql} = ${writeOne(first)}`]
  return [`${sql} IN ${writeList([first, ...others])}`]
}

/** Compares by the millisecond, with bounds that an index of the full time serves. */
function compileTime(operator: Exclude<Operator, 'eq'>, number: number, scope: QueryScope): string {
  switch (operator) {
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
