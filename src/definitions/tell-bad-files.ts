import { printable, requireModule } from '../foundation/index.ts'
import type { Catalog } from './catalog.ts'
import { cacheFile } from './definition-cache.ts'

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
  const file = cacheFile([root, 'told'])
  if (file === undefined) return true
  const { mkdirSync, readdirSync, rmSync, writeFileSync } = requireModule('node:fs')
  const { basename, dirname, join } = requireModule('node:path')
  const own = `${basename(file)}.${runId()}`
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, own), '', { flag: 'wx' })
    for (const name of readdirSync(folder)) {
      if (name.startsWith(`${basename(file)}.`) && name !== own) rmSync(join(folder, name))
    }
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST'
  }
}

/**
 * Returns what all workers of a run have in common: the process that started them, and when it
 * began, since in a container each run has the same process id.
 */
function runId(): string {
  const isWorker = process.send !== undefined || process.env['NODE_TEST_CONTEXT'] !== undefined
  const pid = isWorker ? process.ppid : process.pid
  return `${pid}-${startOf(pid)}`
}

/** Returns the time at which a process began, in ticks; nothing where the system has no `/proc`. */
function startOf(pid: number): string {
  try {
    const text = requireModule('node:fs').readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Its name, in parentheses, may hold anything; the time is the 20th word after it.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
