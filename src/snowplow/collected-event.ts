import type { SelfDescribing } from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'

/** What an event is, in the words of the enriched event. */
export type EventType =
  | 'struct'
  | 'unstruct'
  | 'page_view'
  | 'page_ping'
  | 'transaction'
  | 'transaction_item'

type ContextData = Readonly<Record<string, unknown>>

/** An event that arrived whole. */
export interface CollectedEvent {
  /** `eid`; trackers always send it. */
  readonly id: string | undefined
  readonly type: EventType
  /** The fields as they were sent. */
  readonly payload: SnowplowPayload
  readonly contexts: readonly SelfDescribing[]
  /** What GitLab's contexts `gitlab_standard`, `ai_context` and `gitlab_service_ping` say. */
  readonly standardContext: ContextData | undefined
  readonly aiContext: ContextData | undefined
  readonly servicePingContext: ContextData | undefined
  /** What a self-describing event (`unstruct`) is about. */
  readonly selfDescribing: SelfDescribing | undefined
}
