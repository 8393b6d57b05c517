import type { IgluSchema } from '../iglu-schema.ts'
import { gitlabSchema, type Properties, text } from './gitlab-schema.ts'

type Id = number | string | null

/** The fields of a `gitlab_standard` context. Services add keys of their own. */
export interface StandardContextFields {
  /** The only required field. */
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

/** The fields that have a rule; a service's own keys have none. */
type Known<Fields> = keyof {
  [Key in keyof Fields as string extends Key ? never : Key]: Fields[Key]
} &
  string

const id = { type: ['integer', 'string', 'null'] }

const SEVENTH: Properties<Exclude<Known<StandardContextFields>, 'organization_id'>> = {
  environment: { type: 'string' },
  source: text(),
  correlation_id: text(),
  plan: text(32),
  extra: { type: ['object', 'null'] },
  user_id: id,
  global_user_id: text(),
  user_type: text(),
  is_gitlab_team_member: { type: ['boolean', 'null'] },
  namespace_id: id,
  ultimate_parent_namespace_id: id,
  project_id: id,
  feature_enabled_by_namespace_ids: { type: ['array', 'null'], items: id },
  realm: text(),
  deployment_type: text(),
  instance_id: text(),
  unique_instance_id: text(),
  host_name: text(),
  instance_version: text(),
  context_generated_at: text(),
  client_name: text(),
  client_version: text(),
  client_type: text(),
  interface: text(),
  feature_category: text(),
  feature_enablement_type: text(),
  app_id: text(),
  google_analytics_id: text(),
  billing_event_id: text(),
}

/**
 * The user, place and source of an event of GitLab. Other keys are let through: services add some,
 * and the published list of fields may not be complete.
 */
export const GITLAB_STANDARD: readonly IgluSchema[] = (
  [
    ['1-1-7', SEVENTH],
    ['1-1-8', { ...SEVENTH, organization_id: id }],
  ] as const
).map(([version, properties]) =>
  gitlabSchema('gitlab_standard', version, properties, { required: ['environment'] }),
)
