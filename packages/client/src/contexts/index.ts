export {
  AI_CONTEXT_FIELDS,
  type AiContextFields,
  type AiContextVersion,
  aiContext,
  aiContextData,
} from './ai-context.ts'
export {
  type CodeSuggestionsContextFields,
  codeSuggestionsContext,
} from './code-suggestions-context.ts'
export type { EventContext } from './event-context.ts'
export {
  type ContextName,
  type ContextVersion,
  contextSchema,
  GITLAB_VENDOR,
  isSchemaOf,
} from './gitlab-contexts.ts'
export { type ServicePingContextFields, servicePingContext } from './service-ping-context.ts'
export { type StandardContextFields, standardContext } from './standard-context.ts'
