import { type AiContextFields, aiContext } from '../contexts/ai-context.ts'
import type { EventContext } from '../contexts/event-context.ts'
import { standardContext } from '../contexts/standard-context.ts'
import {
  currentEventContext,
  type InternalEventContext,
} from '../requests/internal-event-context.ts'
import type { ClientSettings } from './client-settings.ts'
import {
  type EventProperties,
  InternalEventAdditionalProperties,
  type OtherProperties,
} from './event-properties.ts'
import type { StructEvent } from './struct-event.ts'

/** The options of one event: its properties, and fields of its standard context. */
export interface TrackEventOptions extends InternalEventContext {
  readonly additionalProperties?:
    | InternalEventAdditionalProperties
    | EventProperties
    | OtherProperties
    | undefined
  /** The place where the event happened. Default: `default_category`. */
  readonly category?: string | undefined
  /** Fields of the `ai_context`; they win over those that properties make. */
  readonly aiContext?: AiContextFields | undefined
  readonly input_tokens?: number | null | undefined
  readonly output_tokens?: number | null | undefined
  readonly total_tokens?: number | null | undefined
}

const MAX_PROPERTY = 1000

/** Builds an event and its contexts, from its options and the request that tracks it. */
export function buildEvent(
  name: string,
  { additionalProperties = {}, category, aiContext: ai, ...fields }: TrackEventOptions,
  { environment, source }: Pick<ClientSettings, 'environment' | 'source'>,
): { event: StructEvent; contexts: EventContext[] } {
  const { label, property, value, extra } =
    additionalProperties instanceof InternalEventAdditionalProperties
      ? additionalProperties
      : new InternalEventAdditionalProperties(additionalProperties)
  const { user_id: _, ...request } = currentEventContext()
  const standard = {
    environment: environment ?? 'development',
    source: source ?? 'ai-gateway-python',
    ...request,
    ...fields,
    extra: { ...request.extra, ...extra },
  }
  const { input_tokens, output_tokens, total_tokens } = standard
  const event: StructEvent = {
    category: category ?? 'default_category',
    action: name,
    label,
    property: property === undefined ? undefined : cut(property),
    value,
  }
  const session = {
    session_id: value === undefined ? null : String(value),
    flow_type: extra['workflow_type'],
    input_tokens,
    output_tokens,
    total_tokens,
  }
  return {
    event,
    contexts: [
      standardContext(standard),
      // Properties may have any type; the collector refuses a field that does not fit.
      aiContext({ ...extra, ...session, ...ai } as AiContextFields),
    ],
  }
}

function cut(property: string): string {
  return property.length > MAX_PROPERTY ? `${property.slice(0, MAX_PROPERTY - 3)}...` : property
}
