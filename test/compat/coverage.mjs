/**
 * The coverage of 2,500 events and 3,500 metrics, by tests of Vitest and Jest in four shards each and
 * of Playwright in two: merged to one report, which is compared with what the tests are known to do.
 */
import assert from 'node:assert/strict'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createProject } from '../../bench/product-definitions.mjs'
import { pinned } from './versions.mjs'
import { environment, execute, install, workspace } from './workspace.mjs'

const EVENTS = 2500
const METRICS = 3500
const FILES = 8
const RUNNERS = ['vitest', 'jest', 'playwright']
const LEVELS = ['none', 'called', 'seen', 'asserted']

/** Returns the level of what the tests do with an event: its number tells. */
const levelOf = (event) => LEVELS[event % 4]
const runnerOf = (event) => RUNNERS[Math.floor(event / 4) % 3]
const fileOf = (event) => `${runnerOf(event)}-${Math.floor(event / 12) % FILES}`
/** Playwright has no matcher for metrics. */
const assertsMetric = (event) => event % 8 === 7 && runnerOf(event) !== 'playwright'
const metricName = (index) => `counts.metric_${index}${index % 2 ? '' : '_weekly'}`

const OPTIONS = `{ user: { id: 1 }, additionalProperties: { label: 'npm' } }`

function testOf(event) {
  const name = `event_${event}`
  const track = `trackInternalEvent('${name}', ${OPTIONS})`
  const body = {
    called: `${track}`,
    seen: `await expect(() => ${track}).not.toTriggerInternalEvents('event_0')`,
    asserted: `await expect(() => ${track}).toTriggerInternalEvents('${name}').with(${OPTIONS})${
      assertsMetric(event) ? `.and.toIncrementUsageMetrics('${metricName(event)}')` : ''
    }`,
  }[levelOf(event)]
  return body && `  test('${name}', async () => { ${body} })`
}

function playwrightTestOf(event) {
  const name = `event_${event}`
  const track = `trackInternalEvent('${name}', ${OPTIONS})`
  const body = {
    called: track,
    seen: `${track}; await expect(internalEvents).not.toHaveTriggered('event_0')`,
    asserted: `${track}; await expect(internalEvents).toHaveTriggered('${name}', { with: ${OPTIONS} })`,
  }[levelOf(event)]
  return body && `  test('${name}', async ({ internalEvents }) => { ${body} })`
}

/** Tests that fail, are skipped, or pass at their second attempt: only the last counts, and what it did then. */
const UNSTABLE = {
  vitest: `  test('fails', () => { trackInternalEvent('event_0'); expect(1).toBe(2) })
  test('skips itself', ({ skip }) => { trackInternalEvent('event_0'); skip() })
  let attempts = 0
  test('is flaky', { retry: 1 }, () => { if (attempts++ === 0) { trackInternalEvent('event_0'); throw new Error('once') } })`,
  jest: `  test('fails', () => { trackInternalEvent('event_0'); expect(1).toBe(2) })
  let attempts = 0
  jest.retryTimes(1)
  test('is flaky', () => { if (attempts++ === 0) { trackInternalEvent('event_0'); throw new Error('once') } })`,
  playwright: `  test('fails', async () => { trackInternalEvent('event_0'); expect(1).toBe(2) })
  test('is flaky', async ({}, { retry }) => { if (retry === 0) { trackInternalEvent('event_0'); throw new Error('once') } })`,
}

const HEADS = {
  vitest: `import { describe, expect, test } from 'vitest'\nimport { trackInternalEvent } from 'internal-events-testing'`,
  jest: `const { trackInternalEvent } = require('internal-events-testing')`,
  playwright: `import { trackInternalEvent } from 'internal-events-testing'\nimport { expect, test } from 'internal-events-testing/playwright'`,
}
const EXTENSIONS = { vitest: 'test.mjs', jest: 'test.cjs', playwright: 'spec.mjs' }
const pathOf = (file) => `test/${file}.${EXTENSIONS[file.split('-')[0]]}`

async function writeProject(folder) {
  const write = async (path, text) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const definitions = createProject()
  await cp(join(definitions, 'config'), join(folder, 'config'), { recursive: true })
  await rm(definitions, { recursive: true })
  const all = Array.from({ length: EVENTS }, (_, event) => event)
  for (const [file, events] of Object.entries(Object.groupBy(all, fileOf))) {
    const [runner, index] = file.split('-')
    const tests = events.map(runner === 'playwright' ? playwrightTestOf : testOf).filter(Boolean)
    const describe = runner === 'playwright' ? 'test.describe' : 'describe'
    const unstable = index === '0' ? `${UNSTABLE[runner]}\n` : ''
    await write(
      pathOf(file),
      `${HEADS[runner]}\n${describe}('suite', () => {\n${tests.join('\n')}\n${unstable}})\n`,
    )
  }
  await write(
    'vitest.config.mjs',
    `import { internalEvents } from 'internal-events-testing/plugin'
export default { plugins: [internalEvents()], test: { include: ['test/*.test.mjs'] } }\n`,
  )
  await write(
    'jest.config.json',
    JSON.stringify({
      testMatch: ['<rootDir>/test/*.test.cjs'],
      moduleFileExtensions: ['js', 'cjs', 'mjs', 'json'],
      setupFilesAfterEnv: ['internal-events-testing/jest'],
      globalSetup: 'internal-events-testing/jest-definitions',
      reporters: ['default', 'internal-events-testing/reporter'],
      transform: {},
    }),
  )
  await write(
    'playwright.config.mjs',
    `export default { testDir: 'test', testMatch: '*.spec.mjs', fullyParallel: true, workers: 2, retries: 1 }\n`,
  )
  await write('internal-events.config.json', JSON.stringify({ coverage: { runners: RUNNERS } }))
}

/** Runs a command that may fail. Returns its exit code and what it printed. */
async function run(folder, command, ...args) {
  const options = { cwd: folder, env: environment(folder), maxBuffer: 2 ** 26 }
  return await execute(command, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  )
}

export async function runCoverage({ node, packages }, tarball, jest) {
  const folder = join(workspace, `coverage-${jest}`)
  await install(folder, node, [
    tarball,
    `vitest@${packages.vitest}`,
    pinned('jest', jest),
    pinned('@playwright/test'),
    pinned('@snowplow/node-tracker', 4),
  ])
  await writeProject(folder)
  const reports = 'coverage/internal-events'
  const merge = 'internal-events-testing/reporter'

  for (const shard of [1, 2, 3, 4]) {
    const of = `--shard=${shard}/4`
    await run(folder, 'vitest', 'run', '--reporter=blob', of)
    await run(folder, 'jest', of)
  }
  const merged = await run(folder, 'vitest', 'run', '--merge-reports', `--reporter=${merge}`)
  assert.match(merged.output, /Coverage of/, merged.output)
  for (const shard of [1, 2]) {
    await run(folder, 'playwright', 'test', '--reporter=blob', `--shard=${shard}/2`)
    await cp(join(folder, 'blob-report'), join(folder, 'blobs'), { recursive: true })
  }
  const played = await run(folder, 'playwright', 'merge-reports', `--reporter=${merge}`, './blobs')
  assert.match(played.output, /Coverage of/, played.output)

  const files = `${reports}/coverage-*.json`
  const { code, output } = await run(folder, 'internal-events', 'coverage', 'merge', files)
  assert.equal(code, 0, output)
  const report = JSON.parse(await readFile(join(folder, reports, 'coverage.json'), 'utf8'))
  compare(report)
  console.log(
    `coverage   node ${node.padEnd(8)} ${report.entries.length} entries of ${RUNNERS.join(', ')} as known`,
  )
}

/** Compares a report with what the tests are known to do, entry by entry. */
function compare({ entries }) {
  const known = new Map()
  const add = (key, level, event) => known.set(key, { level, event })
  for (let event = 0; event < EVENTS; event++) {
    const level = levelOf(event)
    add(`event event_${event}`, level, event)
    add(`property event_${event} label`, level, event)
    add(`property event_${event} property`, 'none', event)
    if (event % 2) add(`filter event_${event} label npm`, level, event)
  }
  for (let index = 0; index < METRICS; index++) {
    const event = index % EVENTS
    const isAsserted = index === event && assertsMetric(event)
    const level = levelOf(event) === 'asserted' && !isAsserted ? 'seen' : levelOf(event)
    add(`metric ${metricName(index)}`, level, event)
  }
  assert.equal(entries.length, known.size)
  for (const { id, level, weak, tests } of entries) {
    const key = Object.values(id).join(' ')
    const wanted = known.get(key)
    assert.ok(wanted, `nobody knows ${key}`)
    assert.equal(level, wanted.level, key)
    assert.equal(weak, false, key)
    const names = tests.map(({ name, file }) => `${file} ${name}`)
    const test = `${pathOf(fileOf(wanted.event))} suite > event_${wanted.event}`
    assert.deepEqual([...new Set(names)], level === 'none' ? [] : [test], key)
  }
}
