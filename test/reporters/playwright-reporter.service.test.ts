import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'

const REPORTER = resolve('src/entries/reporter.ts')
const REPORT = 'coverage/internal-events/coverage-playwright.json'

const FILES = {
  'package.json': '{ "type": "module", "name": "shop" }',
  'internal-events.config.json': '{ "coverage": { "asserted": 100 } }',
  'config/events/pull.yml': 'internal_events: true\naction: pull\n',
  'playwright.config.mjs': `export default { testDir: 'test', reporter: [[${JSON.stringify(REPORTER)}]] }\n`,
  'test/pull.spec.mjs': `import { test } from '@playwright/test'\ntest('pulls', () => {})\n`,
}

// Each test starts Playwright, one of them four times.
vi.setConfig({ testTimeout: 120_000 })

let projects = 0

/** Makes a project with the reporter, and returns what runs Playwright there. */
function project(files: Readonly<Record<string, string>> = {}) {
  const folder = resolve(`.cache/reporters/playwright-${process.pid}-${projects++}`)
  for (const [path, text] of Object.entries({ ...FILES, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...args: readonly string[]) => {
    const { VITEST: _, VITEST_MODE: __, CI: ___, ...env } = process.env
    const options = { cwd: folder, env: { ...env, NO_COLOR: '1' } }
    const playwright = resolve('node_modules/@playwright/test/cli.js')
    return new Promise<{ code: number; output: string }>((done) => {
      execFile(process.execPath, [playwright, ...args], options, (error, stdout, stderr) =>
        done({
          code: Number(error?.code ?? 0),
          output: stripVTControlCharacters(stdout + stderr).replaceAll(folder, ''),
        }),
      )
    })
  }
  return {
    folder,
    run,
    hasReport: () => existsSync(join(folder, REPORT)),
    report: () => JSON.parse(readFileSync(join(folder, REPORT), 'utf8')),
  }
}

test('a listing of tests prints, judges and writes nothing', async () => {
  const { run, hasReport } = project()
  const { code, output } = await run('test', '--list')
  expect(output).toBe('Listing tests:\n  pull.spec.mjs:2:1 › pulls\nTotal: 1 test in 1 file\n')
  expect([code, hasReport()]).toEqual([0, false])
})

test('the report of a run has nothing of what Playwright tells reporters of its own', async () => {
  const { run, report } = project()
  const { code } = await run('test')
  expect(code).toBe(1)
  expect(report().runs).toEqual([{ runner: 'playwright', tests: 1 }])
})

test('a merge counts a shard without tests as there, by the name of its blob', async () => {
  const { folder, run, report } = project({
    // Tests that are skipped, and that fail as they should, have not failed.
    'test/pull.spec.mjs': `import { expect, test } from ${JSON.stringify(resolve('src/entries/playwright.ts'))}
import { trackInternalEvent } from ${JSON.stringify(resolve('src/entries/index.ts'))}
test('pulls', async ({ internalEvents }) => {
  trackInternalEvent('pull')
  await expect(internalEvents).toHaveTriggered('pull')
})
test.fail('fails as it should', () => { throw new Error('as it should') })
test.skip('is skipped', () => {})\n`,
  })
  for (const shard of ['1/2', '2/2']) {
    expect(await run('test', `--shard=${shard}`, '--reporter=blob')).toMatchObject({ code: 0 })
    cpSync(join(folder, 'blob-report'), join(folder, 'blobs'), { recursive: true })
  }
  const merge = ['merge-reports', '--reporter', REPORTER, './blobs']
  expect(await run(...merge)).toMatchObject({ code: 0 })
  expect(report().runs).toEqual([{ runner: 'playwright', tests: 1 }])
  renameSync(join(folder, 'blobs/report-2.zip'), join(folder, 'blobs/second.zip'))
  const { code, output } = await run(...merge)
  expect(output).toContain(
    'Failed to report the coverage of internal events: the merge lacks the shard 2/2. Merge the blobs of all shards, and leave them their names: of a shard without tests only its blob tells (report-2.zip).\n',
  )
  expect(code).toBe(1)
})
