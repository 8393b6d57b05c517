/** The fields of the standard context that nobody has given, which the client sends as null. */
export const STANDARD_NULLS = Object.fromEntries(
  `realm instance_id unique_instance_id host_name instance_version global_user_id user_type
  context_generated_at is_gitlab_team_member feature_enabled_by_namespace_ids project_id namespace_id
  ultimate_parent_namespace_id plan correlation_id feature_enablement_type client_name client_version
  client_type interface input_tokens output_tokens total_tokens model_engine model_name model_provider
  deployment_type organization_id`
    .split(/\s+/)
    .map((field) => [field, null]),
)
