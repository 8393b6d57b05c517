export { Catalog } from './catalog.ts'
export { readCatalog, writeCatalog } from './catalog-text.ts'
export { defineConfig, type InternalEventsConfig } from './config.ts'
export { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
export type { EventDefinition } from './event-definition.ts'
export { InternalEventsError } from './internal-events-error.ts'
export { isMapping } from './is-mapping.ts'
export { type CatalogSource, findRoot, loadCatalog } from './load-catalog.ts'
export type { TimeFrame, UsageMetric } from './metric-definition.ts'
export { nearestName } from './nearest-name.ts'
export {
  preloadModules,
  provideModule,
  requireModule,
  runsInBrowser,
} from './require-module.ts'
export {
  failedFilterKey,
  ruleKind,
  type SelectionRule,
} from './selection-rule.ts'
