import type { SelfDescribing } from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'

/** The type of an event, in the words of the enriched event. */
export type EventType =
  | 'struct'
  | 'unstruct'
  | 'page_view'
  | 'page_ping'
  | 'transaction'
  | 'transaction_item'
  | 'ad_impression'

type ContextData = Readonly<Record<string, unknown>>

/** An event that the collector received complete. */
export interface CollectedEvent {
  /** The `eid` in small letters, or one that was made for an event without it. */
  readonly id: string
  readonly type: EventType
  /** The fields as they were sent. */
  readonly payload: SnowplowPayload
  readonly contexts: readonly SelfDescribing[]
  /** The data of GitLab's contexts `gitlab_standard`, `ai_context` and `gitlab_service_ping`. */
  readonly standardContext: ContextData | undefined
  readonly aiContext: ContextData | undefined
  readonly servicePingContext: ContextData | undefined
  /** The data of a self-describing event (`unstruct`), with its schema. */
  readonly selfDescribing: SelfDescribing | undefined
}
