import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import {
  type CoveredRun,
  printReport,
  readCoverageReport,
  type TestOfRun,
} from '../../src/coverage/index.ts'
import {
  asserting,
  event,
  metric,
  property,
  reportOf,
  shopWith,
  testWith,
  VITEST,
} from '../coverage/shop.ts'

/** A shop that is the working directory, with what writes reports and runs the command there. */
function shop(coverage?: object, files: Readonly<Record<string, string>> = {}) {
  const root = shopWith({
    ...(coverage ? { 'internal-events.config.json': JSON.stringify({ coverage }) } : {}),
    ...files,
  })
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  onTestFinished(() => void vi.restoreAllMocks())
  return {
    root,
    has: (file: string) => existsSync(join(root, file)),
    report(file: string, tests: readonly TestOfRun[], run: CoveredRun = VITEST) {
      writeFileSync(join(root, file), printReport(reportOf(tests, { root, run })))
    },
    async run(...args: readonly string[]) {
      const written = { out: '', error: '' }
      const code = await runCommand(['coverage', ...args], {
        out: (text) => {
          written.out += text.replaceAll(root, '<root>')
        },
        error: (text) => {
          written.error += text.replaceAll(root, '<root>')
        },
      })
      return { code, ...written }
    },
  }
}

const push = event('push')
const weakPush = testWith({
  entry: push,
  level: 'asserted',
  at: 'test/a.test.ts:7:3',
  weak: 'any namespace does',
})

test('it prints the summary of a report, and that no gate is set', async () => {
  const { report, run, has } = shop()
  report('one.json', [asserting(push)])
  const { code, out, error } = await run('one.json')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out).toMatch(/^Coverage of definitions by 1 test of vitest\n/)
  expect(out).toMatch(/\nNo gate is set: name some under coverage in internal-events.config.\n$/)
  expect(has('coverage')).toBe(false)
})

test('it ends with 1 where a gate fails, and with 0 where all pass', async () => {
  const { report, run } = shop({ required: ['push'] })
  report('one.json', [])
  const failed = await run('one.json')
  expect(failed.code).toBe(1)
  expect(failed.out).toMatch(
    /\n\nFailed coverage.required\["push"\]: push should be asserted, but no assertion would fail without push. Assert what is missing in a test.\n$/,
  )
  report('one.json', [asserting(push)])
  const passed = await run('one.json')
  expect(passed.code).toBe(0)
  expect(passed.out).toMatch(/\n\n1 gate passed.\n$/)
})

test('merge writes all reports as one, and the page', async () => {
  const { root, report, run, has } = shop({ asserted: { events: 100 } })
  report('a-1.json', [asserting(push)], { ...VITEST, shard: { index: 1, count: 2 } })
  report('a-2.json', [], { ...VITEST, shard: { index: 2, count: 2 } })
  report('b.json', [asserting(event('pull'))], { runner: 'playwright', tests: 3 })
  const { code, out, error } = await run('merge', 'a-*.json', 'b.json', './b.json')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out).toMatch(/^Coverage of definitions by 5 tests of playwright, vitest\n/)
  expect(out).toMatch(/\n\n1 gate passed.\n\ncoverage\/internal-events\/index.html\n$/)
  expect(has('coverage/internal-events/index.html')).toBe(true)
  const merged = readCoverageReport(join(root, 'coverage/internal-events/coverage.json'))
  expect(merged.runs.map(({ runner }) => runner)).toEqual(['playwright', 'vitest', 'vitest'])
})

test('merge tells what changed since the merged report before', async () => {
  const { report, run } = shop()
  report('one.json', [asserting(push)])
  expect((await run('merge', 'one.json')).out).not.toContain('since the report before')
  report('one.json', [asserting(event('pull'))])
  expect((await run('merge', 'one.json')).out).toContain(
    '1 definition lost the only assertion since the report before:\n  push, which test/a.test.ts asserted\n',
  )
})

test('merge writes to another folder, and does not read what it writes', async () => {
  const { report, run, has } = shop()
  report('coverage-vitest.json', [asserting(push)])
  expect((await run('merge', '*.json', '--out', '.')).error).toContain(
    'package.json: it is JSON of something else.',
  )
  expect((await run('merge', 'coverage*.json', '--out', '.')).code).toBe(0)
  expect(has('coverage.json')).toBe(true)
  report('coverage-vitest.json', [])
  const { out } = await run('merge', 'coverage*.json', '--out', '.')
  expect(out).toContain('events               2        0')
  expect(await run('merge', 'coverage.json', '--out', '.')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to run internal-events coverage merge: <root>/coverage.json is the file that it writes. Name the reports of the runs, coverage-*.json, or another folder: --out.\n',
  })
})

test('a shard that is missing is an error, and nothing is written', async () => {
  const { report, run, has } = shop()
  report('a-1.json', [asserting(push)], { ...VITEST, shard: { index: 1, count: 2 } })
  const missing = {
    code: 2,
    out: '',
    error:
      'Failed to merge the 2 shards of vitest: no report is of shard 2. Name the reports of all shards; one that ended before its time wrote none.\n',
  }
  expect(await run('a-1.json')).toEqual(missing)
  expect(await run('merge', 'a-*.json')).toEqual(missing)
  expect(has('coverage')).toBe(false)
})

test('a shard that is named twice, in the place of another one, is an error', async () => {
  const { report, run } = shop()
  report('a-1.json', [], { ...VITEST, shard: { index: 1, count: 3 } })
  report('a-2.json', [], { ...VITEST, shard: { index: 2, count: 3 } })
  report('a-3.json', [], { ...VITEST, shard: { index: 3, count: 3 } })
  expect(await run('merge', 'a-1.json', 'a-2.json', './a-2.json')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to merge the 3 shards of vitest: the report of shard 2 is named twice, and none of shard 3. Name the report of each shard once.\n',
  })
  expect(await run('merge', 'a-2.json', 'a-*.json')).toMatchObject({ code: 0, error: '' })
})

test.each([
  [
    ['none.json'],
    'Failed to read the coverage report <root>/none.json: ENOENT. Name the file that a run of the tests wrote.',
  ],
  [
    ['none-*.json'],
    'Failed to read coverage reports: no file matches "none-*.json". Correct the glob, which starts from the working directory.',
  ],
  [
    [],
    "Failed to run internal-events coverage: it does not say which reports to read. Name some: 'coverage/internal-events/coverage-*.json'.",
  ],
  [
    ['merge'],
    "Failed to run internal-events coverage merge: it does not say which reports to read. Name some: 'coverage/internal-events/coverage-*.json'.",
  ],
  [
    ['one.json', '--format', 'htm'],
    'Failed to run internal-events coverage: --format is "htm", which is none of text, json, html, github, gitlab, sarif, junit.',
  ],
  [
    ['one.json', '--json', '--format', 'text'],
    'Failed to run internal-events coverage: --json and --format text exclude each other. Leave one out.',
  ],
  [
    ['one.json', '--out', 'x'],
    'Failed to run internal-events coverage: nothing is written to --out without merge or --format html. Leave it out, or redirect the output.',
  ],
  [
    ['one.json', '--agianst', 'x'],
    'Failed to run internal-events coverage: there is no option --agianst. Did you mean --against?',
  ],
  [
    ['one.json', '--against', 'main'],
    'Failed to compare with "main": Git does not know this revision in <root>. Fetch it, or correct the name.',
  ],
  [
    ['one.json', '--root', 'test'],
    'Failed to cover the definitions of <root>/test: no file matches {,ee/}config/events/*.yml, {,ee/}config/events/removed/*.yml, {,ee/}config/metrics/**/*.yml. Add definitions there, name another root, or name your globs in internal-events.config.',
  ],
])('%j is an error', async (args, error) => {
  const { report, run } = shop(undefined, { 'test/a.test.ts': '' })
  report('one.json', [])
  const { code, out, error: told } = await run(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(told).toContain(error)
})

test('reports of other definitions are told of', async () => {
  const { report, run } = shop()
  report('one.json', [])
  writeFileSync(
    join(process.cwd(), 'two.json'),
    printReport(
      reportOf([], {
        root: shopWith({ 'config/events/old.yml': 'action: old\ninternal_events: true\n' }),
        run: { ...VITEST, name: 'old' },
      }),
    ),
  )
  const { code, error } = await run('one.json', 'two.json')
  expect(code).toBe(0)
  expect(error).toBe(
    'The reports are of different definitions, and not all of them have these:\n  old\n',
  )
})

test('--format html writes the page of a report', async () => {
  const { report, run, has } = shop({ required: ['push'] })
  report('one.json', [])
  const { code, out } = await run('one.json', '--format', 'html', '--out', 'page')
  expect(code).toBe(1)
  expect(out).toMatch(/\nFailed coverage.required[^\n]*\n\npage\/index.html\n$/)
  expect([has('page/index.html'), has('page/coverage.json')]).toEqual([true, false])
})

test('--format json is the report, with totals and failed gates, and can be read again', async () => {
  const { root, report, run } = shop({ required: ['counts.pushes'] })
  report('one.json', [weakPush])
  const { out } = await run('one.json', '--json')
  const { totals, failed, entries } = JSON.parse(out)
  expect(entries).toHaveLength(8)
  expect(failed).toEqual([
    {
      gate: 'coverage.required["counts.pushes"]',
      message:
        'counts.pushes should be asserted, but no assertion would fail without counts.pushes',
      remedy: 'Assert what is missing in a test.',
      lacking: [metric('counts.pushes')],
    },
  ])
  expect(totals.all).toEqual({ total: 8, called: 1, seen: 1, asserted: 1, weak: 1, percent: 12.5 })
  expect(totals.kinds.event).toMatchObject({ total: 2, asserted: 1, percent: 50 })
  expect(totals.owners.ide).toMatchObject({ total: 2, asserted: 1 })
  writeFileSync(join(root, 'two.json'), out)
  expect((await run('two.json', '--json')).out).toBe(out)
})

const GATES = { asserted: { events: 100, properties: 1 }, required: ['push', 'wiki'] }
const CONFIG = `export default {\n  // Gates\n  coverage: ${JSON.stringify(GATES)},\n}\n`

test.each(['github', 'gitlab', 'sarif', 'junit'])('--format %s', async (format) => {
  const { report, run } = shop(undefined, { 'internal-events.config.mjs': CONFIG })
  report('one.json', [weakPush, testWith({ entry: property('pull', 'label'), level: 'seen' })])
  const { code, out, error } = await run('one.json', '--format', format)
  expect(code).toBe(1)
  // The output may go into a file.
  expect(error.match(/^Failed \S+:/gm)).toEqual([
    'Failed coverage.asserted.events:',
    'Failed coverage.asserted.properties:',
    'Failed coverage.required["push"]:',
    'Failed coverage.required["wiki"]:',
  ])
  expect(out).toMatchSnapshot()
})

test('fingerprints are unique, and stay when lines move', async () => {
  const { root, report, run } = shop(undefined, { 'internal-events.config.mjs': CONFIG })
  const fingerprints = async () => {
    report('one.json', [weakPush])
    const { out } = await run('one.json', '--format', 'gitlab')
    return JSON.parse(out).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
  }
  const before = await fingerprints()
  expect(new Set(before).size).toBe(before.length)
  const file = join(root, 'config/events/push.yml')
  writeFileSync(file, `# a comment\n${readFileSync(file, 'utf8')}`)
  expect(await fingerprints()).toEqual(before)
})

test.each(['github', 'junit'])('--format %s where all gates pass', async (format) => {
  const { report, run } = shop({ required: ['push'] })
  report('one.json', [asserting(push)])
  const { code, out } = await run('one.json', '--format', format)
  expect(code).toBe(0)
  expect(out).toMatchSnapshot()
})

test('its own help has every option', async () => {
  const { code, out } = await shop().run('--help')
  expect(code).toBe(0)
  expect(out.match(/^ {2}--\S+/gm)).toEqual([
    '  --format',
    '  --json',
    '  --against',
    '  --out',
    '  --root',
    '  --help',
  ])
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})
