import { isMapping, printGiven } from '../foundation/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'
import type { AiUsageCount, AiUsageFilter, AiUsageSelection } from './ai-usage-event-store.ts'
import { compareKeys, type SortKey, sortKey } from './compared-value.ts'
import { type Comparison, fieldValue } from './comparison.ts'
import {
  type AiUsageField,
  type Field,
  queryError,
  readField,
  type TableField,
  tableField,
} from './field.ts'
import { hasFields } from './has-fields.ts'
import { keepRow, rowRefusal } from './kept-rows.ts'
import { checkLimits } from './query-limits.ts'
import { readComparisons } from './read-comparisons.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/** One field of an order. */
export interface OrderTerm {
  readonly field: TableField
  readonly descending: boolean
}

/** A query that was understood. */
export interface Selection {
  readonly comparisons: readonly Comparison[]
  /** Ends with the fields that tell any two rows apart. */
  readonly order: readonly OrderTerm[]
  readonly limit: number | undefined
  readonly offset: number
  readonly after: AiUsageEvent | undefined
  readonly fields: readonly (readonly [name: AiUsageField, field: Field])[] | undefined
}

/** The fields that tell any two rows apart. */
const KEY = ['timestamp', 'namespaceId', 'userId', 'eventId'] as const

const FILTER = ['where', 'between']

/**
 * Reads a query for rows.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY`
 */
export function readSelection(
  query: AiUsageSelection & { readonly select?: readonly AiUsageField[] },
  registry: AiUsageEventRegistry,
): Selection {
  checkQuery(query, [...FILTER, 'orderBy', 'limit', 'offset', 'after', 'select'])
  const { orderBy = {}, limit, offset = 0, after, select } = query
  for (const [name, number] of Object.entries({ limit: limit === undefined ? 0 : limit, offset })) {
    if (Number.isSafeInteger(number) && number >= 0) continue
    throw queryError(`${name} is ${printGiven(number)}`, 'Give it a whole number, 0 or more.')
  }
  if (select !== undefined && !Array.isArray(select)) {
    throw queryError(`select is ${printGiven(select)}`, "Give it a list of fields: ['userId'].")
  }
  if (select?.length === 0) throw queryError('select names no field', 'Name one, or leave it out.')
  const comparisons = readComparisons(query, registry)
  const order = readOrder(orderBy)
  if (after !== undefined) checkAfter(after, order)
  const fields = select?.map((name) => [name, readField(name)] as const)
  checkLimits({
    comparisons,
    order: order.slice(0, -KEY.length).map(({ field }) => field),
    selected: fields?.map(([, field]) => field) ?? [],
  })
  return { comparisons, order, limit, offset, after, fields }
}

/**
 * Reads a query for a number.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY`
 */
export function readCount(
  query: AiUsageCount,
  registry: AiUsageEventRegistry,
): {
  readonly comparisons: readonly Comparison[]
  readonly distinct: TableField | undefined
} {
  checkQuery(query, [...FILTER, 'distinct'])
  const comparisons = readComparisons(query, registry)
  const distinct = query.distinct === undefined ? undefined : tableField(readField(query.distinct))
  checkLimits({ comparisons, selected: distinct ? [distinct] : [] })
  return { comparisons, distinct }
}

/** Compares rows by an order: negative where the first comes first. */
export function compareRows(
  first: AiUsageEvent,
  second: AiUsageEvent,
  order: readonly OrderTerm[],
): number {
  for (const { field, descending } of order) {
    const difference = compareKeys(placeOf(first, field), placeOf(second, field))
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

/** Returns the place that a row has by a field. */
export function placeOf(row: AiUsageEvent, field: TableField): SortKey {
  const value = fieldValue(row, field)
  if (field.column === 'userId' || field.column === 'namespaceId') return placeOfId(value)
  if (field.column === 'timestamp') return placeInTime(row)
  return sortKey(value)
}

const LONG = /^\d{16,19}$/

/** Returns the place of an id, of which one beyond 2^53 is a text of digits. */
function placeOfId(id: unknown): SortKey {
  return typeof id === 'string' && LONG.test(id) ? [0, BigInt(id), ''] : sortKey(id)
}

function placeInTime({ timestamp, microseconds = 0 }: AiUsageEvent): SortKey {
  const digits = microseconds === 0 ? '' : String(microseconds).padStart(3, '0')
  return [0, timestamp.getTime(), digits]
}

/**
 * Reads an order, which ends with the fields that tell any two rows apart.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY`
 */
export function readOrder(orderBy: NonNullable<AiUsageSelection['orderBy']>): OrderTerm[] {
  if (!hasFields(orderBy)) {
    throw queryError(
      `orderBy is ${printGiven(orderBy)}`,
      "Give it an object of fields: { userId: 'asc' }.",
    )
  }
  const terms = Object.entries(orderBy).map(([name, direction]) => {
    const field = readField(name)
    if (field.column === 'event') {
      throw queryError('orderBy names event, of which databases have the id', 'Order by eventId.')
    }
    if (direction !== 'asc' && direction !== 'desc') {
      throw queryError(`orderBy has ${name}: ${printGiven(direction)}`, "Give it 'asc' or 'desc'.")
    }
    return { field, descending: direction === 'desc' }
  })
  const descending = terms.at(-1)?.descending ?? false
  const rest = KEY.map((column) => ({ field: { column }, descending }))
  return [...terms, ...rest]
}

/** Refuses a row that no store has, whose place databases would not know. */
function checkAfter(row: AiUsageEvent, order: readonly OrderTerm[]): void {
  const needsPayload = order.some(({ field }) => field.path !== undefined)
  const refusal = needsPayload || !isMapping(row) ? keepRow(row).refusal : rowRefusal(row)
  if (refusal === undefined) return
  throw queryError(
    `after is not a row of a store: ${refusal}`,
    'Give it a row that a query returned.',
  )
}

function checkQuery(query: AiUsageFilter, known: readonly string[]): void {
  if (!hasFields(query)) {
    throw queryError(`the query is ${printGiven(query)}`, 'Give it an object: { limit: 10 }.')
  }
  const wrong = Object.keys(query).find((name) => !known.includes(name))
  if (wrong === undefined) return
  throw queryError(`a query has no ${wrong}`, `It takes ${known.join(', ')}.`)
}
