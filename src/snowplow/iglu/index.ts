export {
  type AiContextFields,
  type AiContextVersion,
  aiContextData,
  type CodeSuggestionsContextFields,
  type ServicePingContextFields,
  type StandardContextFields,
} from '../../../packages/client/src/entries/contexts.ts'
export type { IgluSchema } from './iglu-schema.ts'
export { SchemaError } from './read-schemas.ts'
export { type SchemaOptions, SchemaRegistry } from './schema-registry.ts'
