import { printable, requireModule } from '../foundation/index.ts'
import { Catalog } from './catalog.ts'
import {
  DEFAULT_CONFIG,
  findConfigFile,
  type InternalEventsConfig,
  metricsConfig,
  readConfig,
} from './config.ts'
import { cachedDefinitions, type Definitions } from './definition-cache.ts'
import { DefinitionError } from './definition-error.ts'
import type { DefinitionFault } from './definition-fault.ts'
import { type FoundFiles, findFiles } from './find-files.ts'
import { readDefinitions } from './read-definitions.ts'

/** The place to load a catalog from. */
export interface CatalogSource extends InternalEventsConfig {
  /** The folder that the globs start from. Default: the working directory. */
  root?: string
}

/**
 * Loads every definition under a root. Settings that are left out come from
 * `internal-events.config.*` there, else from the defaults. A file with a fault does not stop the
 * others: `faults` of the catalog has it, and what it defines cannot be used.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`, and `NO_DEFINITIONS` when the globs match no event
 *   definition and `undefinedEvents` allows none without.
 */
export function loadCatalog({ root = process.cwd(), ...settings }: CatalogSource = {}): Catalog {
  const configFile = findConfigFile(root)
  const { undefinedEvents, requireInternalFlag, strictFrontend, ...globs } = {
    ...DEFAULT_CONFIG,
    ...(configFile ? readConfig(configFile) : {}),
    ...settings,
  }
  const { files, allowRemoved } = metricsConfig(globs.metrics)
  const found = { event: findFiles(root, globs.events), metric: findFiles(root, files) }
  const paths = { events: found.event.paths, metrics: found.metric.paths }
  const unreadable = unreadableFolders(found)
  if (paths.events.length + unreadable.length === 0 && undefinedEvents === 'error') {
    throw new DefinitionError(
      'NO_DEFINITIONS',
      `Failed to load the catalog: no event definition matches ${[globs.events].flat().join(', ')} under ${root}. Add definitions there, or name your globs in internal-events.config.ts.`,
    )
  }
  const { events, metrics, faults }: Definitions = cachedDefinitions(root, paths, () => {
    const read = {
      event: readDefinitions(root, 'event', paths.events),
      metric: readDefinitions(root, 'metric', paths.metrics),
    }
    return {
      events: read.event.definitions,
      metrics: read.metric.definitions,
      faults: [...read.event.faults, ...read.metric.faults],
    }
  })
  return new Catalog(
    requireInternalFlag ? events : events.map((event) => ({ ...event, internal: true })),
    allowRemoved ? metrics.map((metric) => ({ ...metric, removed: false })) : metrics,
    { faults: [...faults, ...unreadable], undefinedEvents, strictFrontend },
  )
}

/** Returns a fault for each such folder. What it defines is unknown, so that no name has the fault. */
function unreadableFolders(
  found: Readonly<Record<DefinitionFault['kind'], FoundFiles>>,
): DefinitionFault[] {
  const faults = (['metric', 'event'] as const).flatMap((kind) =>
    found[kind].unreadable.map(({ path, fault }) => ({
      kind,
      file: printable(path),
      ...fault,
      names: [],
    })),
  )
  return [...new Map(faults.map((fault) => [fault.file, fault])).values()]
}

/**
 * Returns the project's root for code in `start`: the nearest folder, from there upwards, that has
 * an `internal-events.config.*` or `config/events`. Above the nearest `package.json` or the root of
 * the repository is the code of others; where none has, it is the working directory.
 */
export function findRoot(start: string): string {
  const { existsSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  for (let folder = start; ; folder = dirname(folder)) {
    const has = (name: string) => existsSync(join(folder, name))
    if (findConfigFile(folder) || has('config/events') || has('ee/config/events')) return folder
    if (has('package.json') || has('.git') || folder === dirname(folder)) return process.cwd()
  }
}
