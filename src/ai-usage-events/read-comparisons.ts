import { isDate, printGiven } from '../foundation/index.ts'
import type { AiUsageFilter } from './ai-usage-event-store.ts'
import type { Comparison, Operator, ValueTest } from './comparison.ts'
import { isCondition } from './conditions.ts'
import { type Field, queryError, readField, tableField } from './field.ts'
import { hasFields } from './has-fields.ts'
import { incomparable, unbounded } from './incomparable.ts'
import { dateOf, readWanted } from './read-wanted.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/**
 * Reads the conditions of a query, all of which have to hold.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY` for a field that rows do not have, and for a value
 *   that no field can have.
 */
export function readComparisons(
  { where = {}, between }: AiUsageFilter,
  registry: AiUsageEventRegistry,
): Comparison[] {
  if (!hasFields(where)) {
    throw queryError(`where is ${printGiven(where)}`, 'Give it an object of fields: { userId: 1 }.')
  }
  const comparisons = Object.entries(where).map(([name, wanted]) => {
    const field = readField(name)
    return { field: tableField(field), tests: readTests(field, name, wanted, registry) }
  })
  return between === undefined ? comparisons : [...comparisons, ...readBetween(between)]
}

function readBetween(between: NonNullable<AiUsageFilter['between']>): Comparison[] {
  if (!Array.isArray(between) || between.length !== 2) {
    throw queryError('between is not a pair of dates', 'Give it the first and the last time.')
  }
  const [from, to] = between.map(timeOfBetween) as [number, number]
  if (from > to) {
    throw queryError(
      'between begins after it ends',
      'Give it the first and the last time, in this order.',
    )
  }
  const bound = (operator: Operator, number: number): Comparison => ({
    field: { column: 'timestamp' },
    tests: [{ kind: 'number', operator, number }],
  })
  return [bound('gte', from), bound('lte', to)]
}

function timeOfBetween(wanted: unknown): number {
  const isTime = isDate(wanted) || typeof wanted === 'number' || typeof wanted === 'string'
  return dateOf('between', new Date(isTime ? wanted : Number.NaN)).getTime()
}

function readTests(
  field: Field,
  name: string,
  wanted: unknown,
  registry: AiUsageEventRegistry,
): ValueTest[] {
  if (!isCondition(wanted)) return [readWanted(field, name, wanted, registry)]
  const { operator, operand } = wanted
  if (operator !== 'oneOf') return [readBound(field, name, operator, operand)]
  if (!Array.isArray(operand)) throw incomparable(field, name, operand)
  return operand.map((value) => readWanted(field, name, value, registry))
}

function readBound(field: Field, name: string, operator: Operator, bound: unknown): ValueTest {
  const { column } = field
  if (isDate(bound)) {
    const date = dateOf(name, bound)
    if (column === undefined) return { kind: 'instant', operator, text: date.toISOString() }
    if (column === 'timestamp') return { kind: 'number', operator, number: date.getTime() }
  }
  if (column === 'event' || typeof bound !== 'number' || Number.isNaN(bound)) {
    throw unbounded(field, name, bound)
  }
  return { kind: 'number', operator, number: bound }
}
