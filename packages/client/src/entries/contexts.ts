/** The contexts of GitLab's events: their fields, schemas and builders, which check nothing. */

export type {
  AiContextFields,
  AiContextVersion,
  CodeSuggestionsContextFields,
  ContextName,
  ContextVersion,
  EventContext,
  ServicePingContextFields,
  StandardContextFields,
} from '../contexts/index.ts'
export {
  AI_CONTEXT_FIELDS,
  aiContext,
  aiContextData,
  codeSuggestionsContext,
  contextSchema,
  GITLAB_VENDOR,
  isSchemaOf,
  servicePingContext,
  standardContext,
} from '../contexts/index.ts'
