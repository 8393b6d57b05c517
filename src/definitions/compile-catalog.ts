import { printable, requireModule, VERSION } from '../foundation/index.ts'
import { cacheFolder, keepCacheFile, readCacheFile, writeCacheFile } from './cache-file.ts'
import { Catalog } from './catalog.ts'
import { FORMAT, isIntact, readCatalog, writeCatalog } from './catalog-text.ts'
import {
  DEFAULT_CONFIG,
  findConfigFile,
  type InternalEventsConfig,
  metricsConfig,
  readConfig,
} from './config.ts'
import { DefinitionError } from './definition-error.ts'
import type { DefinitionFault } from './definition-fault.ts'
import { type FoundFiles, findFiles } from './find-files.ts'
import { type PrivacySettings, privacySettings } from './privacy-config.ts'
import { readDefinitions } from './read-definitions.ts'
import { readSourceFiles, type SourceFile } from './source-file.ts'

/** The place to load a catalog from. */
export interface CatalogSource extends InternalEventsConfig {
  /** The folder that the globs start from. Default: the working directory. */
  root?: string
}

/** A catalog with its text, and the file that has this text, if a folder could keep it. */
export interface CompiledCatalog {
  readonly catalog: Catalog
  readonly text: string
  readonly file: string | undefined
}

/** All that decides what a catalog holds. */
interface Sources {
  readonly event: readonly SourceFile[]
  readonly metric: readonly SourceFile[]
  readonly unreadable: readonly DefinitionFault[]
  readonly settings: Settings
}

type Settings = Pick<
  Required<InternalEventsConfig>,
  'undefinedEvents' | 'requireInternalFlag' | 'strictFrontend' | 'journeys'
> & { readonly allowRemoved: boolean; readonly privacy: PrivacySettings | undefined }

/**
 * Compiles every definition under a root. Settings that are left out come from
 * `internal-events.config.*` there, else from the defaults. `node_modules/.cache` keeps the text under
 * a name made of all that went into it, so that it serves as long as nothing of that changes.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`, `NO_DEFINITIONS`.
 */
export function compileCatalog(source: CatalogSource & { readonly root: string }): CompiledCatalog {
  const sources = readSources(source)
  const folder = cacheFolder(source.root)
  const file = folder && requireModule('node:path').join(folder, `catalog-${identityOf(sources)}`)
  const kept = file === undefined ? undefined : readCacheFile(file)
  if (file !== undefined && kept !== undefined && isIntact(kept)) {
    keepCacheFile(file)
    return { catalog: readCatalog(kept) as Catalog, text: kept, file }
  }
  const catalog = readAll(sources)
  const text = writeCatalog(catalog)
  const isKept = file !== undefined && writeCacheFile(file, text)
  return { catalog, text, file: isKept ? file : undefined }
}

function readSources({ root, ...settings }: CatalogSource & { readonly root: string }): Sources {
  const configFile = findConfigFile(root)
  const config: InternalEventsConfig = configFile ? readConfig(configFile) : {}
  const { undefinedEvents, requireInternalFlag, strictFrontend, journeys, ...globs } = {
    ...DEFAULT_CONFIG,
    ...config,
    ...settings,
  }
  const { files, allowRemoved } = metricsConfig(globs.metrics)
  const found = { event: findFiles(root, globs.events), metric: findFiles(root, files) }
  const unreadable = unreadableFolders(found)
  if (found.event.paths.length + unreadable.length === 0 && undefinedEvents === 'error') {
    throw new DefinitionError(
      'NO_DEFINITIONS',
      `Failed to load the catalog: no event definition matches ${[globs.events].flat().join(', ')} under ${root}. Add definitions there, or name your globs in internal-events.config.ts.`,
    )
  }
  return {
    event: readSourceFiles(root, found.event.paths),
    metric: readSourceFiles(root, found.metric.paths),
    unreadable,
    settings: {
      undefinedEvents,
      requireInternalFlag,
      strictFrontend,
      journeys,
      allowRemoved,
      privacy: privacySettings(settings.privacy ?? config.privacy),
    },
  }
}

function readAll({ event, metric, unreadable, settings }: Sources): Catalog {
  const read = { event: readDefinitions('event', event), metric: readDefinitions('metric', metric) }
  const { requireInternalFlag, allowRemoved, ...rest } = settings
  const events = read.event.definitions
  const metrics = read.metric.definitions
  return new Catalog(
    requireInternalFlag ? events : events.map((event) => ({ ...event, internal: true })),
    allowRemoved ? metrics.map((metric) => ({ ...metric, removed: false })) : metrics,
    { faults: [...read.event.faults, ...read.metric.faults, ...unreadable], ...rest },
  )
}

/** Returns a digest of all that decides what a catalog holds, the version of this package included. */
function identityOf({ event, metric, ...rest }: Sources): string {
  const hash = requireModule('node:crypto').createHash('sha256')
  hash.update(JSON.stringify([VERSION, FORMAT, rest, event.length]))
  for (const source of [...event, ...metric]) {
    const content = 'fault' in source ? source.fault : source.bytes.length
    hash.update(JSON.stringify([source.path, content]))
    if ('bytes' in source) hash.update(source.bytes)
  }
  return hash.digest('hex').slice(0, 32)
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
