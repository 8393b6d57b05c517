import type { RawRequest, Sent } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { readContexts, readSelfDescribing, type SelfDescribing } from '../../snowplow/index.ts'
import { meaningByName, meaningInContext, meaningInPayload } from './known-fields.ts'
import { mask } from './mask.ts'
import type { SentField } from './sent-field.ts'

/** The most values of one thing that are looked at, so that an object that holds itself has an end. */
const MOST = 100_000
/** The levels of JSON that are read elsewhere; only an object that holds itself has more. */
const LEVELS = 100

/** The fields of payloads that are encoded JSON. */
const CONTEXTS = ['cx', 'co']
const UNSTRUCT = ['ue_px', 'ue_pr']

/** Returns all values of a thing that was sent, and the keys that are no names of a program. */
export function sentFields(sent: Sent): SentField[] {
  const fields: SentField[] = []
  if (sent.payload) addPayload(fields, sent.payload)
  else if ('additionalProperties' in sent) {
    walk(fields, 'additionalProperties', sent.additionalProperties)
  }
  if ('parameters' in sent) walk(fields, 'request', sent.parameters)
  if ('request' in sent && sent.request) addRequest(fields, sent.request)
  return fields
}

/** Returns the parts of a payload that are looked at decoded, with their schemas and wrappers: canaries alone matter there. */
export function wrappedFields({ payload }: Sent): SentField[] {
  return Object.entries(payload ?? {})
    .filter(([key]) => CONTEXTS.includes(key) || UNSTRUCT.includes(key))
    .map(([key, value]) => ({ path: key, key, value, meaning: 'generated' }))
}

function addRequest(fields: SentField[], { url, headers, body }: RawRequest): void {
  for (const [key, value] of headers) {
    fields.push({ path: `headers[${key}]`, key, value, meaning: 'generated' })
  }
  const [address = '', ...query] = url.split('?')
  if (body === undefined) {
    fields.push({ path: 'url', key: 'url', value: url, meaning: 'generated' })
    return
  }
  const path = address.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '')
  fields.push({ path: 'path', key: 'path', value: path, meaning: 'raw' })
  addPayload(fields, Object.fromEntries(new URLSearchParams(query.join('?'))))
  addBody(fields, body)
}

/** Adds what a body holds that the collector could not read: items where it is JSON, else its text. */
function addBody(fields: SentField[], body: string): void {
  const json = readJson(body)
  const data = isMapping(json) && 'data' in json ? json['data'] : json
  for (const item of [data ?? []].flat()) {
    if (isMapping(item)) addPayload(fields, item)
    else walk(fields, 'body', item)
  }
  const meaning = json === undefined ? (/[{=&]/.test(body) ? 'raw' : 'value') : 'generated'
  fields.push({ path: 'body', key: 'body', value: body, meaning })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function addPayload(fields: SentField[], payload: Readonly<Record<string, unknown>>): void {
  const contexts = readContexts(payload)
  const data = readSelfDescribing(payload)
  for (const [key, value] of Object.entries(payload)) {
    if (CONTEXTS.includes(key) && contexts.length > 0) continue
    if (UNSTRUCT.includes(key) && data) continue
    walk(fields, nameOfPart(fields, '', key), value, { key, meaning: meaningInPayload(key) })
  }
  for (const context of contexts) addData(fields, `contexts[${nameOf(context)}]`, context.data)
  if (data) addData(fields, `unstruct[${nameOf(data)}]`, data.data)
}

function addData(fields: SentField[], path: string, data: unknown): void {
  if (!isMapping(data)) {
    walk(fields, path, data)
    return
  }
  const context = data as Readonly<Record<string, unknown>>
  for (const [key, value] of Object.entries(context)) {
    const known = { key, meaning: meaningInContext(key), context }
    walk(fields, nameOfPart(fields, path, key), value, known)
  }
}

/** The name in the URI of a schema: `gitlab_standard` of `iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7`. */
function nameOf({ schema }: SelfDescribing): string {
  return /^iglu:[^/]+\/([\w.-]+)\//.exec(schema)?.[1] ?? mask(schema)
}

type Known = Pick<SentField, 'key' | 'meaning' | 'context'>

function walk(
  fields: SentField[],
  path: string,
  value: unknown,
  known: Known = { key: path, meaning: 'value' },
  level = 0,
): void {
  if (fields.length > MOST || level > LEVELS) return
  fields.push({ ...known, path, value })
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      walk(fields, `${path}[${index}]`, item, known, level + 1)
    }
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      const meant = { key, meaning: meaningByName(key) }
      walk(fields, nameOfPart(fields, path, key), item, meant, level + 1)
    }
  }
}

/** Returns the path of a part. A key that is no name of a program may be data, such as an address. */
function nameOfPart(fields: SentField[], path: string, key: string): string {
  if (/^[A-Za-z_$][\w$]{0,60}$/.test(key)) return path === '' ? key : `${path}.${key}`
  const part = `${path}[${mask(key)}]`
  fields.push({ path: `${part} as a key`, key: '', value: key, meaning: 'value' })
  return part
}
