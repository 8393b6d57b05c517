import type { EventDefinition } from '../definitions/index.ts'
import { sha256 } from '../foundation/index.ts'
import { type AiContextFields, aiContextData } from './iglu/index.ts'
import type { SentEvent } from './read-payload.ts'

/** A self-describing entity that travels with an event. */
export interface EventContext {
  readonly schema: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Fields of the `gitlab_standard` context that describe the installation, not the event. */
export type InstanceContext = Readonly<Record<string, string | number | boolean | null>>

/** The names that additional properties have in every event; all others travel as `extra`. */
const BASE_PROPERTIES = new Set(['label', 'property', 'value'])

const DEFAULT_INSTANCE: InstanceContext = {
  environment: 'development',
  source: 'gitlab-rails',
  plan: 'free',
  realm: 'self-managed',
  deployment_type: 'self-managed',
}

/** The contexts that an event is sent with: standard, service ping and, for duo events, AI. */
export function buildContexts(
  definition: EventDefinition,
  event: SentEvent & { readonly source: string },
  ai: AiContextFields | undefined,
  instance: InstanceContext,
  time: number,
): EventContext[] {
  const extra = customProperties(event.additionalProperties)
  const contexts = [
    standardContext(event, extra, instance, time),
    {
      schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
      // Every internal event says redis_hll, even where it only moves totals.
      data: { data_source: 'redis_hll', event_name: event.name },
    },
  ]
  if (ai || (definition.classification === 'duo' && Object.keys(extra).length > 0)) {
    contexts.push(aiContext({ ...extra, ...ai }))
  }
  return contexts
}

function standardContext(
  event: Parameters<typeof buildContexts>[1],
  extra: Record<string, unknown>,
  instance: InstanceContext,
  time: number,
): EventContext {
  const fields: InstanceContext = {
    ...DEFAULT_INSTANCE,
    ...(event.source === 'frontend' ? { source: 'gitlab-javascript' } : {}),
    ...instance,
  }
  const userId = event.user?.id ?? null
  return {
    schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
    data: {
      ...fields,
      extra,
      // GitLab.com sends the id itself, every other installation its digest.
      user_id: userId === null || fields['realm'] === 'saas' ? userId : sha256(String(userId)),
      project_id: event.project?.id ?? null,
      namespace_id: event.namespace?.id ?? null,
      feature_enabled_by_namespace_ids: event.featureEnabledByNamespaceIds ?? null,
      context_generated_at: new Date(time).toISOString(),
    },
  }
}

function aiContext(extra: Record<string, unknown>): EventContext {
  return {
    schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2',
    data: aiContextData(extra),
  }
}

function customProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !BASE_PROPERTIES.has(key)))
}
