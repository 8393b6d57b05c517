import {
  type AiContextFields,
  aiContext,
  type EventContext,
  type StandardContextFields,
  servicePingContext,
  standardContext,
} from '../../packages/client/src/entries/contexts.ts'
import type { EventDefinition } from '../definitions/index.ts'
import { hashedUserId } from './hashed-user-id.ts'
import type { SentEvent } from './read-payload.ts'

/**
 * Fields of the `gitlab_standard` context that the event does not tell, such as `environment`,
 * `realm`, `host_name` and `ultimate_parent_namespace_id`.
 */
export interface InstanceContext {
  /**
   * The key of the instance that salts the hashes of user ids: `db_key_base` as it stands in
   * `secrets.yml`, which is cut to 32 bytes as GitLab does. It is not sent. Without it, the hashes are
   * not those of the instance.
   */
  readonly userIdSalt?: string | null | undefined
  readonly [field: string]: string | number | boolean | null | undefined
}

/** The names that additional properties have in every event; all others travel as `extra`. */
const BASE_PROPERTIES = new Set(['label', 'property', 'value'])

/**
 * The fields that the real context has in a test environment, in its order.
 *
 * Source: `Gitlab::Tracking::StandardContext` of GitLab.
 */
const DEFAULTS = {
  environment: 'development',
  source: 'gitlab-rails',
  correlation_id: null,
  plan: 'free',
  extra: null,
  user_id: null,
  global_user_id: null,
  user_type: null,
  is_gitlab_team_member: null,
  namespace_id: null,
  ultimate_parent_namespace_id: null,
  project_id: null,
  feature_enabled_by_namespace_ids: null,
  realm: 'self-managed',
  deployment_type: 'self-managed',
  instance_id: null,
  unique_instance_id: null,
  host_name: null,
  instance_version: null,
  context_generated_at: null,
}

interface TrackedInPart extends SentEvent {
  readonly source: string
  /** The custom properties that the page adds to each of its events. */
  readonly pageExtra?: Readonly<Record<string, unknown>>
}

/** Builds the contexts of an event: standard, service ping and, for duo events of the back end, AI. */
export function buildContexts(
  definition: EventDefinition,
  event: TrackedInPart,
  ai: AiContextFields | undefined,
  instance: InstanceContext,
  time: number,
): EventContext[] {
  const extra = customProperties(event.additionalProperties)
  const contexts: EventContext[] = [
    standardContext(standardFields(event, { ...event.pageExtra, ...extra }, instance, time), {
      version: '1-1-7',
    }),
    servicePingContext({ data_source: 'redis_hll', event_name: event.name }),
  ]
  const isDuo = definition.classification === 'duo' && event.source !== 'frontend'
  if (ai || (isDuo && Object.keys(extra).length > 0)) {
    contexts.push(aiContext({ ...extra, ...ai }))
  }
  return contexts
}

function standardFields(
  event: Parameters<typeof buildContexts>[1],
  extra: Record<string, unknown>,
  { userIdSalt, ...instance }: InstanceContext,
  time: number,
): StandardContextFields & { environment: string } {
  const fields = {
    ...DEFAULTS,
    ...(event.source === 'frontend' ? { source: 'gitlab-javascript' } : {}),
    ...instance,
  }
  const userId = event.user?.id ?? null
  return {
    ...fields,
    extra,
    // GitLab.com sends the id itself.
    user_id: userId === null || fields.realm === 'saas' ? userId : hashedUserId(userId, userIdSalt),
    project_id: event.project?.id ?? null,
    namespace_id: event.namespace?.id ?? null,
    feature_enabled_by_namespace_ids: event.featureEnabledByNamespaceIds ?? null,
    context_generated_at: new Date(time).toISOString(),
  }
}

function customProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !BASE_PROPERTIES.has(key)))
}
