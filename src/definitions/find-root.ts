import { requireModule } from '../foundation/index.ts'
import { findConfigFile } from './config.ts'

/**
 * Returns the project's root for code in `start`: the nearest folder, from there upwards, that has
 * an `internal-events.config.*` or `config/events`. Above the nearest `package.json` or the root of
 * the repository is the code of others; where none has, it is the working directory.
 */
export function findRoot(start: string): string {
  const { existsSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  for (let folder = start; ; folder = dirname(folder)) {
    if (isRoot(folder)) return folder
    const has = (name: string) => existsSync(join(folder, name))
    if (has('package.json') || has('.git') || folder === dirname(folder)) return process.cwd()
  }
}

/** Tells whether a folder is one that definitions start from. */
export function isRoot(folder: string): boolean {
  const { existsSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  return (
    findConfigFile(folder) !== undefined ||
    ['config/events', 'ee/config/events'].some((name) => existsSync(join(folder, name)))
  )
}
