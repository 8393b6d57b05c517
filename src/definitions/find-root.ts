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
    const has = (name: string) => existsSync(join(folder, name))
    if (findConfigFile(folder) || has('config/events') || has('ee/config/events')) return folder
    if (has('package.json') || has('.git') || folder === dirname(folder)) return process.cwd()
  }
}
