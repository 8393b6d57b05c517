import { requireModule, writeBeside } from '../foundation/index.ts'
import { readRegularFile } from './read-regular-file.ts'

const FOLDER = 'node_modules/.cache/internal-events-testing'
/** Files that nobody has used for a week go. */
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** Returns the folder for what workers and runs share, in the nearest `node_modules`. */
export function cacheFolder(root: string): string | undefined {
  const { existsSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, FOLDER)
    if (folder === dirname(folder)) return undefined
  }
}

/** Returns a short name that stands for a text. */
export function nameFor(text: string): string {
  return requireModule('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** Reads a file of the cache; `undefined` for whatever else has its name, or cannot be read. */
export function readCacheFile(file: string): string | undefined {
  try {
    return readRegularFile(file)?.toString()
  } catch {
    return undefined
  }
}

/** Notes that a file is in use, so that it stays. */
export function keepCacheFile(file: string): void {
  const now = new Date()
  succeeds(() => requireModule('node:fs').utimesSync(file, now, now))
}

/**
 * Writes a file that is whole whenever it has its name, and removes old ones. Returns whether it is
 * there: a folder that cannot be written to, or is full, costs time, nothing else.
 */
export function writeCacheFile(file: string, text: string): boolean {
  const { mkdirSync, renameSync } = requireModule('node:fs')
  const { dirname } = requireModule('node:path')
  const isWritten = succeeds(() => {
    mkdirSync(dirname(file), { recursive: true })
    // Workers write at the same time; each moves a whole file into place.
    writeBeside(file, text, (part) => renameSync(part, file))
  })
  if (isWritten) removeOldFiles(dirname(file))
  return isWritten
}

function removeOldFiles(folder: string): void {
  const { readdirSync, statSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  succeeds(() => {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      // Another worker may have removed it.
      const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
      if (changed !== undefined && Date.now() - changed > KEPT_FOR) remove(file)
    }
  })
}

function remove(file: string): void {
  succeeds(() => requireModule('node:fs').rmSync(file, { force: true, recursive: true }))
}

/** Tells whether a change of the cache came about; where it cannot, the next run does it. */
function succeeds(change: () => void): boolean {
  try {
    change()
    return true
  } catch {
    return false
  }
}
