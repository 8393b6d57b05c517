import { printGiven } from '../foundation/index.ts'

const DIGITS = /^(?:0|[1-9]\d{0,18})$/
/** The greatest id of PostgreSQL's `bigint`. */
const MAX_ID = 2n ** 63n - 1n
/** The greatest id of an event, a `smallint`. */
export const MAX_EVENT: number = 2 ** 15 - 1

/** Tells whether a text is an id as databases write it: the digits of a whole number of 64 bits. */
export function isStoredId(digits: string): boolean {
  return DIGITS.test(digits) && BigInt(digits) <= MAX_ID
}

/** Tells whether a text is the id of an event as databases write it. */
export function isStoredEventId(digits: string): boolean {
  return isStoredId(digits) && Number(digits) <= MAX_EVENT
}

/** Tells whether a value is the id of an event. */
export function isEventId(id: unknown): id is number {
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= MAX_EVENT
}

/** Tells whether a value is the part of a time beyond the millisecond. */
export function isMicroseconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 999
}

/** Tells why a user's id cannot be kept by every store. */
export function userRefusal(id: unknown): string | undefined {
  if (isId(id)) return undefined
  return `the user id ${printGiven(id)} ${isNegative(id) ? 'is negative' : (lossOf(id) ?? 'is not a whole number of 64 bits')}`
}

/** Tells why a namespace's id cannot be kept by every store. */
export function namespaceRefusal(id: unknown): string | undefined {
  if (isId(id) && Number(id) !== 0) return undefined
  return `the namespace id ${printGiven(id)} ${lossOf(id) ?? 'is not a positive whole number of 64 bits'}`
}

/** Returns an id as every store gives it back: a number, or beyond 2^53 the text of its digits. */
export function keptId<Id>(id: Id): Id | number {
  const isSafe = typeof id === 'string' && isStoredId(id) && Number.isSafeInteger(Number(id))
  return isSafe ? Number(id) : id
}

function isId(id: unknown): boolean {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id >= 0
  return typeof id === 'string' && isStoredId(id)
}

function isNegative(id: unknown): boolean {
  return typeof id === 'number' && Number.isInteger(id) && id < 0
}

function lossOf(id: unknown): string | undefined {
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 2 ** 53) return undefined
  return 'has lost digits as a number, which text keeps'
}
