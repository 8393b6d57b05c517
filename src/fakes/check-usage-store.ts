import { type AiUsageEventStore, refusalOf } from '../ai-usage-events/index.ts'
import { findUnknownOption, isMapping, isPromiseLike, printGiven } from '../foundation/index.ts'
import { FakesError } from './fakes-error.ts'
import type { OwnAiUsage } from './used-ai-usage-event-store.ts'

const METHODS: readonly (keyof AiUsageEventStore)[] = [
  'insert',
  'select',
  'count',
  'countByDay',
  'reset',
]

const REMEDIES: Readonly<Record<keyof OwnAiUsage, string>> = {
  userId:
    "Give it the id of the test's own user, a whole number or its digits as text, or leave it out.",
  namespaceId:
    "Give it the id of the test's own namespace, a whole number from 1 on or its digits as text, or leave it out.",
}

/** A row that every store keeps. */
const ROW = {
  event: '',
  eventId: 0,
  userId: 1,
  namespaceId: undefined,
  timestamp: new Date(0),
  payload: {},
}

/**
 * Checks a store that tests are to use, at once: otherwise each claim of the file would fail.
 *
 * @throws {FakesError} `INVALID_USAGE_STORE` for what has not all methods of a store.
 */
export function checkUsageStore(store: AiUsageEventStore): void {
  const has = (method: keyof AiUsageEventStore) => typeof store?.[method] === 'function'
  const missing = METHODS.filter((method) => !has(method))
  if (missing.length === 0) return
  if (isPromiseLike(store)) {
    throw usageStoreError('it is a promise', 'Await the store before it is used.')
  }
  const cause =
    missing.length === METHODS.length
      ? `${printGiven(store)} is not a store`
      : `it has no ${missing.join(', no ')}`
  throw usageStoreError(
    cause,
    `A store of AI usage events has the methods ${METHODS.join(', ')}; InMemoryAiUsageEventStore is one.`,
  )
}

/**
 * Checks the options of a store in use. An id that no row can have would make every negative claim
 * hold.
 *
 * @throws {FakesError} `INVALID_USAGE_STORE`
 */
export function checkUsedPart(options: { readonly where?: OwnAiUsage | undefined }): void {
  const problem = findUnknownOption(options, { where: true })
  if (problem) throw usageStoreError(problem.cause, problem.remedy)
  const { where = {} } = options
  if (!isMapping(where)) {
    throw usageStoreError(
      `where is ${printGiven(where)}`,
      'Give it a userId, a namespaceId, or both.',
    )
  }
  for (const [field, id] of Object.entries<unknown>(where)) {
    if (field !== 'userId' && field !== 'namespaceId') {
      throw usageStoreError(`where has no ${field}`, 'Give it a userId, a namespaceId, or both.')
    }
    if (isIdOfRows(field, id)) continue
    throw usageStoreError(`where.${field} is ${printGiven(id)}, which no row has`, REMEDIES[field])
  }
}

/** Tells whether a row with this id can be inserted into a store. */
export function isIdOfRows(field: keyof OwnAiUsage, id: unknown): boolean {
  if (typeof id !== 'number' && typeof id !== 'string') return false
  return refusalOf({ ...ROW, [field]: id }) === undefined
}

function usageStoreError(cause: string, remedy: string): FakesError {
  return new FakesError('INVALID_USAGE_STORE', `Failed to use the store: ${cause}. ${remedy}`)
}
