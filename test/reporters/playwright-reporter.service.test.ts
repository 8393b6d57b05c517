import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

// Each test starts Playwright.
vi.setConfig({ testTimeout: 60_000 })

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
