import { printable, requireModule } from '../foundation/index.ts'
import { cacheFolder, nameFor } from './cache-file.ts'
import type { Catalog } from './catalog.ts'
import { runId } from './run-id.ts'

/** Says once in a run, on one line, how many files of a catalog are bad. */
export function tellBadFiles(root: string, { badFiles }: Pick<Catalog, 'badFiles'>): void {
  if (badFiles.size === 0 || !isFirst(root)) return
  const { relative } = requireModule('node:path')
  const folder = printable(relative(process.cwd(), root))
  const files =
    badFiles.size === 1
      ? '1 definition file has faults, so what it defines'
      : `${badFiles.size} definition files have faults, so what they define`
  // A test may watch the console.
  process.stderr.write(
    `internal-events-testing: ${files} cannot be used; npx internal-events check${folder === '' ? '' : ` --root ${folder}`} lists them.\n`,
  )
}

/** Tells whether no other worker of this run has said it. They have no common memory, only the cache. */
function isFirst(root: string): boolean {
  const folder = cacheFolder(root)
  if (folder === undefined) return true
  const { mkdirSync, readdirSync, rmSync, writeFileSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  const name = nameFor(`${root}\ntold`)
  const own = `${name}.${runId().id}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, own), '', { flag: 'wx' })
    for (const other of readdirSync(folder)) {
      if (other.startsWith(`${name}.`) && other !== own) rmSync(join(folder, other))
    }
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST'
  }
}
