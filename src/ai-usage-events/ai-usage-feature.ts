import type { AiUsageContext } from './ai-usage-event.ts'

/** The AI usage events of one feature. */
export interface AiUsageFeature {
  readonly name: string
  /** The ids of events by their names; an id is never used again. */
  readonly events: Readonly<Record<string, number>>
  /** Events that are read but no longer stored. */
  readonly deprecated?: Readonly<Record<string, number>> | undefined
  /**
   * Returns what is stored of an event beside user, time and namespace. A `namespace_id` in it
   * names the namespace. It answers at once: a promise, a list or null is an error when an event is
   * tracked (`INVALID_PAYLOAD`). Default: nothing.
   */
  readonly transform?: ((context: AiUsageContext) => Readonly<Record<string, unknown>>) | undefined
}

/** One registered event. */
export interface RegisteredAiUsageEvent {
  readonly name: string
  readonly id: number
  readonly feature: string
  readonly deprecated: boolean
  readonly transform: NonNullable<AiUsageFeature['transform']>
}
