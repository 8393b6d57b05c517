import type { StandardContextFields } from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { gitlabSchemas, type Properties, text } from './gitlab-schemas.ts'

/** The fields that have a rule; other keys have none. */
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
 * The subjects of an event of GitLab, such as user and project. Other keys are allowed, since
 * services add some and the published fields are not known to be all.
 */
export const GITLAB_STANDARD: readonly SelfDescribingSchema[] = gitlabSchemas(
  'gitlab_standard',
  { '1-1-7': SEVENTH, '1-1-8': { ...SEVENTH, organization_id: id } },
  { required: ['environment'] },
)
