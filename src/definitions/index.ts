export { readCacheFile as readCatalogText } from './cache-file.ts'
export { Catalog, type CatalogOptions } from './catalog.ts'
export { catalogOfRun } from './catalog-of-run.ts'
export { readCatalog, writeCatalog } from './catalog-text.ts'
export type { CatalogSource } from './compile-catalog.ts'
export {
  type CheckConfig,
  DEFAULT_CONFIG,
  defineConfig,
  findConfigFile,
  type IgnoredFinding,
  type InternalEventsConfig,
  type JourneysConfig,
  type MetricsConfig,
  metricsConfig,
  readConfig,
} from './config.ts'
export {
  COVERAGE_RUNNERS,
  type CoverageConfig,
  type CoverageRunner,
  type CoverageThreshold,
} from './coverage-config.ts'
export { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
export { type DefinitionFault, printFault, UnusableFile } from './definition-fault.ts'
export { type DefinitionFile, decodeDefinition, readDefinitionFile } from './definition-file.ts'
export { type DefinitionGlobs, definitionGlobs } from './definition-globs.ts'
export { environmentCatalog, setEnvironmentCatalog } from './environment-catalog.ts'
export { type EventDefinition, isInRemovedFolder, readEventDefinition } from './event-definition.ts'
export { findFiles } from './find-files.ts'
export { findRoot, isRoot } from './find-root.ts'
export { compileForRun, type HandedCatalog, openHandedCatalog } from './handed-catalog.ts'
export type {
  AdditionalProperties,
  Identifiable,
  Identifiers,
  Model,
  Project,
  PropertiesLike,
} from './identifiers.ts'
export { loadCatalog } from './load-catalog.ts'
export { readMetricDefinition, type TimeFrame, type UsageMetric } from './metric-definition.ts'
export { namePattern } from './name-pattern.ts'
export { namesIn } from './names-in.ts'
export { printName } from './print-name.ts'
export {
  PRIVACY_DETECTORS,
  type PrivacyConfig,
  type PrivacyDetector,
  type PrivacyException,
  type PrivacyLevel,
  type PrivacySettings,
  privacySettings,
} from './privacy-config.ts'
export { DROPPED_PROPERTIES, isBaseProperty, propertyType } from './property-types.ts'
export { psychSchema, RubyFloat, readPlainScalar } from './psych-scalars.ts'
export { type DefinitionMapping, readMappings } from './read-mappings.ts'
export { readRegularFile, readRegularText } from './read-regular-file.ts'
export { refusedEvent, refusedMetric } from './refused-definition.ts'
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
export { runFile } from './run-file.ts'
export { runId } from './run-id.ts'
export {
  type FilterValue,
  failedFilterKey,
  ruleKind,
  type SelectionRule,
  writtenFilter,
} from './selection-rule.ts'
export { readBytes } from './source-file.ts'
export { suggestName } from './suggest-name.ts'
export { tellBadFiles } from './tell-bad-files.ts'
export type { UndefinedEvents } from './undefined-events.ts'
export { type CatalogUse, changedLines, hearLoadedCatalogs, UsedLines } from './used-lines.ts'
export { watchedPaths } from './watched-paths.ts'
