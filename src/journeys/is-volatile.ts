import { isRandom } from './is-random.ts'

/** Words that end the names of times and versions, which have digits. */
const CLOCK_NAMES =
  /(?:(?:^|[_-])(?:at|on|date|time|timestamp|duration|ms|seconds|version)|[a-z](?:At|Date|Time|Timestamp|Duration|Ms|Seconds|Version))$/
/** Words that end the names of ids, some of which are words that stay: `provider_id: openai`. */
const ID_NAMES = /(?:(?:^|[_-])(?:i?ids?|uuid|guid|sha|token|key)|[a-z](?:Ids?|Uuid))$/
const SHORT_HEX = /^(?=.*\d)[\da-f]{4,}$/i

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?'

/** Texts that hold something which the next run has anew. */
const VOLATILE: readonly RegExp[] = [
  /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i, // UUID
  /\b[0-7][\da-hjkmnp-tv-z]{25}\b/i, // ULID
  /^\d+$/,
  /^(?=.*\d)(?=.*[a-f])[\da-f]{7,}$/i, // a short digest
  /\b(?=[a-f]*\d)[\da-f]{12,}\b/i,
  /^-?\d+\.\d{6,}$/,
  /^v?\d+\.\d+\.\d+(?:[-+.].*)?$/, // version
  /\b\d{4}-\d\d-\d\d(?!\d)/,
  /^\d{4}-W?\d\d$/, // week, month
  /^\d\d?:\d\d$/,
  /\b\d\d?:\d\d:\d\d/,
  /\b\d\d?[/.]\d\d?[/.]\d{4}\b/,
  new RegExp(`\\b${MONTH} \\d\\d?,? \\d{4}\\b`),
  new RegExp(`\\b\\d\\d?[ -]${MONTH}[ -]\\d{4}\\b`), // as in headers of HTTP
  /^\d+(?:\.\d+)? ?(?:[mµun]?s|sec|seconds?)$/, // duration
  /^P(?:\d+[DW])?T\d/,
  /gid:\/\/\S*\/\d+/,
  /\/\d+(?=[/?#]|$)/, // an id in a path
  /(?:^|[\s"'(=:])(?:\/private)?\/(?:tmp|var\/tmp|var\/folders)\//,
  /\\Temp\\/i,
]
/** Seconds since 2001: no count of anything. */
const EPOCH = 1e9

/**
 * Tells whether the next run has another value in a field: an id, a time, a version, a random text.
 * No contract records it. A name such as `job_id` tells it where the value may be one too. A list is
 * a value as a whole: none of its items is dropped.
 */
export function isVolatile(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isVolatile(name, item))
  if (typeof value === 'bigint') return true
  if (typeof value === 'number') return isVolatileNumber(name, value)
  if (typeof value !== 'string') return false
  return (
    (CLOCK_NAMES.test(name) && /\d/.test(value)) ||
    (ID_NAMES.test(name) && SHORT_HEX.test(value)) ||
    VOLATILE.some((pattern) => pattern.test(value)) ||
    isRandom(value)
  )
}

function isVolatileNumber(name: string, value: number): boolean {
  const isNamed = CLOCK_NAMES.test(name) || ID_NAMES.test(name)
  return isNamed || Math.abs(value) >= EPOCH || /\.\d{6,}|e-/.test(String(value))
}
