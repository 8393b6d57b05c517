import type { AiContextFields } from '../contexts/ai-context.ts'
import type { EventContext } from '../contexts/event-context.ts'
import { firstCharacters } from '../contexts/first-characters.ts'
import type { InternalEventContext } from '../requests/internal-event-context.ts'
import type { ClientSettings } from './client-settings.ts'
import { definedFields } from './defined-fields.ts'
import { eventAiContext } from './event-ai-context.ts'
import { type GivenProperties, InternalEventAdditionalProperties } from './event-properties.ts'
import { eventStandardContext } from './event-standard-context.ts'
import { isDecimal, textOf } from './event-value.ts'
import type { StructEvent } from './struct-event.ts'

/** The options of one event: its properties, and fields of its standard context. */
// biome-ignore lint/suspicious/noExplicitAny: the properties of any event
export interface TrackEventOptions<Properties = any> extends InternalEventContext {
  readonly additionalProperties?: GivenProperties<Properties> | undefined
  /** The place where the event happened. Default: `default_category`. */
  readonly category?: string | undefined
  /**
   * Fields of the `ai_context`; they win over those that properties make, and are sent as they are.
   * Fields that its version does not have are left out.
   */
  readonly aiContext?: AiContextFields | undefined
  /** A whole number from 0 to 2,147,483,647, as the other tokens: the `ai_context` takes no other. */
  readonly input_tokens?: number | null | undefined
  readonly output_tokens?: number | null | undefined
  readonly total_tokens?: number | null | undefined
}

/** An event that is ready for a tracker. */
interface BuiltEvent {
  readonly event: StructEvent
  readonly contexts: EventContext[]
  /** The properties as the caller passed them. */
  readonly passed: Readonly<Record<string, unknown>>
}

const MAX_PROPERTY = 1000
const CUT = '...'

/** Builds an event and its contexts, from its options and the request that tracks it. */
export function buildEvent(
  name: string,
  { additionalProperties = {}, category, aiContext, ...fields }: TrackEventOptions,
  settings: ClientSettings,
): BuiltEvent {
  const { label, property, value, extra } =
    additionalProperties instanceof InternalEventAdditionalProperties
      ? additionalProperties
      : new InternalEventAdditionalProperties(additionalProperties)
  const standard = eventStandardContext(fields, extra, settings)
  const session = textOf(value)
  const sources = { session, extra: standard.data.extra, standard: standard.data }
  return {
    event: {
      category: category || 'default_category',
      action: name,
      label: textOf(label),
      property: cut(textOf(property)),
      value: session !== undefined && isDecimal(session) ? session : undefined,
    },
    contexts: [standard, eventAiContext(sources, aiContext, settings.aiContextVersion)],
    passed: definedFields({ label, property, value, ...extra }),
  }
}

function cut(property: string | undefined): string | undefined {
  if (property === undefined || property.length <= MAX_PROPERTY) return property
  const characters = firstCharacters(property, MAX_PROPERTY + 1)
  return characters.length > MAX_PROPERTY
    ? characters.slice(0, MAX_PROPERTY - CUT.length).join('') + CUT
    : property
}
