import { shorten } from '../foundation/index.ts'
import { PAYLOAD_FIELDS, REQUIRED_FIELDS } from './iglu/index.ts'

const KEYS = new Set(PAYLOAD_FIELDS)

/** The reason for a refusal. */
export interface Reason {
  /** The field of the payload, if the reason is about one. */
  readonly field?: string
  /** The schema that the field, or data in it, breaks, and the place in that data. */
  readonly schema?: string
  readonly path?: string
  readonly message: string
}

/**
 * Lists how an item of a POST breaks the schema `payload_data`: known keys only, all values strings,
 * `tv`, `p` and `e` present. The real pipeline refuses a whole request for one such item.
 *
 * Source: `com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4` of Iglu Central.
 */
export function payloadDataReasons(item: Readonly<Record<string, unknown>>): Reason[] {
  const isWrong = (field: string) => !KEYS.has(field) || typeof item[field] !== 'string'
  return [
    ...Object.keys(item)
      .filter(isWrong)
      .map((field) => keyReason(field, item[field])),
    ...REQUIRED_FIELDS.flatMap((field) => missingReason(field, item)),
  ]
}

const NOTHING: readonly Reason[] = []

/** Tells that a field is missing, if it is. */
export function missingReason(
  field: string,
  item: Readonly<Record<string, unknown>>,
): readonly Reason[] {
  return Object.hasOwn(item, field) ? NOTHING : [{ field, message: `${field} is missing` }]
}

function keyReason(field: string, value: unknown): Reason {
  const message = KEYS.has(field)
    ? `${field} should be a string, but is ${typeName(value)}`
    : `${shorten(field)} is not a field of payload_data`
  return { field, message }
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return `a ${typeof value === 'bigint' ? 'number' : typeof value}`
}
