import {
  Catalog,
  DEFAULT_CONFIG,
  type DefinitionFault,
  findConfigFile,
  findFiles,
  type InternalEventsConfig,
  metricsConfig,
  privacySettings,
  readConfig,
} from '../definitions/index.ts'
import { decodeText, printable, requireModule } from '../foundation/index.ts'
import { type DefinitionDocument, readDocument } from './document.ts'
import type { FileOfFinding } from './finding.ts'
import type { Project } from './project.ts'
import { readNames } from './read-names.ts'

/** Tells how much is read: `done` of `total` files. */
export type Progress = (done: number, total: number) => void

/**
 * Reads all definitions under a root.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`; {@link CheckError} `NO_NAMES` for a list of names that
 *   cannot be read.
 */
export function readProject(root: string, progress: Progress = () => {}): Project {
  const configFile = findConfigFile(root)
  const given: InternalEventsConfig = configFile ? readConfig(configFile) : {}
  const { check = {}, coverage = {}, ...settings } = given
  const config = { ...DEFAULT_CONFIG, ...settings }
  const { files, allowRemoved } = metricsConfig(config.metrics)
  const found = {
    event: findFiles(root, config.events),
    metric: findFiles(root, files),
  }
  const total = found.event.paths.length + found.metric.paths.length
  let done = 0
  const read = (kind: DefinitionDocument['kind']) =>
    found[kind].paths.map((path) => {
      progress(++done, total)
      return readDocument(root, kind, path)
    })
  const events = read('event')
  const metrics = read('metric')
  const documents = [...events, ...metrics]
  const { existsSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const named = [
    ...(settings.events === undefined ? [] : [settings.events].flat()),
    ...(settings.metrics === undefined ? [] : [metricsConfig(settings.metrics).files].flat()),
  ]
  return {
    root,
    documents,
    events,
    metrics,
    faulty: documents.filter(({ faults }) => faults.length > 0),
    documentOf: new Map(documents.map((document) => [document.path, document])),
    catalog: catalogOf(documents, config, allowRemoved),
    config: check,
    coverage,
    privacy: privacySettings(settings.privacy),
    configFile: configFile === undefined ? undefined : readOther(root, configFile),
    globsOf: { event: [config.events].flat(), metric: [files].flat() },
    unusedGlobs: named.filter(
      (glob) => !glob.startsWith('!') && findFiles(root, glob).paths.length === 0,
    ),
    unreadableFolders: [...found.event.unreadable, ...found.metric.unreadable].map(
      ({ path, fault }) => ({ path: printable(path), cause: fault.cause }),
    ),
    productGroups: readNames(
      root,
      'productGroups',
      check.productGroups,
      'config/metrics/schema/product_groups.json',
    ),
    productCategories: readNames(
      root,
      'productCategories',
      check.productCategories,
      'config/feature_categories.yml',
    ),
    hasEeFolder: existsSync(join(root, 'ee')),
  }
}

function readOther(root: string, file: string): FileOfFinding {
  const { readFileSync } = requireModule('node:fs')
  const { relative } = requireModule('node:path')
  return { path: relative(root, file), text: decodeText(readFileSync(file)) }
}

function catalogOf(
  documents: readonly DefinitionDocument[],
  {
    requireInternalFlag,
    undefinedEvents,
    strictFrontend,
  }: Pick<
    Required<InternalEventsConfig>,
    'requireInternalFlag' | 'undefinedEvents' | 'strictFrontend'
  >,
  allowRemoved: boolean,
): Catalog {
  const events = documents.flatMap(({ event }) => event ?? [])
  const metrics = documents.flatMap((document) => document.metrics)
  return new Catalog(
    requireInternalFlag ? events : events.map((event) => ({ ...event, internal: true })),
    allowRemoved ? metrics.map((metric) => ({ ...metric, removed: false })) : metrics,
    { faults: documents.flatMap(faultOf), undefinedEvents, strictFrontend },
  )
}

/** Returns the fault of a file whose content is unknown: what it may define is not undefined. */
function faultOf({ kind, path, suspectedNames: names }: DefinitionDocument): DefinitionFault[] {
  if (names.length === 0) return []
  const cause = 'the file has faults'
  const remedy = 'Correct the file.'
  return [{ kind, code: 'INVALID_DEFINITION', file: path, line: 1, cause, remedy, names }]
}
