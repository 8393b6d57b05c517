export { type AiUsageDataHandlerOptions, aiUsageDataHandlers } from './ai-usage-data-handlers.ts'
export { type AiUsageDataSchemaOptions, aiUsageDataSchema } from './ai-usage-data-schema.ts'
export type { AiUsageUser, FindAiUsageUser } from './usage-user.ts'
