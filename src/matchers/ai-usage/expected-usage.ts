import type { AiUsageEvent } from '../../ai-usage-events/index.ts'
import type { Difference, MatcherContext } from '../../assertions/index.ts'
import {
  type AsymmetricMatcher,
  isAsymmetric,
  matcherError,
  namedFields,
} from '../../assertions/index.ts'
import type { Identifiable } from '../../definitions/index.ts'
import { isMapping } from '../../foundation/index.ts'

/** The argument of `.with()` for AI usage events. Fields that it leaves out are not compared. */
export interface ExpectedUsage {
  user?: Identifiable | AsymmetricMatcher | undefined
  /** `null` means that the row has none. */
  namespace?: Identifiable | AsymmetricMatcher | null | undefined
  timestamp?: Date | AsymmetricMatcher | undefined
  /** Must be equal; with `.never()` only what is named. `expect.objectContaining({…})` accepts a part. */
  payload?: Readonly<Record<string, unknown>> | AsymmetricMatcher | undefined
}

const FIELDS = ['user', 'namespace', 'timestamp', 'payload'] as const

/** @throws {MatcherError} `INVALID_EXPECTATION` for an argument that `.with()` cannot compare. */
export function checkExpectedUsage(call: string, expected: unknown): void {
  const fail = (cause: string) =>
    matcherError(
      'INVALID_EXPECTATION',
      `expect(block).${call}.with()`,
      cause,
      `Pass an object with some of: ${FIELDS.join(', ')}.`,
    )
  if (!isMapping(expected) || isAsymmetric(expected)) throw fail('it takes an object of fields')
  const unknown = Object.keys(expected).find((key) => !FIELDS.includes(key as never))
  if (unknown !== undefined) throw fail(`unknown field "${unknown}"`)
  const { user, namespace, timestamp, payload } = expected as ExpectedUsage
  for (const [field, value] of Object.entries({ user, namespace })) {
    if (value == null || isAsymmetric(value) || value.id !== undefined) continue
    throw fail(`${field} should be an object with an id`)
  }
  if (timestamp !== undefined && !(timestamp instanceof Date) && !isAsymmetric(timestamp)) {
    throw fail('timestamp should be a Date')
  }
  if (payload !== undefined && !isMapping(payload)) throw fail('payload should be an object')
}

/** Returns every field in which a row differs. With `namedOnly`, of the payload only what is named. */
export function usageDifferences(
  row: AiUsageEvent,
  expected: ExpectedUsage,
  { equals, customTesters = [] }: MatcherContext,
  namedOnly = false,
): Difference[] {
  const { payload } = expected
  const named = Object.keys(namedFields(payload ?? {}))
  const part = namedOnly && isMapping(payload) && !isAsymmetric(payload)
  const recorded = {
    user: { id: row.userId },
    namespace: row.namespaceId === undefined ? null : { id: row.namespaceId },
    timestamp: row.timestamp,
    payload: part ? Object.fromEntries(named.map((key) => [key, row.payload[key]])) : row.payload,
  }
  const found: Difference[] = []
  for (const field of FIELDS) {
    const wanted = shown(field, expected[field])
    if (wanted === undefined || equals(recorded[field], wanted, [...customTesters])) continue
    found.push({ field, expected: wanted ?? undefined, recorded: recorded[field] ?? undefined })
  }
  return found
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
