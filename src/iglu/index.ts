export type { IgluSchema } from './iglu-schema.ts'
export { SchemaError } from './read-schemas.ts'
export { type SchemaOptions, SchemaRegistry } from './schema-registry.ts'
export { AI_CONTEXT_FIELDS } from './schemas/ai-context.ts'
