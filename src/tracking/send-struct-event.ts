import type { Tracker } from '@snowplow/node-tracker'
import { requireModule } from '../foundation/index.ts'
import type { EventContext, SentEvent, SnowplowPayload } from '../snowplow/index.ts'

/**
 * Sends an event as the structured event that GitLab sends, and returns the payload that the
 * tracker built.
 */
export function sendStructEvent(
  tracker: Pick<Tracker, 'track'>,
  event: SentEvent,
  contexts: readonly EventContext[],
  time: number,
): SnowplowPayload | undefined {
  const { buildStructEvent } = requireModule('@snowplow/node-tracker')
  const { label, property, value } = event.additionalProperties as {
    label?: string
    property?: string
    value?: number
  }
  const struct = buildStructEvent({
    category: event.category ?? '',
    action: event.name,
    ...(label == null ? {} : { label }),
    ...(property == null ? {} : { property }),
    ...(value == null ? {} : { value }),
  })
  const entities = contexts.map(({ schema, data }) => ({ schema, data: { ...data } }))
  return tracker.track(struct, entities, time) as SnowplowPayload | undefined
}
