import { isMapping, requireModule } from '../foundation/index.ts'
import { DefinitionError } from './definition-error.ts'

/** The content of `internal-events.config.{ts,mts,js,mjs,cjs,json}` at the project's root. */
export interface InternalEventsConfig {
  /** Globs of the event definitions, relative to the root. Default: `config/events/**\/*.yml`. */
  events?: string | readonly string[]
  /**
   * Globs of the metric definitions, relative to the root, or how to use these. Default:
   * `config/metrics/**\/*.yml`.
   */
  metrics?: string | readonly string[] | MetricsConfig
}

/** The place of metric definitions, and how they may be used. */
export interface MetricsConfig {
  /** Globs, relative to the root. Default: `config/metrics/**\/*.yml`. */
  files?: string | readonly string[]
  /** `true` permits assertions on metrics of `status: removed`, which still count. */
  allowRemoved?: boolean
}

/** The globs of definitions when no configuration says otherwise. */
export const DEFAULT_CONFIG: Record<keyof InternalEventsConfig, readonly string[]> = {
  events: ['config/events/**/*.yml'],
  metrics: ['config/metrics/**/*.yml'],
}

const CONFIG_FILES = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `internal-events.config.${extension}`,
)

/**
 * Types the default export of `internal-events.config.ts`.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'internal-events-testing'
 *
 * export default defineConfig({ events: ['config/events/**\/*.yml', 'ee/config/events/**\/*.yml'] })
 * ```
 */
export function defineConfig(config: InternalEventsConfig): InternalEventsConfig {
  return config
}

/** Returns the configuration file of a root, or `undefined` when it has none. */
export function findConfigFile(root: string): string | undefined {
  const { existsSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  return CONFIG_FILES.map((name) => join(root, name)).find((file) => existsSync(file))
}

/**
 * Reads a configuration file of any of the supported formats.
 *
 * @throws {DefinitionError} `INVALID_CONFIG` when it cannot be evaluated, or has unknown keys or
 *   values that are not globs.
 */
export function readConfig(file: string): InternalEventsConfig {
  const config = evaluate(file)
  if (!isMapping(config)) throw invalidConfig(file, 'it should export an object')
  for (const [key, value] of Object.entries(config)) {
    if (!Object.hasOwn(DEFAULT_CONFIG, key)) throw invalidConfig(file, `unknown key "${key}"`)
    if (key === 'metrics' && isMapping(value)) checkMetrics(file, value)
    else if (!isGlobs(value)) {
      throw invalidConfig(file, `"${key}" should be a glob or a list of globs`)
    }
  }
  return config
}

function evaluate(file: string): unknown {
  try {
    const loaded = requireModule('jiti').createJiti(file, { interopDefault: true })(file) as {
      default?: unknown
    }
    return loaded.default ?? loaded
  } catch (cause) {
    throw invalidConfig(file, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function checkMetrics(file: string, metrics: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(metrics)) {
    if (key !== 'files' && key !== 'allowRemoved') {
      throw invalidConfig(file, `unknown key "metrics.${key}"`)
    }
    if (key === 'files' && !isGlobs(value)) {
      throw invalidConfig(file, '"metrics.files" should be a glob or a list of globs')
    }
    if (key === 'allowRemoved' && typeof value !== 'boolean') {
      throw invalidConfig(file, '"metrics.allowRemoved" should be true or false')
    }
  }
}

function isGlobs(value: unknown): boolean {
  return [value].flat().every((glob) => typeof glob === 'string')
}

/** Returns how metric definitions are used, from any of the forms of `metrics`. */
export function metricsConfig(metrics: InternalEventsConfig['metrics']): Required<MetricsConfig> {
  const { files = DEFAULT_CONFIG.metrics, allowRemoved = false } =
    typeof metrics === 'string' || Array.isArray(metrics)
      ? { files: metrics }
      : ((metrics ?? {}) as MetricsConfig)
  return { files, allowRemoved }
}

function invalidConfig(file: string, cause: string, options: ErrorOptions = {}): DefinitionError {
  return new DefinitionError(
    'INVALID_CONFIG',
    `Failed to read ${file}: ${cause}. Export an object with the keys events and metrics.`,
    { ...options, file },
  )
}
