import type { EventContext } from './event-context.ts'
import { type ContextVersion, contextSchema } from './gitlab-contexts.ts'

type Id = number | string | null

/** The fields of a `gitlab_standard` context. Services add keys of their own. */
export interface StandardContextFields {
  /** The one field that is required. */
  environment?: string
  source?: string | null
  correlation_id?: string | null
  /** Up to 32 characters. */
  plan?: string | null
  extra?: Readonly<Record<string, unknown>> | null
  /** GitLab.com sends the id, other installations its digest. */
  user_id?: Id
  global_user_id?: string | null
  user_type?: string | null
  is_gitlab_team_member?: boolean | null
  namespace_id?: Id
  ultimate_parent_namespace_id?: Id
  project_id?: Id
  feature_enabled_by_namespace_ids?: readonly Id[] | null
  realm?: string | null
  deployment_type?: string | null
  instance_id?: string | null
  unique_instance_id?: string | null
  host_name?: string | null
  instance_version?: string | null
  context_generated_at?: string | null
  client_name?: string | null
  client_version?: string | null
  client_type?: string | null
  interface?: string | null
  feature_category?: string | null
  feature_enablement_type?: string | null
  app_id?: string | null
  google_analytics_id?: string | null
  billing_event_id?: string | null
  /** From 1-1-8 on. */
  organization_id?: Id
  readonly [own: string]: unknown
}

/**
 * Builds the `gitlab_standard` context, which says who and what an event is about. Other keys are
 * allowed.
 *
 * @example
 * ```ts
 * import { standardContext } from 'internal-events-client/contexts'
 *
 * const { schema } = standardContext({ environment: 'production', project_id: 2 })
 * console.log(schema) // iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8
 * ```
 */
export function standardContext(
  fields: StandardContextFields & { environment: string },
  { version }: { version?: ContextVersion<'gitlab_standard'> } = {},
): EventContext<StandardContextFields> {
  return { schema: contextSchema('gitlab_standard', version), data: fields }
}
