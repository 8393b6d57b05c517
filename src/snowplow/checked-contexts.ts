import * as client from '../../packages/client/src/entries/contexts.ts'
import { ContextError } from './context-error.ts'
import { validateContext } from './validate-context.ts'

/**
 * Builds the `gitlab_standard` context as the client does, and checks it.
 *
 * @throws {ContextError} naming field, rule and schema.
 */
export const standardContext: typeof client.standardContext = (fields, options) =>
  checked(client.standardContext(fields, options))

/**
 * Builds the `ai_context` as the client does, and checks it. Fields that the version does not have
 * are refused.
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
export const aiContext: typeof client.aiContext = (fields, options) => {
  const { schema, data } = client.aiContext(fields, options)
  return checked({ schema, data: { ...data, ...fields } })
}

/**
 * Builds the `gitlab_service_ping` context as the client does, and checks it.
 *
 * @throws {ContextError} naming field, rule and schema.
 */
export const servicePingContext: typeof client.servicePingContext = (fields) => {
  const context = checked(client.servicePingContext(fields))
  // The schema allows a context without an event name; GitLab does not.
  if (fields.event_name != null) return context
  throw new ContextError(
    'INVALID_CONTEXT',
    `Failed to check the context ${context.schema}: event attribute is required. Give event_name.`,
  )
}

/**
 * Builds the `code_suggestions_context` as the client does, and checks it.
 *
 * @throws {ContextError} naming field, rule and schema.
 */
export const codeSuggestionsContext: typeof client.codeSuggestionsContext = (fields) =>
  checked(client.codeSuggestionsContext(fields))

function checked<Fields>(context: client.EventContext<Fields>): client.EventContext<Fields> {
  validateContext(context)
  return context
}
