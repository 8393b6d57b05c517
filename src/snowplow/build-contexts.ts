import { ContextError } from './context-error.ts'
import {
  type AiContextFields,
  type AiContextVersion,
  aiContextData,
  type CodeSuggestionsContextFields,
  type ServicePingContextFields,
  type StandardContextFields,
} from './iglu/index.ts'
import { type EventContext, validateContext } from './validate-context.ts'

/**
 * The `gitlab_standard` context: who and what an event is about. Keys of one's own are let through.
 *
 * @throws {ContextError} naming field, rule and schema.
 *
 * @example
 * ```ts
 * import { standardContext } from 'internal-events-testing/contexts'
 *
 * const { schema } = standardContext({ environment: 'production', project_id: 2 })
 * console.log(schema) // iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8
 * ```
 */
export function standardContext(
  fields: StandardContextFields & { environment: string },
  { version = '1-1-8' }: { version?: '1-1-7' | '1-1-8' } = {},
): EventContext<StandardContextFields> {
  return build('gitlab_standard', version, fields)
}

/**
 * The `ai_context`: session, flow, agent, model and tokens. What is left out is null, as GitLab's
 * services send it.
 *
 * Source: GitLab's guide to the instrumentation of AI events.
 *
 * @throws {ContextError} naming field, rule and schema.
 *
 * @example
 * ```ts
 * import { aiContext } from 'internal-events-testing/contexts'
 *
 * const { data } = aiContext({ session_id: '7', input_tokens: 1500 }, { version: '1-0-1' })
 * console.log(data.output_tokens) // null
 * ```
 */
export function aiContext(
  fields: AiContextFields,
  { version = '1-0-2' }: { version?: AiContextVersion } = {},
): EventContext<AiContextFields> {
  // What the version does not have stays, so that it is refused instead of lost.
  return build('ai_context', version, { ...aiContextData({ ...fields }, version), ...fields })
}

/**
 * The `gitlab_service_ping` context: which event of usage data this is.
 *
 * @throws {ContextError} naming field, rule and schema.
 *
 * @example
 * ```ts
 * import { servicePingContext } from 'internal-events-testing/contexts'
 *
 * const { data } = servicePingContext({ data_source: 'redis_hll', event_name: 'pull_package' })
 * console.log(data.event_name) // pull_package
 * ```
 */
export function servicePingContext(
  fields: ServicePingContextFields & { event_name: string },
): EventContext<ServicePingContextFields> {
  const context = build('gitlab_service_ping', '1-0-1', fields)
  // The schema would let it be left out; GitLab does not.
  if (fields.event_name != null) return context
  throw new ContextError(
    'INVALID_CONTEXT',
    `Failed to check the context ${context.schema}: event attribute is required. Give event_name.`,
  )
}

/**
 * The `code_suggestions_context`: a request for code suggestions, with the outcome of those before.
 *
 * Source: "Add Snowplow tracking to Model-Gateway".
 *
 * @throws {ContextError} naming field, rule and schema.
 *
 * @example
 * ```ts
 * import { codeSuggestionsContext } from 'internal-events-testing/contexts'
 *
 * const { data } = codeSuggestionsContext({
 *   request_counts: [{ requests: 3, errors: 1, accepts: 2, lang: 'ruby' }],
 *   prefix_length: 120,
 *   suffix_length: 40,
 *   language: 'ruby',
 * })
 * console.log(data.language) // ruby
 * ```
 */
export function codeSuggestionsContext(
  fields: CodeSuggestionsContextFields,
): EventContext<CodeSuggestionsContextFields> {
  return build('code_suggestions_context', '1-0-0', fields)
}

function build<Fields extends object>(
  name: string,
  version: string,
  data: Fields,
): EventContext<Fields> {
  const context = { schema: `iglu:com.gitlab/${name}/jsonschema/${version}`, data }
  validateContext(context)
  return context
}
