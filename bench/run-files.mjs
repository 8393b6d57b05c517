/** Runs of Vitest, with this package as npm installs it and a catalog of 2,500 events and 3,500 metrics. */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './compare.mjs'
import { createProject } from './product-definitions.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const own = 'node_modules/internal-events-testing'

export const NOTHING = `import { expect, test } from 'vitest'\ntest('x', () => expect(1).toBe(1))\n`
export const ONE_EVENT = `import { expect, test } from 'vitest'
import { trackInternalEvent } from 'internal-events-testing'
test('x', () => {
  expect(() => trackInternalEvent('event_7', { user: { id: 1 } })).toTriggerInternalEvents('event_7')
})\n`

/**
 * Notes a time in ms. By default it is the CPU of its process: a worker's at the end of its file,
 * Vitest's own when it ends.
 */
const NOTES = `import { appendFileSync } from 'node:fs'
const cpu = ({ user, system } = process.cpuUsage()) => (user + system) / 1000
export const note = (what, ms = cpu()) => appendFileSync('notes.txt', what + ' ' + ms + '\\n')\n`
const NOTE_WORKER = `import { afterAll } from 'vitest'\nimport { note } from './note.mjs'\nafterAll(() => note('worker'))\n`

/** Makes the definitions a project that has the package. */
function createPackage() {
  const folder = createProject()
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('note.mjs', NOTES)
  write('note-worker.mjs', NOTE_WORKER)
  write('package.json', '{ "type": "module" }')
  // Copied, as npm installs it: Vitest evaluates itself what is linked from elsewhere.
  for (const part of ['dist', 'package.json']) {
    cpSync(join(root, part), join(folder, own, part), { recursive: true })
  }
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name.startsWith('internal-events')) continue
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return { folder, write }
}

/** Makes the project. Returns what runs files in it, what forgets its cache, and what removes it. */
export function createRuns() {
  const { folder, write } = createPackage()

  /** Runs test files. Returns the CPU of a worker (the median) and of the whole run, in ms, and all notes. */
  function run(source, files, { plugins = false, setupFiles = [], reporters = ['default'] } = {}) {
    rmSync(join(folder, 'test'), { recursive: true, force: true })
    rmSync(join(folder, 'notes.txt'), { force: true })
    for (let index = 0; index < files; index++) write(`test/${index}.test.mjs`, source)
    const test = {
      include: ['test/*.test.mjs'],
      setupFiles: [...setupFiles, './note-worker.mjs'],
      reporters,
    }
    write(
      'vitest.config.mjs',
      `import { internalEvents } from 'internal-events-testing/plugin'
import { note } from './note.mjs'
process.on('exit', () => note('main'))
export default { ${plugins ? 'plugins: [internalEvents()], ' : ''}test: ${JSON.stringify(test)} }\n`,
    )
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const args = [vitest, 'run', '--root', folder]
    execFileSync(process.execPath, args, { stdio: 'pipe', cwd: folder })
    const lines = readFileSync(join(folder, 'notes.txt'), 'utf8').trim().split('\n')
    const notes = (what) =>
      lines.filter((line) => line.startsWith(what)).map((line) => +line.split(' ')[1])
    const workers = notes('worker')
    const sum = [...workers, ...notes('main')].reduce((total, cpu) => total + cpu, 0)
    return { worker: median(workers), whole: sum, notes }
  }

  return {
    run,
    forget: () => rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true }),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
