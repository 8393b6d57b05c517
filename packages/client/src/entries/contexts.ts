/**
 * The contexts of GitLab's events: their fields, schemas and builders, which check nothing.
 *
 * @module internal-events-client/contexts
 */

export {
  AI_CONTEXT_FIELDS,
  type AiContextFields,
  type AiContextVersion,
  aiContext,
  aiContextData,
} from '../contexts/ai-context.ts'
export { AI_CONTEXT_RULES, type AiContextRule } from '../contexts/ai-context-rules.ts'
export {
  type CodeSuggestionsContextFields,
  codeSuggestionsContext,
} from '../contexts/code-suggestions-context.ts'
export type { EventContext } from '../contexts/event-context.ts'
export {
  type ContextName,
  type ContextVersion,
  contextSchema,
  GITLAB_VENDOR,
  isSchemaOf,
} from '../contexts/gitlab-contexts.ts'
export { hashUserId } from '../contexts/hash-user-id.ts'
export {
  type ServicePingContextFields,
  servicePingContext,
} from '../contexts/service-ping-context.ts'
export { type StandardContextFields, standardContext } from '../contexts/standard-context.ts'
