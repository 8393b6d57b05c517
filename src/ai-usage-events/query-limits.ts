import { utf8Encoder } from '../foundation/index.ts'
import type { Comparison, ValueTest } from './comparison.ts'
import { type Field, queryError } from './field.ts'

/** The parts of a query that a database reads. */
interface MeasuredQuery {
  readonly comparisons: readonly Comparison[]
  /** The fields to order by. */
  readonly order?: readonly Field[]
  /** The fields to select, or to count the values of. */
  readonly selected?: readonly Field[]
}

/**
 * The limits of a query, which keep its statement below those of ClickHouse (256 kB, and 128 kB for
 * a value that is sent to a server) and PGlite.
 */
const MAX_FIELDS = 100
const MAX_ORDER = 20
const MAX_DEPTH = 100
const MAX_KEYS = 500
const MAX_VALUES = 10_000
const MAX_BYTES = 100_000

/**
 * Refuses a query that is too large for some database, in all stores alike.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY`
 */
export function checkLimits({ comparisons, order = [], selected = [] }: MeasuredQuery): void {
  const compared = comparisons.map(({ field }) => field)
  const paths = [...compared, ...order, ...selected].flatMap(({ path }) => (path ? [path] : []))
  const tests = comparisons.flatMap((comparison) => comparison.tests)
  limit(compared.length, MAX_FIELDS, 'where has', 'fields')
  limit(selected.length, MAX_FIELDS, 'select has', 'fields')
  limit(order.length, MAX_ORDER, 'orderBy has', 'fields')
  limit(Math.max(0, ...paths.map(({ length }) => length)), MAX_DEPTH, 'a path has', 'keys')
  limit(paths.flat().length, MAX_KEYS, 'the paths of the query have', 'keys')
  limit(tests.length, MAX_VALUES, 'the query has', 'values')
  const texts = [...paths.flat(), ...tests.map(textOf)]
  const bytes = utf8Encoder.encode(texts.join()).length
  limit(bytes, MAX_BYTES, 'the keys and values of the query have', 'bytes')
}

function limit(given: number, most: number, has: string, things: string): void {
  if (given <= most) return
  throw queryError(
    `${has} ${given} ${things}`,
    `Give it at most ${most}, or make several queries of it.`,
  )
}

function textOf(test: ValueTest): string {
  switch (test.kind) {
    case 'null':
      return ''
    case 'number':
      return String(test.number)
    case 'id':
      return test.digits
    default:
      return test.text
  }
}
