/** Words that end the names of ids, times and versions. */
const NAMES =
  /(?:^|[_-])(?:i?ids?|uuid|guid|sha|token|key|at|on|date|time|timestamp|duration|ms|seconds|version)$/i
const CAMEL_CASE = /[a-z](?:Ids?|Uuid|At|Date|Time|Timestamp|Duration|Ms|Seconds|Version)$/

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const DIGITS = /^\d+$/
const DIGEST = /^(?=.*\d)[\da-f]{12,}$/i
const VERSION = /^v?\d+\.\d+\.\d+(?:[-+.].*)?$/
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/
/** Seconds since 2001: no count of anything. */
const EPOCH = 1e9

/**
 * Tells whether a field is an id, a time or a version by its name or its value: the next run has
 * another one, so that no contract records it. A list is a value as a whole: none of its items is dropped.
 */
export function isVolatile(name: string, value: unknown): boolean {
  if (NAMES.test(name) || CAMEL_CASE.test(name)) return true
  if (typeof value === 'number') return Math.abs(value) >= EPOCH
  if (typeof value === 'bigint') return true
  return (
    typeof value === 'string' &&
    [UUID, DIGITS, DIGEST, VERSION, TIME].some((pattern) => pattern.test(value))
  )
}
