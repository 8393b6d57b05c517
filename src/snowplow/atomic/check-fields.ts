import { printText } from '../../foundation/index.ts'
import type { Reason } from '../payload-data.ts'
import { ATOMIC_FIELDS } from './atomic-fields.ts'
import { longParts } from './url-columns.ts'

/** The schema of the columns of an event, which the pipeline names for a field that it refuses. */
const ATOMIC = 'iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0'

const URLS = [
  ['url', 'page'],
  ['refr', 'refr'],
] as const

/** Lists the fields of an item that the pipeline cannot make columns of. */
export function fieldReasons(item: Readonly<Record<string, unknown>>): Reason[] {
  // Nearly all fields are right: no list is made of each.
  const wrong = Object.keys(item).filter((key) => faultOf(key, item[key]) !== undefined)
  const reasons = wrong.map((key) => {
    const [column = ''] = BY_NAME.get(key)?.columns ?? []
    return atomicReason(key, column, faultOf(key, item[key]) ?? '')
  })
  return [...reasons, ...URLS.flatMap(([field, prefix]) => partReasons(field, prefix, item[field]))]
}

/** Makes the reason why a field cannot become a column. */
export function atomicReason(field: string, column: string, message: string): Reason {
  return { field, schema: ATOMIC, path: `$.${column}`, message }
}

const BY_NAME = new Map(ATOMIC_FIELDS.map((field) => [field.field, field]))

function faultOf(key: string, text: unknown): string | undefined {
  const field = BY_NAME.get(key)
  if (!field || typeof text !== 'string') return undefined
  const { kind, longest } = field
  if (!kind.fits(text)) return `${key} is ${printText(text)}, which ${kind.fault}`
  // Too short to be too long, even if all of it were tabs.
  if (longest === undefined || text.length * 4 <= longest) return undefined
  const value = kind.read(text)
  return typeof value === 'string' && value.length > longest
    ? tooLong(key, value, longest)
    : undefined
}

function partReasons(field: string, prefix: 'page' | 'refr', url: unknown): Reason[] {
  if (typeof url !== 'string') return []
  return longParts(prefix, url).map(({ column, part, text, longest }) =>
    atomicReason(field, column, `the ${part} of ${tooLong(field, text, longest)}`),
  )
}

function tooLong(field: string, text: string, longest: number): string {
  return `${field} is ${printText(text)}, which has ${text.length} characters instead of at most ${longest}`
}
