export {
  type AiContextFields,
  type AiContextVersion,
  aiContextData,
  type CodeSuggestionsContextFields,
  type ServicePingContextFields,
  type StandardContextFields,
} from '../../../packages/client/src/entries/contexts.ts'
export { type ContextFields, contextFields } from './context-fields.ts'
export { SchemaError } from './read-schemas.ts'
export { type SchemaOptions, SchemaRegistry } from './schema-registry.ts'
