import type { AiUsageEvent } from '../../ai-usage-events/index.ts'
import type { Difference, Equal, MatcherContext } from '../../assertions/index.ts'
import {
  type AsymmetricMatcher,
  fieldDifferences,
  isAsymmetric,
  matcherError,
  namedFields,
  refusesTypesOf,
} from '../../assertions/index.ts'
import type { Identifiable } from '../../definitions/index.ts'
import { isDate, isMapping, type Mapping } from '../../foundation/index.ts'
import {
  areFields,
  definedFields,
  identifierMisuses,
  type Misuse,
  neverOfType,
  undefinedMisuses,
} from '../events/index.ts'

/**
 * The argument of `.with()` for AI usage events. Fields that it leaves out are not compared. Ids are
 * compared by their digits, `15` and `'15'` alike; an asymmetric matcher sees the id that the row has.
 */
export interface ExpectedUsage {
  user?: Identifiable | AsymmetricMatcher | undefined
  /** `null` means that the row has none. */
  namespace?: Identifiable | AsymmetricMatcher | null | undefined
  timestamp?: Date | AsymmetricMatcher | undefined
  /**
   * Must be equal, where null is absent; with `.never()` only what is named.
   * `expect.objectContaining({…})` accepts a part.
   */
  payload?: Readonly<Record<string, unknown>> | Mapping | AsymmetricMatcher | undefined
}

const FIELDS = ['user', 'namespace', 'timestamp', 'payload'] as const

/** @throws {MatcherError} `INVALID_EXPECTATION` for an argument that `.with()` cannot compare. */
export function checkExpectedUsage(assertion: string, expected: unknown): void {
  const fail = (cause: string, remedy = `Pass an object with some of: ${FIELDS.join(', ')}.`) =>
    matcherError('INVALID_EXPECTATION', assertion, cause, remedy)
  if (!areFields(expected)) throw fail('it takes an object of fields')
  const unknown = Object.keys(expected).find((key) => !FIELDS.includes(key as never))
  if (unknown !== undefined) throw fail(`unknown field "${unknown}"`)
  const { user, namespace, timestamp, payload } = expected as ExpectedUsage
  const [misuse] = [
    ...identifierMisuses('user', user),
    ...identifierMisuses('namespace', namespace),
    ...undefinedMisuses('payload', payload),
    ...(refusesTypesOf(timestamp, [new Date(0)]) ? [neverOfType('timestamp')] : []),
    ...(refusesTypesOf(payload, [{}]) ? [neverOfType('payload')] : []),
    ...otherFields('user', user),
    ...otherFields('namespace', namespace),
  ]
  if (misuse) throw fail(misuse.cause, misuse.remedy)
  const isDate = timestamp instanceof Date && !Number.isNaN(Number(timestamp))
  if (timestamp !== undefined && !isDate && !isAsymmetric(timestamp)) {
    throw fail('timestamp should be a valid Date')
  }
  if (payload !== undefined && !isMapping(payload)) throw fail('payload should be an object')
}

/** Yields fields of a user or namespace that are to be compared, but that no row has. */
function* otherFields(field: string, expected: unknown): Generator<Misuse> {
  for (const [key, value] of Object.entries(namedFields(expected ?? {}))) {
    if (key === 'id' || !(isAsymmetric(expected) || isAsymmetric(value))) continue
    yield {
      cause: `a row holds the id of its ${field}, not its "${key}"`,
      remedy: `Expect ${field}: { id }.`,
    }
  }
}

/** Returns every field in which a row differs. With `namedOnly`, of the payload only what is named. */
export function usageDifferences(
  row: AiUsageEvent,
  given: ExpectedUsage,
  { equals, customTesters = [] }: MatcherContext,
  namedOnly = false,
): Difference[] {
  const equal = (actual: unknown, wanted: unknown) => equals(actual, wanted, [...customTesters])
  const expected = namedOnly ? { ...given, payload: definedFields(given.payload) } : given
  const recorded = {
    ...identifiersOf(row),
    timestamp: row.timestamp,
    payload: namedOnly ? namedPart(row.payload, expected.payload) : row.payload,
  }
  return FIELDS.flatMap((field) => {
    const wanted = comparable(field, shown(field, expected[field]))
    const own = isAsymmetric(wanted) ? recorded[field] : comparable(field, recorded[field])
    if (wanted === undefined || isSame(field, own, wanted, equal)) return []
    return field === 'payload' || isAsymmetric(wanted)
      ? [...fieldDifferences(field, own ?? undefined, wanted, equal)]
      : [{ field, expected: wanted ?? undefined, recorded: own ?? undefined }]
  })
}

/** Returns the user and the namespace of a row, as they are compared. */
function identifiersOf({ userId, namespaceId }: AiUsageEvent): {
  readonly user: Identifiable
  readonly namespace: Identifiable | null
} {
  return {
    user: { id: userId },
    namespace: namespaceId === undefined ? null : { id: namespaceId },
  }
}

/** Tells whether a field of a row is as wanted; an id is its digits, as text or as a number. */
export function isSame(
  field: keyof ExpectedUsage,
  own: unknown,
  wanted: unknown,
  equal: Equal,
): boolean {
  if (equal(own, wanted)) return true
  if (field !== 'user' && field !== 'namespace') return false
  return isPlainId(own) && isPlainId(wanted) && String(own.id) === String(wanted.id)
}

/** Tells whether a user or a namespace is named by an id, and not by an asymmetric matcher. */
export function isPlainId(value: unknown): value is Identifiable {
  if (!isMapping(value) || isAsymmetric(value)) return false
  return typeof value['id'] === 'number' || typeof value['id'] === 'string'
}

function namedPart(payload: AiUsageEvent['payload'], expected: ExpectedUsage['payload']): object {
  if (!isMapping(expected) || isAsymmetric(expected)) return payload
  return Object.fromEntries(Object.keys(expected).map((key) => [key, payload?.[key]]))
}

/** Leaves null out of a payload that is compared as a whole. */
function comparable(field: keyof ExpectedUsage, value: unknown): unknown {
  if (field !== 'payload' || isAsymmetric(value) || !isMapping(value)) return value
  const fields = Object.entries(value).filter(([, own]) => own != null)
  return Object.fromEntries(fields.map(([key, own]) => [key, stored(own)]))
}

/** Returns a value as JSON has it; what says itself what equals it stays as it is. */
function stored(value: unknown): unknown {
  if (isDate(value)) return value.toJSON()
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(stored)
  const isPlain = isMapping(value) && Object.getPrototypeOf(value) === Object.prototype
  if (!isPlain || isAsymmetric(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, stored(own)]))
}

/** Reduces users and namespaces to their ids. */
export function shown(field: keyof ExpectedUsage, value: unknown): unknown {
  if (!isMapping(value) || isAsymmetric(value)) return value
  return field === 'user' || field === 'namespace' ? { id: value['id'] } : value
}

/** Returns the expected fields, as messages show them. */
export function expectedFields(expected: ExpectedUsage): [field: string, value: unknown][] {
  return FIELDS.filter((field) => expected[field] !== undefined).map((field) => [
    field,
    shown(field, expected[field]),
  ])
}
