import { DEFAULT_CONFIG, findConfigFile, metricsConfig, readConfig } from './config.ts'

/** The globs of a root's definitions. */
export interface DefinitionGlobs {
  readonly event: readonly string[]
  readonly metric: readonly string[]
}

/**
 * Returns the globs of `internal-events.config.*` at a root, else the defaults.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`.
 */
export function definitionGlobs(root: string): DefinitionGlobs {
  const file = findConfigFile(root)
  const { events, metrics } = { ...DEFAULT_CONFIG, ...(file ? readConfig(file) : {}) }
  return { event: [events].flat(), metric: [metricsConfig(metrics).files].flat() }
}
