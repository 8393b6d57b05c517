/**
 * AI usage data in GraphQL: a schema of any store, and handlers of MSW that serve it to a front end.
 *
 * @module internal-events-testing/graphql
 */
export {
  type AiUsageDataHandlerOptions,
  type AiUsageDataSchemaOptions,
  type AiUsageUser,
  aiUsageDataHandlers,
  aiUsageDataSchema,
  type FindAiUsageUser,
} from '../graphql/index.ts'
