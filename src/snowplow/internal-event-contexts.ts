import {
  type AiContextFields,
  aiContext,
  type EventContext,
  type StandardContextFields,
  servicePingContext,
  standardContext,
} from '../../packages/client/src/entries/contexts.ts'
import type { EventDefinition } from '../definitions/index.ts'
import { sha256 } from '../foundation/index.ts'
import type { SentEvent } from './read-payload.ts'

/** Fields of the `gitlab_standard` context that describe the installation, not the event. */
export type InstanceContext = Readonly<Record<string, string | number | boolean | null>>

/** The names that additional properties have in every event; all others travel as `extra`. */
const BASE_PROPERTIES = new Set(['label', 'property', 'value'])

const DEFAULT_INSTANCE = {
  environment: 'development',
  source: 'gitlab-rails',
  plan: 'free',
  realm: 'self-managed',
  deployment_type: 'self-managed',
}

/** Builds the contexts of an event: standard, service ping and, for duo events, AI. */
export function buildContexts(
  definition: EventDefinition,
  event: SentEvent & { readonly source: string },
  ai: AiContextFields | undefined,
  instance: InstanceContext,
  time: number,
): EventContext[] {
  const extra = customProperties(event.additionalProperties)
  const contexts: EventContext[] = [
    standardContext(standardFields(event, extra, instance, time), { version: '1-1-7' }),
    servicePingContext({ data_source: 'redis_hll', event_name: event.name }),
  ]
  if (ai || (definition.classification === 'duo' && Object.keys(extra).length > 0)) {
    contexts.push(aiContext({ ...extra, ...ai }))
  }
  return contexts
}

function standardFields(
  event: Parameters<typeof buildContexts>[1],
  extra: Record<string, unknown>,
  instance: InstanceContext,
  time: number,
): StandardContextFields & { environment: string } {
  const fields = {
    ...DEFAULT_INSTANCE,
    ...(event.source === 'frontend' ? { source: 'gitlab-javascript' } : {}),
    ...instance,
  }
  const userId = event.user?.id ?? null
  return {
    ...fields,
    extra,
    // GitLab.com sends the id itself, every other installation its digest.
    user_id: userId === null || fields.realm === 'saas' ? userId : sha256(String(userId)),
    project_id: event.project?.id ?? null,
    namespace_id: event.namespace?.id ?? null,
    feature_enabled_by_namespace_ids: event.featureEnabledByNamespaceIds ?? null,
    context_generated_at: new Date(time).toISOString(),
  }
}

function customProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !BASE_PROPERTIES.has(key)))
}
