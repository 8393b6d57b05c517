export { readCacheFile as readCatalogText } from './cache-file.ts'
export { Catalog, type CatalogOptions } from './catalog.ts'
export { catalogOfRun } from './catalog-of-run.ts'
export { readCatalog, writeCatalog } from './catalog-text.ts'
export type { CatalogSource } from './compile-catalog.ts'
export { defineConfig, type InternalEventsConfig, type MetricsConfig } from './config.ts'
export { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
export { type DefinitionFault, printFault } from './definition-fault.ts'
export { environmentCatalog, setEnvironmentCatalog } from './environment-catalog.ts'
export type { EventDefinition } from './event-definition.ts'
export { findRoot } from './find-root.ts'
export { compileForRun, type HandedCatalog, openHandedCatalog } from './handed-catalog.ts'
export type {
  AdditionalProperties,
  Identifiable,
  Identifiers,
  Project,
  PropertiesLike,
} from './identifiers.ts'
export { loadCatalog } from './load-catalog.ts'
export type { TimeFrame, UsageMetric } from './metric-definition.ts'
export { isBaseProperty, propertyType } from './property-types.ts'
export type {
  AnyEntries,
  AnyProperties,
  ContextsOf,
  EventName,
  EventsOf,
  IdentifiersOf,
  MetricKeyPath,
  PropertiesOf,
  Register,
} from './register.ts'
export {
  type FilterValue,
  failedFilterKey,
  ruleKind,
  type SelectionRule,
  writtenFilter,
} from './selection-rule.ts'
export { tellBadFiles } from './tell-bad-files.ts'
export type { UndefinedEvents } from './undefined-events.ts'
export { type CatalogUse, changedLines, UsedLines } from './used-lines.ts'
export { watchedPaths } from './watched-paths.ts'
