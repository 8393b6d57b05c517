export { type IgluSchema, schemaUri } from './iglu-schema.ts'
export { SchemaError } from './read-schemas.ts'
export { type SchemaOptions, SchemaRegistry, type SchemaViolation } from './schema-registry.ts'
export { AI_CONTEXT_FIELDS } from './schemas/ai-context.ts'
