import type { AiUsageContext } from './ai-usage-event.ts'
import type { AiUsageFeature } from './ai-usage-feature.ts'
import { AiUsageEventRegistry } from './registry.ts'

interface Job {
  readonly id: unknown
  readonly project?: { readonly id: unknown }
  readonly pipeline?: { readonly id: unknown; readonly mergeRequest?: { readonly id: unknown } }
}

const slice =
  (...keys: string[]) =>
  (context: AiUsageContext) =>
    Object.fromEntries(keys.filter((key) => key in context).map((key) => [key, context[key]]))

/** GitLab's own features, as of February 2026. */
const FEATURES: readonly AiUsageFeature[] = [
  {
    name: 'code_suggestions',
    events: {
      code_suggestion_shown_in_ide: 2,
      code_suggestion_accepted_in_ide: 3,
      code_suggestion_rejected_in_ide: 4,
    },
    deprecated: {
      code_suggestions_requested: 1,
      code_suggestion_direct_access_token_refresh: 5,
    },
    transform: slice(
      'unique_tracking_id',
      'suggestion_size',
      'language',
      'branch_name',
      'ide_name',
      'ide_vendor',
      'ide_version',
      'extension_name',
      'extension_version',
      'language_server_version',
      'model_name',
      'model_engine',
    ),
  },
  { name: 'chat', events: { request_duo_chat_response: 6 } },
  {
    name: 'troubleshoot_job',
    events: { troubleshoot_job: 7 },
    transform({ job }) {
      const { id, project, pipeline } = (job ?? {}) as Job
      return {
        job_id: id,
        project_id: project?.id,
        pipeline_id: pipeline?.id,
        merge_request_id: pipeline?.mergeRequest?.id,
      }
    },
  },
  {
    name: 'agent_platform',
    events: {
      agent_platform_session_created: 8,
      agent_platform_session_started: 9,
      agent_platform_session_finished: 19,
      agent_platform_session_dropped: 20,
      agent_platform_session_stopped: 21,
      agent_platform_session_resumed: 22,
    },
    transform: ({ project, value, label, property }) => ({
      project_id: project?.id,
      session_id: value,
      flow_type: label,
      environment: property,
    }),
  },
  {
    name: 'code_review',
    events: {
      encounter_duo_code_review_error_during_review: 10,
      find_no_issues_duo_code_review_after_review: 11,
      find_nothing_to_review_duo_code_review_on_mr: 12,
      post_comment_duo_code_review_on_diff: 13,
      react_thumbs_up_on_duo_code_review_comment: 14,
      react_thumbs_down_on_duo_code_review_comment: 15,
      request_review_duo_code_review_on_mr_by_author: 16,
      request_review_duo_code_review_on_mr_by_non_author: 17,
      excluded_files_from_duo_code_review: 18,
    },
  },
  {
    name: 'mcp',
    events: { start_mcp_tool_call: 23, finish_mcp_tool_call: 24 },
    transform: ({
      session_id,
      tool_name,
      has_tool_call_success,
      failure_reason,
      error_status,
    }) => ({ session_id, tool_name, has_tool_call_success, failure_reason, error_status }),
  },
]

/**
 * Makes a registry with GitLab's own AI usage events, as of February 2026, to add others to.
 *
 * @example
 * ```ts
 * import { gitlabAiUsageEvents } from 'internal-events-testing/ai-usage-events'
 *
 * const registry = gitlabAiUsageEvents()
 * console.log(registry.find('troubleshoot_job')?.feature) // troubleshoot_job
 * ```
 */
export function gitlabAiUsageEvents(): AiUsageEventRegistry {
  const registry = new AiUsageEventRegistry()
  for (const feature of FEATURES) registry.registerFeature(feature)
  return registry
}
