import { decodeText, isMapping, stringifyJson } from '../../foundation/index.ts'
import { badRow } from './bad-row.ts'
import { type EnrichedEvent, enrichedEvent, schemaOf } from './enriched-event.ts'
import type { BadEntry, GoodEntry, ReceivedRequest } from './stored-event.ts'

/** An event's request as Micro shows it, with the fields as they were sent. */
export interface RawEvent {
  readonly api: { readonly vendor: string; readonly version: string }
  readonly parameters: Readonly<Record<string, unknown>>
  readonly contentType: string | null
  readonly source: { readonly name: string; readonly encoding: string; readonly hostname: string }
  readonly context: {
    readonly timestamp: string
    readonly ipAddress: string
    readonly useragent: string | null
    readonly refererUri: string | null
    readonly headers: readonly string[]
    readonly userId: string
  }
}

/** An entry of `/micro/good`. */
export interface GoodEvent {
  readonly rawEvent: RawEvent
  readonly eventType: string
  readonly schema: string | null
  readonly contexts: readonly string[]
  readonly event: EnrichedEvent
  readonly incomplete: boolean
}

/** An entry of `/micro/bad`. Errors are JSON from the second on. */
export interface BadEvent {
  readonly collectorPayload: Readonly<Record<string, unknown>> | null
  readonly rawEvent: RawEvent | null
  readonly errors: readonly string[]
}

export function goodEvent(entry: GoodEntry): GoodEvent {
  const { event, request } = entry
  return {
    rawEvent: rawEvent(request, event.payload),
    eventType: event.type,
    schema: schemaOf(event),
    contexts: event.contexts.map(({ schema }) => schema),
    event: enrichedEvent(entry),
    incomplete: false,
  }
}

export function badEvent(entry: BadEntry): BadEvent {
  const { request, row, body } = entry
  const payload = isMapping(row.payload) ? row.payload : undefined
  const { api, contentType, source, context } = rawEvent(request, {})
  const collectorPayload = {
    api,
    querystring: [...new URLSearchParams(request.query)].map(([key, value]) => `${key}=${value}`),
    contentType,
    body: body === undefined || body.length === 0 ? null : decodeText(body),
    source,
    context,
  }
  return {
    collectorPayload,
    rawEvent: payload ? rawEvent(request, payload) : null,
    errors: [
      payload
        ? 'Error while validating the event.'
        : 'Error while extracting event(s) from collector payload and validating it/them.',
      stringifyJson(badRow(entry, payload ?? collectorPayload)),
    ],
  }
}

function rawEvent(
  request: ReceivedRequest,
  parameters: Readonly<Record<string, unknown>>,
): RawEvent {
  const { vendor, version, contentType, hostname, time, ipAddress, userAgent, referer } = request
  return {
    api: { vendor, version },
    parameters,
    contentType,
    source: { name: 'internal-events-testing', encoding: 'UTF-8', hostname },
    context: {
      timestamp: new Date(time).toISOString(),
      ipAddress,
      useragent: userAgent,
      refererUri: referer,
      headers: request.headers,
      userId: request.networkUserId,
    },
  }
}
