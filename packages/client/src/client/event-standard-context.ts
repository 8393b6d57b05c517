import type { EventContext } from '../contexts/event-context.ts'
import { type StandardContextFields, standardContext } from '../contexts/standard-context.ts'
import {
  currentEventContext,
  givenEventContext,
  type InternalEventContext,
} from '../requests/internal-event-context.ts'
import type { ClientSettings } from './client-settings.ts'
import { definedFields } from './defined-fields.ts'

/** The fields that every event has, in the order in which the AI gateway sends them. */
const UNKNOWN: StandardContextFields = {
  realm: null,
  instance_id: null,
  unique_instance_id: null,
  host_name: null,
  instance_version: null,
  global_user_id: null,
  user_type: null,
  context_generated_at: null,
  extra: null,
  is_gitlab_team_member: null,
  feature_enabled_by_namespace_ids: null,
  project_id: null,
  namespace_id: null,
  ultimate_parent_namespace_id: null,
  plan: null,
  correlation_id: null,
  feature_enablement_type: null,
  client_name: null,
  client_version: null,
  client_type: null,
  interface: null,
  input_tokens: null,
  output_tokens: null,
  total_tokens: null,
  model_engine: null,
  model_name: null,
  model_provider: null,
  deployment_type: null,
  organization_id: null,
}

/**
 * Builds the `gitlab_standard` context of an event from its own fields and those of the running
 * request, whose user is left out. Fields that nobody has given are null.
 *
 * Source: `EventContext` and `track_event` of the AI gateway.
 */
export function eventStandardContext(
  own: InternalEventContext,
  extra: Readonly<Record<string, unknown>>,
  settings: ClientSettings,
): EventContext<StandardContextFields & { extra: Readonly<Record<string, unknown>> }> {
  const { environment = 'development', source = 'ai-gateway-python' } = {
    ...definedFields(currentEventContext()),
    ...definedFields({ environment: settings.environment, source: settings.source }),
  }
  const { user_id: _, ...request } = givenEventContext()
  const { merge_request_url, pipeline_source, ...fields } = {
    ...definedFields(request),
    ...definedFields(own),
  }
  const standard = {
    environment,
    source,
    ...UNKNOWN,
    ...fields,
    extra: {
      ...request.extra,
      ...extra,
      ...(merge_request_url ? { merge_request_url } : {}),
      ...(pipeline_source ? { pipeline_source } : {}),
    },
  }
  return { ...standardContext(standard), data: standard }
}
