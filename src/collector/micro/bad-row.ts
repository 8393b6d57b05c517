import { isMapping, VERSION } from '../../foundation/index.ts'
import type { Reason } from '../../snowplow/index.ts'
import type { BadEntry, ReceivedRequest } from './stored-event.ts'

const SNOWPLOW = 'com.snowplowanalytics.snowplow'
const PROCESSOR = { artifact: 'internal-events-testing', version: VERSION }

/**
 * Makes the bad row of the pipeline for an entry: the violations of schemas where it has fields,
 * otherwise the failure of the adapter that should have taken its request apart.
 *
 * Source: the schemas of `com.snowplowanalytics.snowplow.badrows` in Iglu Central.
 */
export function badRow({ request, row }: BadEntry, payload: unknown): unknown {
  const { vendor, version } = request
  const isEvent = isMapping(row.payload)
  const messages = row.reasons.map((reason) =>
    isEvent ? violation(reason, row.payload) : failure(request, reason),
  )
  const kind = isEvent
    ? 'schema_violations/jsonschema/2-0-0'
    : vendor === SNOWPLOW
      ? 'tracker_protocol_violations/jsonschema/1-0-0'
      : 'adapter_failures/jsonschema/1-0-0'
  const timestamp = new Date(request.time).toISOString()
  return {
    schema: `iglu:${SNOWPLOW}.badrows/${kind}`,
    data: {
      processor: PROCESSOR,
      failure: isEvent ? { timestamp, messages } : { timestamp, vendor, version, messages },
      payload,
    },
  }
}

const ATOMIC = `iglu:${SNOWPLOW}/atomic/jsonschema/1-0-0`

/** Makes the message for data that breaks its schema, or for a field that breaks that of all events. */
function violation({ schema = ATOMIC, path, field, message }: Reason, payload: unknown): unknown {
  const isField = schema === ATOMIC && field !== undefined
  const value = isField && isMapping(payload) ? payload[field] : undefined
  const report = {
    message,
    path: (isField ? field : path) ?? null,
    keyword: typeof value === 'string' ? value : null,
    targets: [],
  }
  return { schemaKey: schema, error: { error: 'ValidationError', dataReports: [report] } }
}

function failure({ vendor, version }: ReceivedRequest, { message }: Reason): unknown {
  return vendor === SNOWPLOW
    ? { field: 'body', value: null, expectation: message }
    : { field: 'vendor/version', value: `${vendor}/${version}`, expectation: message }
}
