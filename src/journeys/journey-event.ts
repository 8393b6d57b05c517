import { isMapping } from '../foundation/index.ts'
import {
  hashedUserId,
  isHashedUserId,
  type SelfDescribing,
  type SnowplowPayload,
} from '../snowplow/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { IDENTITIES, type Identity, TEXT_FIELDS, type TextField } from './journey-contract.ts'

/** A tracked event as contracts see it: what its payload says. */
export interface JourneyEvent {
  readonly event: TrackedEvent
  readonly payload: SnowplowPayload
  readonly texts: Readonly<Partial<Record<TextField, string>>>
  readonly value: unknown
  /** Custom properties. */
  readonly properties: Readonly<Record<string, unknown>>
  /** The ids, in a form in which those of one user are equal, hashed or not. */
  readonly identities: Readonly<Partial<Record<Identity, string>>>
  readonly contexts: readonly SelfDescribing[]
}

const EXPERIMENT = 'gitlab_experiment'

/**
 * Returns the events that were sent to Snowplow, as contracts see them: only those have the payload
 * that a contract is about. `userIdSalt` tells which hash a user has.
 */
export function journeyEvents(
  events: readonly TrackedEvent[],
  userIdSalt?: string | null,
): JourneyEvent[] {
  return events.flatMap((event) =>
    event.payload ? [journeyEvent(event, event.payload, userIdSalt)] : [],
  )
}

function journeyEvent(
  event: TrackedEvent,
  payload: SnowplowPayload,
  userIdSalt: string | null | undefined,
): JourneyEvent {
  const { label, property, value, ...properties } = event.additionalProperties
  const texts = {
    event_type: 'se',
    category: event.category,
    action: event.name,
    label,
    property,
    platform: payload['p'],
  }
  const identities = IDENTITIES.flatMap((kind) => {
    const id = event[kind]?.id
    if (id == null) return []
    return [[kind, kind === 'user' && !isHashedUserId(id) ? hashedUserId(id, userIdSalt) : `${id}`]]
  })
  return {
    event,
    payload,
    texts: Object.fromEntries(
      (Object.keys(TEXT_FIELDS) as TextField[]).flatMap((field) => {
        const text = texts[field]
        return text == null || text === '' ? [] : [[field, String(text)]]
      }),
    ),
    value,
    properties: Object.fromEntries(Object.entries(properties).filter(([, each]) => each != null)),
    identities: Object.fromEntries(identities),
    contexts: event.contexts,
  }
}

/** Returns the data of an event's contexts of one name, that in their schemas: `gitlab_experiment`. */
export function contextsOf(
  { contexts }: JourneyEvent,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  return contexts.flatMap(({ schema, data }) =>
    contextName(schema) === name ? [isMapping(data) ? data : {}] : [],
  )
}

/** Returns the name in the URI of a schema: `iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7`. */
export function contextName(schema: string): string {
  return schema.split('/')[1] ?? schema
}

/** Returns the data of the experiment that an event belongs to: of the first one, as Ruby does. */
export function experimentOf(event: JourneyEvent): Readonly<Record<string, unknown>> | undefined {
  return contextsOf(event, EXPERIMENT)[0]
}
