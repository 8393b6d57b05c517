import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'

const INDEX = JSON.stringify(resolve('src/entries/index.ts'))
const REPORTER = resolve('src/entries/reporter.ts')
const REPORT = 'coverage/internal-events/coverage-vitest.json'

const FILES = {
  'package.json': '{ "type": "module", "name": "shop" }',
  'config/events/pull.yml':
    'internal_events: true\naction: pull\nproduct_group: ide\nadditional_properties: { label: {} }\n',
  'config/events/push.yml': 'internal_events: true\naction: push\nproduct_group: ci\n',
  'test/pull.test.mjs': `import { expect, test } from 'vitest'
import { trackInternalEvent } from ${INDEX}
test('pulls', async () => {
  await expect(() => trackInternalEvent('pull')).toTriggerInternalEvents('pull')
})\n`,
  'test/push.test.mjs': `import { test } from 'vitest'
import { trackInternalEvent } from ${INDEX}
test('pushes', () => trackInternalEvent('push'))\n`,
}

// Each test starts Vitest, some of them several times.
vi.setConfig({ testTimeout: 60_000 })

let projects = 0

/** Makes a project with the reporter, and returns what runs Vitest there. */
function project(coverage: object, files: Readonly<Record<string, string>> = {}) {
  const folder = resolve(`.cache/reporters/${process.pid}-${projects++}`)
  const config = `import { internalEvents } from ${JSON.stringify(resolve('src/entries/plugin.ts'))}
export default { plugins: [internalEvents()], test: { include: ['test/*.test.mjs'], reporters: [${JSON.stringify(REPORTER)}] } }\n`
  const all = {
    ...FILES,
    'internal-events.config.json': JSON.stringify({ coverage }),
    'vitest.config.mjs': config,
    ...files,
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const run = (args: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) => {
    const { VITEST: _, VITEST_MODE: __, CI: ___, ...env } = process.env
    const options = { cwd: folder, env: { ...env, NO_COLOR: '1', ...variables } }
    const vitest = resolve('node_modules/vitest/vitest.mjs')
    return new Promise<{ code: number; output: string }>((done) => {
      execFile(process.execPath, [vitest, 'run', ...args], options, (error, stdout, stderr) =>
        done({
          code: Number(error?.code ?? 0),
          output: stripVTControlCharacters(stdout + stderr).replaceAll(folder, ''),
        }),
      )
    })
  }
  const report = () => JSON.parse(readFileSync(join(folder, REPORT), 'utf8'))
  const levels = () =>
    Object.fromEntries(
      (report() as { entries: { id: object; level: string }[] }).entries.map(({ id, level }) => [
        Object.values(id).join(' '),
        level,
      ]),
    )
  return { folder, run, report, levels, hasReport: () => existsSync(join(folder, REPORT)) }
}

test('a run tells what its tests guard, with the place of each assertion', async () => {
  const { run, report, levels } = project({})
  const { code, output } = await run()
  expect(output).toMatch(/^Coverage of definitions by 2 tests of vitest$/m)
  expect(code).toBe(0)
  expect(levels()).toEqual({
    'event pull': 'asserted',
    'property pull label': 'none',
    'event push': 'called',
  })
  expect(report().entries[0].tests).toEqual([
    { name: 'pulls', file: 'test/pull.test.mjs', line: 4, level: 'asserted' },
  ])
})

test('a gate that does not hold fails a run, although its tests pass', async () => {
  const { code, output } = await project({ asserted: { events: 100 } }).run()
  expect(output).toContain('push')
  expect(code).toBe(1)
})

test('a filter is judged in CI alone', async () => {
  const { run, hasReport } = project({ asserted: { events: 100 } })
  expect((await run(['test/pull.test.mjs'])).code).toBe(0)
  expect((await run(['-t', 'pulls'])).code).toBe(0)
  expect(hasReport()).toBe(false)
  expect((await run(['-t', 'pulls'], { CI: '1' })).code).toBe(1)
})

test('shards are judged by their merge, which needs them all', async () => {
  const { run, folder, hasReport, levels } = project({ asserted: { events: 50 } })
  for (const shard of ['1/2', '2/2']) {
    expect(await run([`--shard=${shard}`, '--reporter=blob'])).toMatchObject({ code: 0 })
  }
  expect(hasReport()).toBe(false)
  const merge = ['--merge-reports', `--reporter=${REPORTER}`]
  expect(await run(merge)).toMatchObject({ code: 0 })
  expect(levels()).toMatchObject({ 'event pull': 'asserted', 'event push': 'called' })
  rmSync(join(folder, '.vitest/blob/blob-2-2.json'))
  const { code, output } = await run(merge)
  expect(output).toContain(
    'Failed to report the coverage of internal events: the merge lacks the shard 2/2. Merge the blobs of all shards.',
  )
  expect(code).toBe(1)
})

test('only the attempt that passes counts, and no test that fails or is skipped', async () => {
  const { run, report, levels } = project(
    {},
    {
      'test/push.test.mjs': `import { expect, test } from 'vitest'
import { trackInternalEvent } from ${INDEX}
const track = () => expect(() => trackInternalEvent('push')).toTriggerInternalEvents('push')
let attempts = 0
test('is flaky', { retry: 1 }, async () => {
  if (attempts++ > 0) return
  await track()
  throw new Error('once')
})
test('skips itself', async ({ skip }) => {
  await track()
  skip()
})
test('fails later', async ({ onTestFinished }) => {
  onTestFinished(() => { throw new Error('later') })
  await track()
})\n`,
    },
  )
  expect((await run()).code).toBe(1)
  expect(levels()).toMatchObject({ 'event push': 'none' })
  expect(report().runs).toEqual([{ runner: 'vitest', tests: 2, failed: 1 }])
})

test('without definitions nobody knows the coverage, which is an error', async () => {
  const { run, folder } = project({})
  rmSync(join(folder, 'config'), { recursive: true })
  rmSync(join(folder, 'test/pull.test.mjs'))
  writeFileSync(
    join(folder, 'test/push.test.mjs'),
    `import { test } from 'vitest'\ntest('nothing', () => {})\n`,
  )
  const { code, output } = await run()
  expect(output).toContain('Failed to cover the definitions of')
  expect(code).toBe(1)
})

test('packages of one run have a summary each, with the folder and the report', async () => {
  const plugin = JSON.stringify(resolve('src/entries/plugin.ts'))
  const files = ['api', 'web'].map((name) => ({
    [`packages/${name}/package.json`]: '{ "type": "module" }',
    [`packages/${name}/internal-events.config.json`]: '{ "events": "../../config/events/*.yml" }',
    [`packages/${name}/test/pull.test.mjs`]: FILES['test/pull.test.mjs'],
    [`packages/${name}/vitest.config.mjs`]: `import { internalEvents } from ${plugin}
export default { plugins: [internalEvents()], test: { name: '${name}', include: ['test/*.test.mjs'] } }\n`,
  }))
  const { folder, run } = project(
    {},
    Object.assign(
      {
        'vitest.config.mjs': `export default { test: { projects: ['packages/*'], reporters: [${JSON.stringify(REPORTER)}] } }\n`,
      },
      ...files,
    ),
  )
  const { code, output } = await run()
  expect(code).toBe(0)
  expect(output.match(/^(Coverage .*|packages\/.*json)$/gm)).toEqual([
    'Coverage of definitions in packages/api by 1 test of vitest',
    'packages/api/coverage/internal-events/coverage-vitest.json',
    'Coverage of definitions in packages/web by 1 test of vitest',
    'packages/web/coverage/internal-events/coverage-vitest.json',
  ])
  const report = JSON.parse(readFileSync(join(folder, 'packages/api', REPORT), 'utf8'))
  expect(report.root).toBe(`${relative(process.cwd(), folder)}/packages/api`)
})
