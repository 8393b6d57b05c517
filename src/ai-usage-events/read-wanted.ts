import { isDate, nearestName, printGiven } from '../foundation/index.ts'
import { comparedNumber } from './compared-value.ts'
import type { ValueTest } from './comparison.ts'
import { type Field, queryError, type TableColumn } from './field.ts'
import { impossible, incomparable } from './incomparable.ts'
import { isMicroseconds, isStoredEventId, isStoredId } from './kept-ids.ts'
import { isKeptText } from './kept-text.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/**
 * Reads the value that a field has to equal.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY` for one that it cannot have in any row, since a count
 *   of 0 would look like an answer.
 */
export function readWanted(
  field: Field,
  name: string,
  wanted: unknown,
  registry: AiUsageEventRegistry,
): ValueTest {
  switch (field.column) {
    case undefined:
      return readValue(field, name, wanted)
    case 'event':
      return readEvent(field, name, wanted, registry)
    case 'timestamp':
      if (wanted == null) throw impossible(field, name, wanted)
      if (!isDate(wanted)) throw incomparable(field, name, wanted)
      return { kind: 'number', operator: 'eq', number: dateOf(name, wanted).getTime() }
    default:
      return readId(field, field.column, name, wanted)
  }
}

/** Returns a date as it is, if it is valid. */
export function dateOf(name: string, date: Date): Date {
  if (!Number.isNaN(date.getTime())) return date
  throw queryError(`${name} is compared with a date that is not valid`, 'Give it a valid date.')
}

const SCALARS = ['number', 'string', 'boolean', 'bigint']

function readValue(field: Field, name: string, wanted: unknown): ValueTest {
  if (wanted == null) return { kind: 'null' }
  const value = isDate(wanted) ? dateOf(name, wanted).toISOString() : wanted
  if (!SCALARS.includes(typeof value)) throw incomparable(field, name, wanted)
  if (Number.isNaN(value) || !isKeptText(String(value))) throw impossible(field, name, wanted)
  if (typeof value === 'number') return { kind: 'number', operator: 'eq', number: value }
  const text = String(value)
  return { kind: 'text', text, number: comparedNumber(text) }
}

function readEvent(
  field: Field,
  name: string,
  wanted: unknown,
  registry: AiUsageEventRegistry,
): ValueTest {
  if (wanted == null) throw impossible(field, name, wanted)
  if (typeof wanted !== 'string') throw incomparable(field, name, wanted)
  const id = registry.idOf(wanted)
  if (id !== undefined) return { kind: 'id', digits: String(id) }
  const nearest = nearestName(wanted, registry.names)
  throw queryError(
    `${name} is compared with ${printGiven(wanted)}, which the store's registry does not have`,
    `${nearest === undefined ? '' : `Did you mean "${nearest}"? `}Correct the name, or give the store the registry that has it.`,
  )
}

/** Tells whether a row can have an id with these digits. */
const IS_KEPT: Readonly<Record<Exclude<TableColumn, 'timestamp'>, (digits: string) => boolean>> = {
  eventId: isStoredEventId,
  userId: isStoredId,
  namespaceId: (digits) => isStoredId(digits) && digits !== '0',
  microseconds: (digits) => isStoredId(digits) && isMicroseconds(Number(digits)),
}

function readId(
  field: Field,
  column: Exclude<TableColumn, 'timestamp'>,
  name: string,
  wanted: unknown,
): ValueTest {
  if (wanted == null) {
    if (column === 'namespaceId') return { kind: 'null' }
    // So that the fields of a row, which has none for 0, find that row.
    if (column === 'microseconds') return { kind: 'id', digits: '0' }
    throw impossible(field, name, wanted)
  }
  if (!SCALARS.includes(typeof wanted) || typeof wanted === 'boolean') {
    throw incomparable(field, name, wanted)
  }
  const digits = String(wanted)
  const isExact = typeof wanted !== 'number' || Number.isSafeInteger(wanted)
  if (isExact && IS_KEPT[column](digits)) return { kind: 'id', digits }
  throw impossible(field, name, wanted)
}
