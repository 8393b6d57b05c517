import { type Catalog, failedFilterKey } from '../../definitions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { nameOf, readPayload } from '../../snowplow/index.ts'
import { type CountedEvent, uniqueMember } from '../../tracking/index.ts'
import type { BadEntry, Entry, GoodEntry } from './stored-event.ts'

/** The definition of an internal event in this project, and its metrics. */
export interface MatchedDefinition {
  /** Its file and line, or the reason why there are none. */
  readonly definition: string
  /** The key paths of the metrics that select the event as it was sent. */
  readonly metrics: readonly string[]
}

/** One line of the page, with the details that it shows when it is opened. */
export interface PageEntry {
  readonly sequence: number
  readonly kind: 'good' | 'bad'
  readonly namespace: string
  readonly time: number
  readonly name: string
  readonly detail: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly contexts: readonly unknown[]
  readonly reasons: readonly string[]
  readonly internal: MatchedDefinition | null
}

export function pageEntry(entry: Entry): PageEntry {
  const { sequence, kind, request } = entry
  const base = { sequence, kind, namespace: request.namespace, time: request.time }
  return entry.kind === 'good' ? { ...base, ...goodLine(entry) } : { ...base, ...badLine(entry) }
}

type Line = Omit<PageEntry, 'sequence' | 'kind' | 'namespace' | 'time'>

function goodLine({ event }: GoodEntry): Line {
  const { payload, contexts, selfDescribing } = event
  return {
    name: nameOf(event),
    detail: [payload['se_ca'], payload['se_la'], payload['url'], payload['aid']]
      .filter((part) => typeof part === 'string')
      .join(' · '),
    fields: plain(payload),
    contexts: [...(selfDescribing ? [selfDescribing] : []), ...contexts],
    reasons: [],
    internal: matchDefinition(event),
  }
}

function badLine({ row, request }: BadEntry): Line {
  const fields = isMapping(row.payload) ? row.payload : {}
  const { se_ac: name } = fields
  return {
    name: typeof name === 'string' ? name : 'Bad request',
    detail: `${request.vendor}/${request.version}`,
    fields,
    contexts: [],
    reasons: row.reasons.map(({ message }) => message),
    internal: null,
  }
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

function matchDefinition({ payload, contexts }: GoodEntry['event']): MatchedDefinition | null {
  const event = readPayload(payload, contexts)
  if (!event) return null
  let catalog: Catalog
  try {
    catalog = currentCatalog()
  } catch {
    return { definition: 'no definitions here', metrics: [] }
  }
  const definition = catalog.events.get(event.name)
  if (!definition) return { definition: 'not defined', metrics: [] }
  const state = definition.removed ? ', removed' : definition.internal ? '' : ', no internal event'
  return {
    definition: `${definition.file}:${definition.line}${state}`,
    metrics: metricsOf(catalog, event),
  }
}

function metricsOf(catalog: Catalog, event: CountedEvent): string[] {
  return catalog.metricsOf(event.name).flatMap(({ keyPath, rules }) => {
    const selects = rules.some(
      (rule) =>
        rule.name === event.name &&
        failedFilterKey(rule, event.additionalProperties) === undefined &&
        (rule.unique === undefined || uniqueMember(rule.unique, event) !== undefined),
    )
    return selects ? [keyPath] : []
  })
}
