export type {
  AiContextFields,
  AiContextVersion,
  CodeSuggestionsContextFields,
  ServicePingContextFields,
  StandardContextFields,
} from '../../../packages/client/src/entries/contexts.ts'
export { type ContextFields, contextFields, contextNames } from './context-fields.ts'
export { igluUri, isIgluUri, readIgluUri } from './iglu-uri.ts'
export { SchemaError } from './read-schemas.ts'
export { type SchemaOptions, SchemaRegistry } from './schema-registry.ts'
export { PAYLOAD_FIELDS, REQUIRED_FIELDS } from './schemas/snowplow-wrappers.ts'
