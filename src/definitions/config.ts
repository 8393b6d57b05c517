import { isMapping, isPromiseLike, messageOf, requireModule } from '../foundation/index.ts'
import { COVERAGE_SETTINGS, type CoverageConfig } from './coverage-config.ts'
import { DefinitionError } from './definition-error.ts'
import { faultOfSettings } from './fault-of-settings.ts'
import { isNamePattern } from './name-pattern.ts'
import { PRIVACY, type PrivacyConfig, type PrivacyLevel } from './privacy-config.ts'
import { readRegularText } from './read-regular-file.ts'
import { FLAG, GLOBS, isText, type Setting } from './setting.ts'
import type { UndefinedEvents } from './undefined-events.ts'

/** The content of `internal-events.config.{ts,mts,js,mjs,cjs,json}` at the project's root. */
export interface InternalEventsConfig {
  /**
   * Globs of the event definitions, relative to the root. Default: `{,ee/}config/events/*.yml` and
   * `{,ee/}config/events/removed/*.yml`.
   */
  events?: string | readonly string[]
  /**
   * Globs of the metric definitions, relative to the root, or how to use these. Default:
   * `{,ee/}config/metrics/**\/*.yml`.
   */
  metrics?: string | readonly string[] | MetricsConfig
  /**
   * The names that may be used without a definition: none (`error`, the default), all (`allow`), or
   * those in a list, in which `*` stands for any letters. Their properties are not checked.
   */
  undefinedEvents?: UndefinedEvents
  /**
   * `false` where each event definition is of an internal event, also one without
   * `internal_events: true`, as in repositories of services. Default: `true`.
   */
  requireInternalFlag?: boolean
  /**
   * `true` where the front end may track only what definitions declare: a built-in property
   * (`label`, `property`, `value`) that is not declared is then an error, where else it is warned
   * of. Default: `false`.
   */
  strictFrontend?: boolean
  /**
   * `error` where each test fails that sends or counts personal data, or an object with the level,
   * exceptions and limits. Default: `off`.
   */
  privacy?: PrivacyLevel | PrivacyConfig
  /** The settings of `npx internal-events check`. */
  check?: CheckConfig
  /** The gates of the coverage of definitions, and where its reports go. */
  coverage?: CoverageConfig
  /** The place of tracking journeys. */
  journeys?: JourneysConfig
}

/** The place of the contracts of tracking journeys, and of what tests record of them. */
export interface JourneysConfig {
  /**
   * The folder of the contracts, relative to the root. Default:
   * `spec/fixtures/snowplow_tracking_journeys` if it exists, else `tracking-journeys`.
   */
  folder?: string
  /**
   * The folder that each journey of a run writes its events and payloads to, relative to the root.
   * Default: `INTERNAL_EVENTS_JOURNEYS_EVIDENCE` of the environment, else nothing is written.
   */
  evidence?: string
}

/** The settings of `npx internal-events check`. */
export interface CheckConfig {
  /** The severity of rules, by their ids: `error`, `warning`, `info`, or `off`. */
  rules?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>
  /** Findings that are known and stay. One that hides nothing is a finding itself. */
  ignores?: readonly IgnoredFinding[]
  /**
   * The names that `product_group` may have, or the JSON or YAML file that lists them. Default:
   * `config/metrics/schema/product_groups.json`, if the repository has it.
   */
  productGroups?: string | readonly string[]
  /**
   * The names that `product_categories` may have, or the JSON or YAML file that lists them. Default:
   * `config/feature_categories.yml`, if the repository has it.
   */
  productCategories?: string | readonly string[]
  /** Globs of the sources whose tracking calls `--sources` checks. Default: those of GitLab's languages. */
  sources?: string | readonly string[]
}

/** A finding that is known and stays. */
export interface IgnoredFinding {
  /** The id of the rule. */
  rule: string
  /** A glob of the files, relative to the root. Default: all. */
  files?: string
  /** The reason, for whoever reads the configuration. */
  reason: string
}

/** The place of metric definitions, and how they may be used. */
export interface MetricsConfig {
  /** Globs, relative to the root. Default: `{,ee/}config/metrics/**\/*.yml`. */
  files?: string | readonly string[]
  /** `true` permits assertions on metrics of `status: removed`, which still count. */
  allowRemoved?: boolean
}

/** The settings that hold when no configuration says otherwise. */
export const DEFAULT_CONFIG: Required<
  Omit<InternalEventsConfig, 'check' | 'coverage' | 'privacy'>
> & {
  readonly metrics: readonly string[]
} = {
  events: ['{,ee/}config/events/*.yml', '{,ee/}config/events/removed/*.yml'],
  metrics: ['{,ee/}config/metrics/**/*.yml'],
  undefinedEvents: 'error',
  requireInternalFlag: true,
  strictFrontend: false,
  journeys: {},
}

const METRICS: Readonly<Record<keyof MetricsConfig, Setting>> = {
  files: GLOBS,
  allowRemoved: FLAG,
}
const SEVERITY_OF_RULES: Setting = {
  wanted: "an object with 'error', 'warning', 'info' or 'off' for the ids of rules",
  accepts: () => false,
  each: {
    wanted: "'error', 'warning', 'info' or 'off'",
    accepts: (value) => isText(value) && ['error', 'warning', 'info', 'off'].includes(value),
  },
}
const IGNORES: Setting = {
  wanted: 'a list of objects with a rule, a reason, and files if not all are meant',
  accepts: (value) =>
    Array.isArray(value) &&
    value.every(
      (one) =>
        isMapping(one) &&
        isText(one['rule']) &&
        isText(one['reason']) &&
        one['reason'].trim() !== '' &&
        (one['files'] === undefined || isText(one['files'])) &&
        Object.keys(one).every((key) => ['rule', 'files', 'reason'].includes(key)),
    ),
}
const NAMES: Setting = { ...GLOBS, wanted: 'a list of names, or the file that lists them' }
const CHECK: Readonly<Record<keyof CheckConfig, Setting>> = {
  rules: SEVERITY_OF_RULES,
  ignores: IGNORES,
  productGroups: NAMES,
  productCategories: NAMES,
  sources: GLOBS,
}
const FOLDER: Setting = {
  wanted: 'the path of a folder',
  accepts: (value) => isText(value) && value.trim() !== '',
}
const JOURNEYS: Readonly<Record<keyof JourneysConfig, Setting>> = {
  folder: FOLDER,
  evidence: FOLDER,
}
const SETTINGS: Readonly<Record<keyof InternalEventsConfig, Setting>> = {
  events: GLOBS,
  metrics: { ...GLOBS, parts: METRICS },
  undefinedEvents: {
    wanted: "'error', 'allow' or a list of names, in which only * stands for others",
    accepts: (value) =>
      value === 'error' ||
      value === 'allow' ||
      (Array.isArray(value) && value.every((name) => name === '' || isNamePattern(name))),
  },
  requireInternalFlag: FLAG,
  strictFrontend: FLAG,
  privacy: PRIVACY,
  check: { wanted: 'an object', accepts: () => false, parts: CHECK },
  coverage: { wanted: 'an object', accepts: () => false, parts: COVERAGE_SETTINGS },
  journeys: { wanted: 'an object', accepts: () => false, parts: JOURNEYS },
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
  return possibleConfigFiles(root).find((file) => existsSync(file))
}

/** Returns the files that may hold the configuration of a root; the first one that is there does. */
export function possibleConfigFiles(root: string): string[] {
  const { join } = requireModule('node:path')
  return CONFIG_FILES.map((name) => join(root, name))
}

/**
 * Reads a configuration file of any of the supported formats.
 *
 * @throws {DefinitionError} `INVALID_CONFIG` when it cannot be evaluated, or has unknown keys or
 *   values of another kind.
 */
export function readConfig(file: string): InternalEventsConfig {
  const config = evaluate(file)
  if (isPromiseLike(config)) {
    throw invalidConfig(file, 'it exports a promise, which cannot be waited for')
  }
  if (!isMapping(config)) throw invalidConfig(file, 'it should export an object')
  const fault = faultOfSettings(config, SETTINGS)
  if (fault) throw invalidConfig(file, fault.cause, { remedy: fault.remedy })
  return config
}

function evaluate(file: string): unknown {
  try {
    const path = requireModule('node:path').resolve(file)
    const loaded = path.endsWith('.json') ? readJson(path) : evaluateModule(path)
    return isMapping(loaded) && 'default' in loaded ? loaded['default'] : loaded
  } catch (cause) {
    throw invalidConfig(file, messageOf(cause), { cause })
  }
}

function readJson(path: string): unknown {
  const text = readRegularText(path)
  return JSON.parse(text.replace(/^\uFEFF/, ''))
}

function evaluateModule(path: string): unknown {
  const jiti = requireModule('jiti').createJiti(path, { interopDefault: false })
  // In watch mode, and in workers that are kept, it may have changed since it was read.
  delete jiti.cache[path]
  return jiti(path)
}

/** Returns how metric definitions are used, from any of the forms of `metrics`. */
export function metricsConfig(metrics: InternalEventsConfig['metrics']): Required<MetricsConfig> {
  const { files = DEFAULT_CONFIG.metrics, allowRemoved = false } =
    typeof metrics === 'string' || Array.isArray(metrics)
      ? { files: metrics }
      : ((metrics ?? {}) as MetricsConfig)
  return { files, allowRemoved }
}

function invalidConfig(
  file: string,
  cause: string,
  {
    remedy = `Export an object with some of the keys ${Object.keys(SETTINGS).join(', ')}.`,
    ...options
  }: ErrorOptions & { readonly remedy?: string | undefined } = {},
): DefinitionError {
  return new DefinitionError('INVALID_CONFIG', `Failed to read ${file}: ${cause}. ${remedy}`, {
    ...options,
    file,
  })
}
