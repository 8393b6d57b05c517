import { type ContextName, isSchemaOf } from '../../packages/client/src/entries/contexts.ts'
import { decodeText, isDeeperThan, isMapping, parseJson } from '../foundation/index.ts'

/** Data with the schema that describes it: a context, or the data of an event. */
export interface SelfDescribing {
  readonly schema: string
  readonly data: unknown
}

/** JSON of a payload, or its fault. Without either, it was not sent. */
interface EncodedJson {
  /** The field that was read. */
  readonly field: string
  readonly value?: SelfDescribing
  readonly problem?: string
}

/** The levels of JSON that are bearable: of many more, no code could print it. */
export const MOST_LEVELS = 100

/**
 * Reads JSON of a payload that is either encoded (base64 or base64url, padded or not) or plain.
 * Prefers the encoded field. JSON of more than `levels` levels is a fault.
 */
export function readEncodedJson(
  payload: Readonly<Record<string, unknown>>,
  encodedField: string,
  plainField: string,
  levels: number = MOST_LEVELS,
): EncodedJson {
  const encoded = payload[encodedField] !== undefined
  const field = encoded ? encodedField : plainField
  const text = payload[field]
  if (text === undefined) return { field }
  if (typeof text !== 'string') return { field, problem: `${field} is not a string` }
  // Buffer decodes faster than atob, but takes anything.
  if (encoded && !BASE64.test(text)) return { field, problem: `${field} is not valid base64` }
  try {
    const value = parseJson(encoded ? decodeBase64(text) : text)
    if (isDeeperThan(levels, value)) {
      return { field, problem: `${field} holds JSON of more than ${levels} levels` }
    }
    return isSelfDescribing(value)
      ? { field, value }
      : { field, problem: `${field} does not hold an object with schema and data` }
  } catch {
    return { field, problem: `${field} does not hold valid JSON` }
  }
}

export function isSelfDescribing(value: unknown): value is SelfDescribing {
  return isMapping(value) && typeof value['schema'] === 'string' && 'data' in value
}

/** Returns the data of GitLab's context with this name, in any version, if it is an object. */
export function gitlabContext(
  contexts: readonly SelfDescribing[],
  name: ContextName,
): Readonly<Record<string, unknown>> | undefined {
  const context = contexts.find(({ schema }) => isSchemaOf(name, schema))
  return isMapping(context?.data) ? context.data : undefined
}

const BASE64 = /^[\w+/-]*={0,2}$/

function decodeBase64(text: string): string {
  if (globalThis.Buffer) return Buffer.from(text, 'base64').toString()
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return decodeText(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)))
}
