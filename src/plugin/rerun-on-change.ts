import { existsSync } from 'node:fs'
import { basename, resolve, sep } from 'node:path'
import type { Reporter, Vitest } from 'vitest/node'
import { readCatalogText, watchedPaths } from '../definitions/index.ts'
import type { CatalogSession } from './catalog-session.ts'
import { filesToRerun, type RanFile } from './files-to-rerun.ts'
import { keepTypes } from './keep-types.ts'
import { MissingPaths } from './missing-paths.ts'

/** The part of Vitest's watcher that waits for a run to end, which its types keep to itself. */
interface RerunQueue {
  readonly changedTests: Set<string>
  scheduleRerun(trigger: string): void
}

/** An editor, or a switch of branches, changes several files. */
const SETTLES_IN = 50
/** The time in which a folder that is new is watched for certain. */
const WATCHED_IN = 300

/**
 * Compiles the definitions again when one of them, or their configuration, changes, and reruns the
 * test files that used what has changed; the file of their types is written anew. Vitest's own watching hears of no file that is removed, and
 * cannot tell who uses a definition.
 */
export function rerunOnChange(vitest: Vitest, session: CatalogSession): void {
  const { watcher } = vitest.vite
  let paths: string[] = []
  const watch = () => {
    paths = watchedPaths(session.handed.root)
    const there = new Set(paths.filter((path) => existsSync(path)))
    watcher.add([...there])
    missing.lookFor(paths.filter((path) => !there.has(path)))
  }
  let timer: NodeJS.Timeout | undefined
  let trigger = ''
  let isRunning = false
  let isLate = false

  // Files that run, or wait for it, tell what they have used when the run ends.
  const select = () => {
    isLate = isRunning
    if (isRunning) return
    const files = vitest.state.getFiles().filter(({ projectName }) => session.includes(projectName))
    const chosen = filesToRerun(files as readonly RanFile[], session.handed, readCatalogText)
    if (chosen.length === 0) return
    const rerun = vitest.watcher as unknown as RerunQueue
    for (const file of chosen) rerun.changedTests.add(file)
    rerun.scheduleRerun(trigger)
  }
  const compileIn = (time: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      session.compile()
      keepTypes(session.handed)
      watch()
      select()
    }, time)
  }
  watcher.on('all', (_event: string, path: string) => {
    if (!concerns(resolve(path), paths)) return
    trigger = path
    compileIn(SETTLES_IN)
  })
  const missing = new MissingPaths((path) => {
    trigger = path
    // Of what is put into a new folder before it is watched, nobody hears.
    watcher.add(path)
    compileIn(WATCHED_IN)
  })
  vitest.onClose(() => {
    // A timer that waits would look for paths again.
    clearTimeout(timer)
    missing.lookFor([])
  })
  watch()
  keepTypes(session.handed)
  const reporter: Reporter = {
    onTestRunStart() {
      isRunning = true
    },
    onTestRunEnd() {
      isRunning = false
      if (isLate) select()
    },
  }
  vitest.config.reporters.push(reporter as never)
}

function concerns(path: string, watched: readonly string[]): boolean {
  return (
    basename(path).startsWith('internal-events.config.') ||
    watched.some((folder) => path === folder || path.startsWith(folder + sep))
  )
}
