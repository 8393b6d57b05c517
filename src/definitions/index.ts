export { Catalog } from './catalog.ts'
export { readCatalog, writeCatalog } from './catalog-text.ts'
export { defineConfig, type InternalEventsConfig, type MetricsConfig } from './config.ts'
export { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
export type { EventDefinition } from './event-definition.ts'
export type {
  AdditionalProperties,
  Identifiable,
  Identifiers,
  Project,
  PropertiesLike,
} from './identifiers.ts'
export { type CatalogSource, findRoot, loadCatalog } from './load-catalog.ts'
export type { TimeFrame, UsageMetric } from './metric-definition.ts'
export { failedFilterKey, ruleKind, type SelectionRule } from './selection-rule.ts'
