import { requireModule } from '../foundation/index.ts'
import {
  DEFAULT_CONFIG,
  findConfigFile,
  type InternalEventsConfig,
  metricsConfig,
  possibleConfigFiles,
  readConfig,
} from './config.ts'
import { DefinitionError } from './definition-error.ts'
import { expandStart } from './find-files.ts'

/** Returns the folders and the files of configuration that the catalog of a root may come from, whether they are there or not. */
export function watchedPaths(root: string): string[] {
  const { join } = requireModule('node:path')
  const configFile = findConfigFile(root)
  const { events = DEFAULT_CONFIG.events, metrics } = configFile ? usable(configFile) : {}
  const globs = [events, metricsConfig(metrics).files].flat(2)
  const folders = globs.filter((glob) => !glob.startsWith('!')).flatMap(foldersOf)
  return [...new Set(folders.map((folder) => join(root, folder))), ...possibleConfigFiles(root)]
}

/** A configuration that cannot be read is watched, so that it may be corrected. */
function usable(configFile: string): InternalEventsConfig {
  try {
    return readConfig(configFile)
  } catch (error) {
    if (error instanceof DefinitionError) return {}
    throw error
  }
}

/** Returns the folders that a glob begins with, up to the first segment that is not a plain name. */
function foldersOf(glob: string): string[] {
  const { isDynamicPattern } = requireModule('tinyglobby')
  return expandStart(glob).map((one) => {
    const segments = one.split('/')
    const end = segments.findIndex((segment) => isDynamicPattern(segment))
    return segments.slice(0, end < 0 ? -1 : end).join('/')
  })
}
