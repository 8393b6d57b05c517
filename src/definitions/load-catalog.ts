import { requireModule } from '../foundation/index.ts'
import { Catalog } from './catalog.ts'
import {
  DEFAULT_CONFIG,
  findConfigFile,
  type InternalEventsConfig,
  metricsConfig,
  readConfig,
} from './config.ts'
import { cachedDefinitions } from './definition-cache.ts'
import { DefinitionError } from './definition-error.ts'
import { type DefinitionFile, readDefinitionFile } from './definition-file.ts'
import { readEventDefinition } from './event-definition.ts'
import { readMetricDefinition } from './metric-definition.ts'

/** The place to load a catalog from. */
export interface CatalogSource extends InternalEventsConfig {
  /** The folder that the globs start from. Default: the working directory. */
  root?: string
}

/**
 * Loads every definition under a root. Globs that are left out come from `internal-events.config.*`
 * there, else from the defaults.
 *
 * @throws {DefinitionError} for bad YAML, a file that is not a mapping, duplicates (with file and
 *   line), and `NO_DEFINITIONS` when the globs match no event definition.
 */
export function loadCatalog({ root = process.cwd(), ...globs }: CatalogSource = {}): Catalog {
  const configFile = findConfigFile(root)
  const config = { ...DEFAULT_CONFIG, ...(configFile ? readConfig(configFile) : {}), ...globs }
  const events = findFiles(root, config.events)
  const { files, allowRemoved } = metricsConfig(config.metrics)
  const metrics = findFiles(root, files)
  if (events.length === 0) {
    throw new DefinitionError(
      'NO_DEFINITIONS',
      `Failed to load the catalog: no event definition matches ${[config.events].flat().join(', ')} under ${root}. Add definitions there, or name your globs in internal-events.config.ts.`,
    )
  }
  const definitions = cachedDefinitions(root, { events, metrics }, () => ({
    events: readFiles(root, events).map(readEventDefinition),
    metrics: readFiles(root, metrics).flatMap(readMetricDefinition),
  }))
  return new Catalog(
    definitions.events,
    definitions.metrics.map((metric) => (allowRemoved ? { ...metric, removed: false } : metric)),
  )
}

function findFiles(root: string, patterns: string | readonly string[]): string[] {
  return requireModule('tinyglobby').globSync([patterns].flat(), { cwd: root }).sort()
}

function readFiles(root: string, paths: readonly string[]): DefinitionFile[] {
  const { readFileSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const yaml = requireModule('js-yaml')
  return paths.map((path) => readDefinitionFile(path, readFileSync(join(root, path), 'utf8'), yaml))
}

/**
 * Returns the project's root for code in `start`: the nearest folder, from there upwards, that has
 * an `internal-events.config.*` or `config/events`; the working directory when none has.
 */
export function findRoot(start: string): string {
  const { existsSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  for (let folder = start; ; folder = dirname(folder)) {
    if (findConfigFile(folder) || existsSync(join(folder, 'config/events'))) return folder
    if (folder === dirname(folder)) return process.cwd()
  }
}
