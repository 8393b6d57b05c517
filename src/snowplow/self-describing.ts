import { type ContextName, isSchemaOf } from '../../packages/client/src/entries/contexts.ts'
import { decodeText, isMapping } from '../foundation/index.ts'

/** A piece of data with the schema that describes it: a context, or what an event is about. */
export interface SelfDescribing {
  readonly schema: string
  readonly data: unknown
}

/**
 * Reads JSON of a payload that is either encoded (base64 or base64url, padded or not) or plain;
 * `undefined` where there is neither. The encoded field comes first.
 *
 * @throws {Error} naming the field and what is wrong with it.
 */
export function readEncodedJson(
  payload: Readonly<Record<string, unknown>>,
  encodedField: string,
  plainField: string,
): SelfDescribing | undefined {
  const encoded = payload[encodedField] !== undefined
  const field = encoded ? encodedField : plainField
  const text = payload[field]
  if (text === undefined) return undefined
  if (typeof text !== 'string') throw new Error(`${field} is no text`)
  const json = encoded ? decodeBase64(field, text) : text
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new Error(`${field} holds no JSON`)
  }
  if (!isSelfDescribing(value)) throw new Error(`${field} holds no object with schema and data`)
  return value
}

export function isSelfDescribing(value: unknown): value is SelfDescribing {
  return isMapping(value) && typeof value['schema'] === 'string' && 'data' in value
}

/** The data of the context that GitLab calls so, of any version, where it is an object. */
export function gitlabContext(
  contexts: readonly SelfDescribing[],
  name: ContextName,
): Readonly<Record<string, unknown>> | undefined {
  const context = contexts.find(({ schema }) => isSchemaOf(name, schema))
  return isMapping(context?.data) ? context.data : undefined
}

const BASE64 = /^[\w+/-]*={0,2}$/

function decodeBase64(field: string, text: string): string {
  // Buffer decodes faster than atob, but takes anything.
  if (!BASE64.test(text)) throw new Error(`${field} is no base64`)
  if (globalThis.Buffer) return Buffer.from(text, 'base64').toString()
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return decodeText(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)))
}
