/**
 * The contexts of GitLab's events: builders that check what they build, and the check alone.
 *
 * @module internal-events-testing/contexts
 */

export type {
  AiContextFields,
  AiContextVersion,
  CodeSuggestionsContextFields,
  SchemaOptions,
  ServicePingContextFields,
  StandardContextFields,
} from '../snowplow/iglu/index.ts'
export { SchemaError } from '../snowplow/iglu/index.ts'
export {
  aiContext,
  ContextError,
  codeSuggestionsContext,
  type EventContext,
  servicePingContext,
  standardContext,
  validateContext,
} from '../snowplow/index.ts'
