import type { Tracker } from '@snowplow/node-tracker'
import {
  type EventContext,
  loadNodeTracker,
  type SentEvent,
  type SnowplowPayload,
} from '../snowplow/index.ts'
import type { TrackedEvent } from './tracked-event.ts'

/** Notes an event once it was counted and sent. */
export interface EventRecorder {
  record(event: TrackedEvent): void
}

const recorders = new WeakMap<object, EventRecorder>()

/** Returns the recorder of the event that a tracker was given, where tracking has sent it. */
export function recorderOf(builder: object): EventRecorder | undefined {
  return recorders.get(builder)
}

/**
 * Sends an event as the structured event that GitLab sends, and returns the payload that the
 * tracker built.
 */
export function sendStructEvent(
  tracker: Pick<Tracker, 'track'>,
  event: SentEvent,
  contexts: readonly EventContext[],
  time: number,
  recorder: EventRecorder,
): SnowplowPayload | undefined {
  const { buildStructEvent } = loadNodeTracker()
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
  recorders.set(struct, recorder)
  const entities = contexts.map(({ schema, data }) => ({ schema, data: { ...data } }))
  return tracker.track(struct, entities, time) as SnowplowPayload | undefined
}
