import { requireModule } from '../foundation/index.ts'
import { cacheFolder, nameFor } from './cache-file.ts'
import { runId } from './run-id.ts'

/** The file in which the workers of a run leave something for each other; they have no common memory. */
export interface RunFile {
  readonly path: string
  /** Removes those of other runs. */
  removeOthers(): void
}

/** Returns the file of this run for one purpose; `undefined` where no folder can have it. */
export function runFile(root: string, purpose: string): RunFile | undefined {
  const folder = cacheFolder(root)
  if (folder === undefined) return undefined
  const { readdirSync, rmSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const prefix = `${nameFor(`${root}\n${purpose}`)}.`
  const own = prefix + runId().id
  return {
    path: join(folder, own),
    removeOthers() {
      for (const name of readdirSync(folder)) {
        if (name.startsWith(prefix) && name !== own) rmSync(join(folder, name), { force: true })
      }
    },
  }
}
