import { printText, withoutBigInts } from '../foundation/index.ts'
import { isIgluUri, type SchemaRegistry } from './iglu/index.ts'
import type { Reason } from './payload-data.ts'
import { isSelfDescribing, readEncodedJson, type SelfDescribing } from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'

/** The readable part of a field, and its faults. */
export interface Unwrapped {
  readonly value: readonly SelfDescribing[]
  readonly reasons: readonly Reason[]
}

/** A field that holds JSON, encoded or plain, which wraps data that describes itself. */
export interface Wrapper {
  readonly encodedField: string
  readonly plainField: string
  /** The name of the wrapper's schema. */
  readonly name: string
  /** Reads the list of what it wraps; `undefined` if it is not what the schema says. */
  readonly read: (data: unknown) => readonly SelfDescribing[] | undefined
  /** The fault of other data. */
  readonly fault: string
}

export const CONTEXTS: Wrapper = {
  encodedField: 'cx',
  plainField: 'co',
  name: 'contexts',
  read: (data) => (Array.isArray(data) && data.every(isSelfDescribing) ? data : undefined),
  fault: 'does not hold a list of contexts with schema and data',
}

export const UNSTRUCT_EVENT: Wrapper = {
  encodedField: 'ue_px',
  plainField: 'ue_pr',
  name: 'unstruct_event',
  read: (data) => (isSelfDescribing(data) ? [data] : undefined),
  fault: 'does not hold an event with schema and data',
}

/** The limits and schemas that data is checked against. */
export interface DataRules {
  readonly registry: SchemaRegistry
  /** The number of levels that JSON may have. */
  readonly levels: number
}

/** Reads what a field wraps, with the reasons why the pipeline would refuse it. */
export function unwrap(item: SnowplowPayload, wrapper: Wrapper, rules: DataRules): Unwrapped {
  const { encodedField, plainField, name, read, fault } = wrapper
  const { field, value, problem } = readEncodedJson(item, encodedField, plainField, rules.levels)
  if (problem !== undefined) return refuse(field, problem)
  if (!value) return NOTHING
  if (!isSnowplowSchema(name, value.schema)) return refuse(field, misnamed(field, value, name))
  const data = read(value.data)
  if (!data) return refuse(field, `${field} ${fault}`)
  const reasons = [
    ...foreignKeys(field, '$', value),
    // The rest of the wrapper's schema is checked here by hand, which is faster.
    ...(data.length === 0 ? dataReasons(field, value, rules) : []),
    ...data.flatMap((described, index) => {
      const path = Array.isArray(value.data) ? `$.data[${index}]` : '$.data'
      return [...foreignKeys(field, path, described), ...dataReasons(field, described, rules)]
    }),
  ]
  return { value: data, reasons }
}

/** Tells whether a URI names a wrapper of Snowplow, in a version that the pipeline reads. */
export function isSnowplowSchema(name: string, uri: string): boolean {
  const start = criterion(name).slice(0, -1)
  return uri.startsWith(start) && isIgluUri(uri)
}

/** Returns the URI of the versions of a wrapper that the pipeline reads. */
export function criterion(name: string): string {
  return `iglu:com.snowplowanalytics.snowplow/${name}/jsonschema/1-0-*`
}

const NOTHING: Unwrapped = { value: [], reasons: [] }

function refuse(field: string, message: string): Unwrapped {
  return { value: [], reasons: [{ field, message }] }
}

function misnamed(field: string, { schema }: SelfDescribing, name: string): string {
  return `${field} has the schema ${printText(schema)}, which is not ${criterion(name)}`
}

function foreignKeys(field: string, path: string, described: SelfDescribing): Reason[] {
  const keys = Object.keys(described)
  if (keys.length === 2) return []
  return keys
    .filter((key) => key !== 'schema' && key !== 'data')
    .map((key) => ({
      field,
      message: `${field}: ${path} has ${printText(key)} beside schema and data`,
    }))
}

function dataReasons(
  field: string,
  { schema, data }: SelfDescribing,
  { registry }: DataRules,
): Reason[] {
  if (!isIgluUri(schema)) {
    const message = `${field}: the schema ${printText(schema)} is not an Iglu URI, such as iglu:com.acme/checkout/jsonschema/1-0-0`
    return [{ field, message }]
  }
  return registry.violations(schema, withoutBigInts(data)).map(({ path, message }) => ({
    field,
    schema,
    path,
    message: `${field}: ${path} of ${schema} ${message}`,
  }))
}
