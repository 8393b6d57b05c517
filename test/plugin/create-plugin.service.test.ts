import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startVitest, writeFiles } from './start-vitest.mjs'

const INDEX = JSON.stringify(resolve('src/entries/index.ts'))
const UNKNOWN = 'Failed to find event "ev_c": no definition has this action.'

const event = (name: string, more = '') =>
  `internal_events: true\naction: ev_${name}\nadditional_properties: { label: {} }\n${more}`
const metric = (name: string) =>
  `key_path: counts.${name}\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: ev_${name[0]}\n`
const tracks = (name: string) => `import { expect, test } from 'vitest'
import { trackInternalEvent } from ${INDEX}
test('${name}', async () => {
  await expect(() => trackInternalEvent('ev_${name}', { additionalProperties: { label: 'x' } }))
    .toTriggerInternalEvents('ev_${name}')
    .and.toIncrementUsageMetrics('counts.${name}')
})\n`
const definitions = Object.fromEntries(
  ['a', 'b', 'c'].flatMap((name) => [
    [`config/events/${name}.yml`, event(name)],
    [`config/metrics/${name}.yml`, metric(name)],
  ]),
)
const tests = {
  ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`test/${name}.test.mjs`, tracks(name)])),
  'test/none.test.mjs': `import { test } from 'vitest'\ntest('none', () => {})\n`,
}

let projects = 0

function project(
  files: Record<string, string>,
  { command = 'watch' as const, ...rest }: Options = {},
) {
  const folder = resolve(`.cache/plugin/${process.pid}-${projects++}`)
  const root = join(folder, rest.root ?? '')
  // The cache of the project is its own.
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFiles(folder, { 'package.json': '{ "type": "module" }', ...files })
  const vitest = startVitest({
    root,
    vitest: resolve('node_modules/vitest/vitest.mjs'),
    plugin: resolve('src/entries/plugin.ts'),
    command,
    ...(rest.options === undefined ? {} : { options: rest.options }),
  })
  onTestFinished(async () => {
    await vitest.end()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    ...vitest,
    folder,
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    write: (path: string, text: string) => writeFiles(folder, { [path]: text }),
    rename: (from: string, to: string) => renameSync(join(folder, from), join(folder, to)),
    remove: (path: string) => rmSync(join(folder, path)),
  }
}

interface Options {
  readonly command?: 'run' | 'watch'
  readonly root?: string
  readonly options?: string
}

test('a test file that tracks opens the compiled catalog, and nothing else', async () => {
  const opens = `import fs from 'node:fs'
const opened = []
for (const [name, real] of Object.entries(fs)) {
  if (!/^(?!exists|realpath).*Sync$/.test(name)) continue
  fs[name] = (path, ...more) => {
    const isModule = /node_modules(?!.[.]cache)/.test(path)
    if (typeof path === 'string' && !isModule) opened.push(name + ' ' + path)
    return real(path, ...more)
  }
}
${tracks('a')}
test('opened', () => {
  expect(opened).toEqual([expect.stringMatching(/^openSync .*[.]cache.*catalog-\\w+$/)])
})\n`
  const { ran } = project({ ...definitions, 'test/a.test.mjs': opens }, { command: 'run' })
  expect(await ran()).toEqual({ a: [] })
}, 60_000)

describe('in watch mode', () => {
  test('a definition that changes, comes, goes or is renamed reruns the files that used it', async () => {
    const { write, rename, remove, ran } = project({ ...definitions, ...tests })
    expect(await ran()).toEqual({ a: [], b: [], c: [], none: [] })

    write('config/events/a.yml', 'internal_events: true\naction: ev_a\n')
    // A property that is not declared is warned of.
    expect(await ran()).toEqual({ a: [] })
    write('config/metrics/b2.yml', metric('b2'))
    expect(await ran()).toEqual({ b: [] })
    rename('config/events/b.yml', 'config/events/b_renamed.yml')
    expect(await ran()).toEqual({ b: [] })
    remove('config/events/c.yml')
    expect(await ran()).toEqual({ c: [expect.stringContaining(UNKNOWN)] })
    write('config/events/c_again.yml', event('c'))
    expect(await ran()).toEqual({ c: [] })
    write('config/events/unused.yml', event('unused'))
    write('config/events/c_again.yml', event('c', 'description: nothing that a test could see\n'))
    await new Promise((wake) => setTimeout(wake, 500))
    write('config/events/a.yml', 'action: ev_a\nx: [\n')
    expect(await ran()).toEqual({
      a: [
        'Failed to use event "ev_a": config/events/a.yml:3: deficient indentation. Correct the YAML.',
      ],
    })
    write('config/events/a.yml', event('a'))
    expect(await ran()).toEqual({ a: [] })
  }, 60_000)

  test('so does the configuration, also one that cannot be read', async () => {
    const { write, remove, ran, folder } = project({ ...definitions, ...tests })
    await ran()
    write('internal-events.config.json', '{ "strictFrontend": true }')
    expect(await ran()).toEqual({ a: [], b: [], c: [] })
    write('internal-events.config.json', '{ "event": [] }')
    const failure = `Failed to read ${folder}/internal-events.config.json: unknown key "event". Did you mean "events"?`
    expect(await ran()).toEqual({ a: [failure], b: [failure], c: [failure] })
    remove('internal-events.config.json')
    expect(await ran()).toEqual({ a: [], b: [], c: [] })
  }, 60_000)

  test('a change during a run reruns what had begun with the definitions of before', async () => {
    const waits = `import { existsSync } from 'node:fs'
${tracks('a')}
test('waits', async () => {
  while (!existsSync('go')) await new Promise((wake) => setTimeout(wake, 10))
})\n`
    const { write, remove, ran, begins } = project({ ...definitions, ...tests, go: '' })
    await ran()
    remove('go')
    write('test/a.test.mjs', waits)
    await begins()
    await new Promise((wake) => setTimeout(wake, 500))
    write('config/events/a.yml', `${event('a')}status: removed\n`)
    await new Promise((wake) => setTimeout(wake, 500))
    write('go', '')
    expect(await ran()).toEqual({ a: [] })
    expect(await ran()).toEqual({
      a: [
        'Failed to use event "ev_a": config/events/a.yml:2 says that it was removed (status: removed). Stop tracking and asserting it, or restore its definition.',
      ],
    })
  }, 60_000)

  test('what a test file loads itself is watched as well', async () => {
    const loads = `import { loadCatalog } from ${INDEX}
import { test } from 'vitest'
test('loads', () => { loadCatalog().event('ev_a') })\n`
    const { remove, ran } = project({ ...definitions, ...tests, 'test/loads.test.mjs': loads })
    await ran()
    remove('config/events/a.yml')
    const { loads: failures } = await ran()
    expect(failures).toEqual([expect.stringContaining('Failed to find event "ev_a"')])
  }, 60_000)

  test('the types of the definitions are kept current where their file is', async () => {
    const file = 'internal-events.d.ts'
    const { write, read, ran } = project({ ...definitions, ...tests, [file]: '' })
    await ran()
    expect(read(file)).toContain('readonly "counts.b": unknown;')
    write('config/events/a.yml', event('a', 'classification: duo\nstatus: removed\n'))
    await ran()
    expect(read(file)).not.toContain('ev_a')
    expect(read(file)).toContain('declare global {')
    write(file, 'export const mine = 1\n')
    write('config/events/a.yml', event('a'))
    await ran()
    expect(read(file)).toBe('export const mine = 1\n')
  }, 60_000)

  test('so are folders and a configuration that come later', async () => {
    const { write, remove, ran } = project({ ...definitions, ...tests })
    await ran()
    write('ee/config/events/a.yml', event('a'))
    expect(await ran()).toEqual({ a: [expect.stringContaining('config/events/a.yml')] })
    remove('ee/config/events/a.yml')
    expect(await ran()).toEqual({ a: [] })
    for (let time = 0; time < 2; time++) {
      write('internal-events.config.js', 'export default { nonsense: 1 }')
      expect((await ran())['a']).toEqual([expect.stringContaining('unknown key "nonsense"')])
      remove('internal-events.config.js')
      expect((await ran())['a']).toEqual([])
    }
  }, 60_000)

  test('definitions outside the root of Vitest are watched, too', async () => {
    const inApp = Object.fromEntries(
      Object.entries(tests).map(([path, text]) => [`app/${path}`, text]),
    )
    const { write, ran } = project({ ...definitions, ...inApp }, { root: 'app' })
    expect(await ran()).toEqual({ a: [], b: [], c: [], none: [] })
    write('config/events/b.yml', event('b', 'classification: duo\n'))
    expect(await ran()).toEqual({ b: [] })
  }, 60_000)
})

describe('in a single run', () => {
  test('no test file reads definitions: they are handed over', async () => {
    const gone = `import { rmSync } from 'node:fs'
rmSync('config', { recursive: true, force: true })
${tracks('a')}`
    const { ran } = project({ ...definitions, 'test/a.test.mjs': gone }, { command: 'run' })
    expect(await ran()).toEqual({ a: [] })
  }, 30_000)

  test('what was handed over and is gone is read by the test file itself', async () => {
    const gone = `import { rmSync } from 'node:fs'
rmSync('node_modules/.cache', { recursive: true })
${tracks('a')}`
    const { ran } = project({ ...definitions, 'test/a.test.mjs': gone }, { command: 'run' })
    expect(await ran()).toEqual({ a: [] })
  }, 30_000)

  test('missing definitions fail the tests that need them, and no others', async () => {
    const { ran, folder } = project(tests, { command: 'run' })
    const failure = `Failed to load the catalog: no event definition matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml under ${folder}. Add definitions there, or name your globs in internal-events.config.ts.`
    expect(await ran()).toEqual({ a: [failure], b: [failure], c: [failure], none: [] })
  }, 30_000)

  test('a package with definitions of its own uses these', async () => {
    const { ran } = project(
      {
        'config/events/a.yml': event('a', 'status: removed\n'),
        'packages/own/config/events/a.yml': event('a'),
        'packages/own/config/metrics/a.yml': metric('a'),
        'packages/own/package.json': '{}',
        'packages/own/a.test.mjs': tracks('a'),
      },
      { command: 'run' },
    )
    expect(await ran()).toEqual({ a: [] })
  }, 30_000)

  test('a set-up file that is named as well runs once, before all others', async () => {
    const setup = JSON.stringify(resolve('src/entries/vitest.ts'))
    const own = `import { expect } from 'vitest'
if (typeof expect(() => {}).toTriggerInternalEvents !== 'function') throw new Error('not set up')\n`
    const { ran } = project(
      { ...definitions, ...tests, 'own.mjs': own },
      { command: 'run', options: `setupFiles: ['./own.mjs', ${setup}]` },
    )
    expect(await ran()).toEqual({ a: [], b: [], c: [], none: [] })
  }, 30_000)

  test('bad files are told of once', async () => {
    const { ran, output } = project(
      { ...definitions, ...tests, 'config/events/bad.yml': 'action: [\n' },
      { command: 'run' },
    )
    await ran()
    expect(output().match(/^internal-events-testing: .*$/gm)).toEqual([
      'internal-events-testing: 1 definition file has faults, so what it defines cannot be used; npx internal-events check lists them.',
    ])
  }, 30_000)
})
