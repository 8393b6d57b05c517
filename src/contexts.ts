/** The contexts of GitLab's events: builders that check what they build, and the check alone. */
export {
  aiContext,
  codeSuggestionsContext,
  servicePingContext,
  standardContext,
} from './contexts/build-contexts.ts'
export { ContextError } from './contexts/context-error.ts'
export { type EventContext, validateContext } from './contexts/validate-context.ts'
export type {
  AiContextFields,
  AiContextVersion,
  CodeSuggestionsContextFields,
  SchemaOptions,
  ServicePingContextFields,
  StandardContextFields,
} from './iglu/index.ts'
export { SchemaError } from './iglu/index.ts'
