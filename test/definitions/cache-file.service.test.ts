import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryProject } from './temporary-project.ts'

const CACHE = 'node_modules/.cache/internal-events-testing'
const EVENTS = 500

/** Prints the line of one event, as a worker of its own finds it. */
const WORKER = `
import { loadCatalog } from ${JSON.stringify(resolve('src/entries/index.ts'))}
const catalog = loadCatalog()
console.log(catalog.event('event_7').line, catalog.events.size)
`

function project() {
  const files = Array.from({ length: EVENTS }, (_, index): [string, string] => [
    `config/events/event_${index}.yml`,
    `description: ${'one of many '.repeat(5)}\ninternal_events: true\naction: event_${index}\n`,
  ])
  const { root, remove } = temporaryProject({
    ...Object.fromEntries(files),
    'node_modules/x.txt': '',
    'worker.mjs': WORKER,
  })
  onTestFinished(remove)
  return {
    root,
    kept: () => readdirSync(join(root, CACHE)),
    /** Runs the worker, by a shell command with `node` in it. */
    async work(command = 'node'): Promise<string> {
      const script = `${command.replace('node', `"${process.execPath}"`)} worker.mjs`
      const { stdout } = await promisify(execFile)('bash', ['-c', script], {
        cwd: root,
        timeout: 20_000,
      })
      return stdout.trim()
    },
  }
}

test('twelve workers at once leave one whole file', async () => {
  const { root, kept, work } = project()
  const lines = await Promise.all(Array.from({ length: 12 }, () => work()))
  expect(new Set(lines)).toEqual(new Set([`3 ${EVENTS}`]))
  const [name, ...others] = kept()
  expect(others).toEqual([])
  const text = readFileSync(join(root, CACHE, name as string), 'utf8')
  rmSync(join(root, CACHE, name as string))
  await work()
  expect(readFileSync(join(root, CACHE, name as string), 'utf8')).toBe(text)
}, 60_000)

test('a full disk costs nothing but the cache', async () => {
  const { kept, work } = project()
  // After 16 blocks, a write fails, as it does when nothing is left.
  expect(await work("trap '' XFSZ; ulimit -f 16; node")).toBe(`3 ${EVENTS}`)
  expect(kept()).toEqual([])
  expect(await work()).toBe(`3 ${EVENTS}`)
  expect(kept()).toHaveLength(1)
}, 60_000)

test('a pipe in the place of the cache is not waited for', async () => {
  const { root, kept, work } = project()
  await work()
  const [name] = kept()
  const file = join(root, CACHE, name as string)
  rmSync(file)
  await promisify(execFile)('mkfifo', [file])
  expect(await work()).toBe(`3 ${EVENTS}`)
  expect(await work()).toBe(`3 ${EVENTS}`)
  expect(kept()).toEqual([name])
}, 60_000)

test('a pipe among the definitions is a fault, and not waited for', async () => {
  const { root, work } = project()
  await promisify(execFile)('mkfifo', [join(root, 'config/events/pipe.yml')])
  writeFileSync(
    join(root, 'worker.mjs'),
    WORKER.replace('console.log(', 'console.log(catalog.faults[0]?.cause, '),
  )
  expect(await work()).toBe(`it is not a regular file 3 ${EVENTS}`)
}, 60_000)

test('a link that leads to a cache in a folder that is gone is harmless', async () => {
  const { root, work } = project()
  mkdirSync(join(root, 'node_modules/.cache'))
  await promisify(execFile)('ln', ['-s', '/nowhere', join(root, CACHE)])
  expect(await work()).toBe(`3 ${EVENTS}`)
}, 60_000)
