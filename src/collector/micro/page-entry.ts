import { decodeText, isMapping } from '../../foundation/index.ts'
import { nameOf, readPayload, structField } from '../../snowplow/index.ts'
import { type MatchedDefinition, matchDefinition } from './matched-definition.ts'
import { printAssertion } from './print-assertion.ts'
import { printValue } from './print-value.ts'
import type { BadEntry, Entry, GoodEntry } from './stored-event.ts'

/** One line of the page, with the details that it shows when it is opened. */
export interface PageEntry {
  readonly sequence: number
  readonly kind: 'good' | 'bad'
  readonly namespace: string
  readonly time: number
  readonly name: string
  readonly detail: string
  /** The app that sent it; empty if it does not say. */
  readonly app: string
  readonly fields: Readonly<Record<string, unknown>>
  /** The beginning of the body of a bad request that has no fields. */
  readonly body: string | null
  readonly contexts: readonly unknown[]
  readonly reasons: readonly string[]
  /** The result of looking it up in the definitions, if it is an internal event. */
  readonly internal: MatchedDefinition | null
  /** The assertion that an internal event passes; null for one that assertions refuse to name. */
  readonly assertion: string | null
}

export function pageEntry(entry: Entry): PageEntry {
  const { sequence, kind, request } = entry
  const base = { sequence, kind, namespace: request.namespace, time: request.time }
  return entry.kind === 'good' ? { ...base, ...goodLine(entry) } : { ...base, ...badLine(entry) }
}

type Line = Omit<PageEntry, 'sequence' | 'kind' | 'namespace' | 'time'>

function goodLine({ event }: GoodEntry): Line {
  const { payload, contexts, selfDescribing } = event
  const sent = readPayload(payload, contexts)
  const internal = sent ? matchDefinition(sent) : null
  return {
    name: nameOf(event),
    detail: [structField(payload, 'ca'), structField(payload, 'la'), payload['url'], payload['aid']]
      .filter((part) => typeof part === 'string')
      .join(' · '),
    app: appOf(payload),
    fields: plain(payload),
    body: null,
    contexts: [...(selfDescribing ? [selfDescribing] : []), ...contexts],
    reasons: [],
    internal,
    assertion: sent && isAsserted(internal) ? printAssertion(sent) : null,
  }
}

function isAsserted(internal: MatchedDefinition | null): boolean {
  return internal?.state === 'defined' || internal?.state === 'unknown'
}

function badLine({ row, request, body }: BadEntry): Line {
  const fields = isMapping(row.payload) ? row.payload : {}
  const action = structField(fields, 'ac') ?? 'Bad request'
  return {
    name: typeof action === 'string' ? action : printValue(action),
    detail: `${request.vendor}/${request.version}`,
    app: appOf(fields),
    fields,
    body: isMapping(row.payload) ? null : beginningOf(body),
    contexts: [],
    reasons: row.reasons.map(({ message }) => message),
    internal: null,
    assertion: null,
  }
}

/** The bytes of a body that the page shows. */
const SHOWN = 2_000

function beginningOf(body: Uint8Array | undefined): string | null {
  if (body === undefined || body.length === 0) return null
  const text = decodeText(body.subarray(0, SHOWN))
  return body.length > SHOWN ? `${text}…\n(${SHOWN} of ${body.length} bytes)` : text
}

function appOf({ aid }: Readonly<Record<string, unknown>>): string {
  return typeof aid === 'string' ? aid : ''
}

/** Leaves out the fields that the page shows decoded. */
function plain({
  cx: _,
  co: __,
  ue_px: ___,
  ue_pr: ____,
  ...fields
}: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return fields
}
