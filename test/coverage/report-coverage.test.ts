import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  type CoveredRun,
  readCoverageReport,
  reportCoverage,
  type SummaryTerminal,
  type TestOfRun,
} from '../../src/coverage/index.ts'
import { asserting, event, filter, metric, property, shopWith, testWith, VITEST } from './shop.ts'

const FOLDER = 'coverage/internal-events'

/** Reports runs in one shop. */
function reporting(coverage: object = {}, files: Readonly<Record<string, string>> = {}) {
  const root = shopWith({
    'internal-events.config.json': JSON.stringify({ coverage }),
    ...files,
  })
  const report = (
    tests: readonly TestOfRun[],
    {
      run = VITEST,
      judge = true,
      ...terminal
    }: { run?: CoveredRun; judge?: boolean } & Pick<
      SummaryTerminal,
      'isInteractive' | 'columns'
    > = {},
  ) => {
    const written = { out: '', error: '' }
    const { failed, file } = reportCoverage({
      root,
      run,
      tests,
      judge,
      terminal: {
        ...terminal,
        out: (text) => {
          written.out += text
        },
        error: (text) => {
          written.error += text.replaceAll(root, '<root>')
        },
      },
    })
    return { failed, file: file?.replace(`${root}/`, ''), ...written }
  }
  return {
    root,
    report,
    files: () => (existsSync(join(root, FOLDER)) ? readdirSync(join(root, FOLDER)) : []),
  }
}

const push = event('push')

test('a run writes its report, and prints a summary', () => {
  const { root, report } = reporting()
  const { out, ...rest } = report([
    asserting(push),
    testWith({ entry: event('pull'), level: 'called' }),
  ])
  expect(rest).toEqual({ failed: false, file: `${FOLDER}/coverage-vitest.json`, error: '' })
  expect(out).toMatchInlineSnapshot(`
    "Coverage of definitions by 1 test of vitest
                     total   called     seen asserted            weak
    events               2        2        1        1     50 %      0
    properties           2        0        0        0      0 %      0
    filter values        1        0        0        0      0 %      0
    metrics              3        0        0        0      0 %      0
    all                  8        2        1        1   12.5 %      0

    Most at risk of the 7 that no assertion guards:
      pull.label: not called, 2 metrics read it (config/events/pull.yml:5)
      pull.label = "npm": not called, 2 metrics read it (config/metrics/npm_pulls.yml:9)
      pull: only called, 2 metrics read it (config/events/pull.yml:1)
      counts.npm_pulls_monthly: not called (config/metrics/npm_pulls.yml:1)
      counts.npm_pulls_weekly: not called (config/metrics/npm_pulls.yml:1)
      counts.pushes: not called (config/metrics/pushes.yml:1)
      pull.property: not called (config/events/pull.yml:7)
    "
  `)
  const read = readCoverageReport(join(root, FOLDER, 'coverage-vitest.json'))
  expect(read.entries.find(({ id }) => id.name === 'push')?.level).toBe('asserted')
})

test('a summary tells of weak assertions, of names without a definition, and of failed gates', () => {
  const { report } = reporting({ asserted: { events: 100 }, required: ['counts.pushes'] })
  const { failed, out } = report([
    testWith(
      { entry: push, level: 'asserted', weak: 'no identifier is compared' },
      { entry: event('pull'), level: 'seen' },
      {
        entry: property('pull', 'label'),
        level: 'asserted',
        weak: 'any value does',
        at: '/x.ts:3:1',
      },
    ),
    ...['a', 'b', 'c', 'd'].map((name) => testWith({ entry: event(name), level: 'called' })),
  ])
  expect(failed).toBe(true)
  expect(out.replace(/\S*x\.ts/, 'x.ts')).toMatchInlineSnapshot(`
    "Coverage of definitions by 1 test of vitest
                     total   called     seen asserted            weak
    events               2        2        2        1     50 %      1
    properties           2        1        1        1     50 %      1
    filter values        1        0        0        0      0 %      0
    metrics              3        0        0        0      0 %      0
    all                  8        3        3        2     25 %      2

    Most at risk of the 6 that no assertion guards:
      pull.label = "npm": not called, 2 metrics read it (config/metrics/npm_pulls.yml:9)
      pull: only seen, 2 metrics read it (config/events/pull.yml:1)
      counts.npm_pulls_monthly: not called (config/metrics/npm_pulls.yml:1)
      counts.npm_pulls_weekly: not called (config/metrics/npm_pulls.yml:1)
      counts.pushes: not called (config/metrics/pushes.yml:1)
      pull.property: not called (config/events/pull.yml:7)

    Weak assertions, of 2 definitions that have no other:
      x.ts:3: pull.label: any value does
      test/a.test.ts: push: no identifier is compared

    Tracked without a definition: a, b, c and 1 more

    Failed coverage.asserted.events: 100 % of events should be asserted, but 1 of 2 (50 %) is: not pull. Assert it in a test.
    Failed coverage.required["counts.pushes"]: counts.pushes should be asserted, but no assertion would fail without counts.pushes. Assert what is missing in a test.
    "
  `)
})

test('a summary of a project in which all is asserted is short', () => {
  const { report } = reporting({ asserted: 100 })
  const all = asserting(
    event('pull'),
    property('pull', 'label'),
    property('pull', 'property'),
    filter('pull', 'label', 'npm'),
    push,
    metric('counts.npm_pulls_monthly'),
    metric('counts.npm_pulls_weekly'),
    metric('counts.pushes'),
  )
  const jest: CoveredRun = { runner: 'jest', name: 'unit', tests: 3 }
  expect(report([all], { run: jest }).out).toMatchInlineSnapshot(`
    "Coverage of definitions by 3 tests of jest "unit"
                     total   called     seen asserted            weak
    events               2        2        2        2    100 %      0
    properties           2        2        2        2    100 %      0
    filter values        1        1        1        1    100 %      0
    metrics              3        3        3        3    100 %      0
    all                  8        8        8        8    100 %      0

    1 gate passed.
    "
  `)
})

test('tests that failed are told of, in the summary and with the gates', () => {
  const { root, report } = reporting({ asserted: { events: 100 }, required: ['push'] })
  const fails: TestOfRun = { ...asserting(push), passed: false }
  const { out } = report([asserting(event('pull')), fails], { run: { ...VITEST, failed: 1 } })
  expect(out.split('\n')[0]).toBe(
    'Coverage of definitions by 1 test of vitest, without 1 test that failed',
  )
  expect(out.split('\n\n').at(-1)).toMatchInlineSnapshot(`
    "Failed coverage.asserted.events: 100 % of events should be asserted, but 1 of 2 (50 %) is: not push. 1 test failed and does not count: mend it before you add others.
    Failed coverage.required["push"]: push should be asserted, but no assertion of a test that passed would fail without push. 1 test failed and does not count: mend it before you add others.
    "
  `)
  const read = readCoverageReport(join(root, FOLDER, 'coverage-vitest.json'))
  expect(read.runs).toEqual([{ runner: 'vitest', tests: 1, failed: 1 }])
  const two = report([asserting(event('pull'))], { run: { ...VITEST, failed: 2 } }).out
  expect(two).toContain('without 2 tests that failed\n')
  expect(two).toContain(
    'without push. 2 tests failed and do not count: mend them before you add others.\n',
  )
  const { out: passed } = report([asserting(event('pull'), push)], {
    run: { ...VITEST, failed: 2 },
  })
  expect(passed).toMatch(/\n2 gates passed.\n$/)
})

test('the next run tells what is newly asserted, and what lost its only assertion', () => {
  const { report } = reporting()
  report([asserting(push, metric('counts.pushes'))])
  expect(
    report([asserting(push, event('pull'))])
      .out.split('\n\n')
      .slice(2)
      .join('\n\n'),
  ).toMatchInlineSnapshot(`
    "1 definition lost the only assertion since the report before:
      counts.pushes, which test/a.test.ts asserted
    1 definition newly asserted since the report before:
      pull
    "
  `)
  expect(report([asserting(push, event('pull'))]).out).not.toContain('since the report before')
})

test('a run before that cannot be read is passed over', () => {
  const { root, report } = reporting()
  report([])
  writeFileSync(join(root, FOLDER, 'coverage-vitest.json'), 'broken')
  expect(report([asserting(push)])).toMatchObject({ failed: false, error: '' })
})

test('runs of shards, runners and names do not overwrite one another, and shards are not judged', () => {
  const { report, files } = reporting({ asserted: 100 })
  const shard = { index: 1, count: 4 }
  const { failed, out } = report([], { run: { ...VITEST, shard } })
  expect(failed).toBe(false)
  expect(out).not.toMatch(/gate|Failed/)
  report([], { run: { ...VITEST, shard: { index: 2, count: 4 } } })
  report([], { run: { ...VITEST, shard, name: 'unit/a' } })
  report([], { run: { runner: 'jest', tests: 1 } })
  expect(files().sort()).toEqual([
    'coverage-jest.json',
    'coverage-vitest-1-4.json',
    'coverage-vitest-2-4.json',
    'coverage-vitest-unit%2Fa-1-4.json',
  ])
})

test('a run beside those of other runners is judged with them alone', () => {
  const { report } = reporting({ asserted: 100, runners: ['vitest', 'playwright'] })
  expect(report([]).failed).toBe(false)
  const alone = reporting({ asserted: 100, runners: ['vitest'] })
  expect(alone.report([]).failed).toBe(true)
})

test('a run of some of the tests is not judged, and the report of the last whole one stays', () => {
  const { root, report } = reporting({ asserted: 100 })
  report([asserting(push)])
  const before = readFileSync(join(root, FOLDER, 'coverage-vitest.json'), 'utf8')
  const { failed, file, out } = report([], { judge: false })
  expect({ failed, file }).toEqual({ failed: false, file: undefined })
  expect(out).not.toMatch(/since the report before|Failed/)
  expect(readFileSync(join(root, FOLDER, 'coverage-vitest.json'), 'utf8')).toBe(before)
})

test('the configuration names the folder of reports', () => {
  const { report } = reporting({ reportsDirectory: 'reports' })
  expect(report([]).file).toBe('reports/coverage-vitest.json')
})

test('an error is told, and fails a run that is judged', () => {
  const { report } = reporting({ asserted: 'all' })
  expect(report([])).toEqual({
    failed: true,
    file: undefined,
    out: '',
    error: `Failed to read <root>/internal-events.config.json: "coverage.asserted" should be a percentage from 0 to 100, or an object with one for events, properties, filters, metrics. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.\n`,
  })
  expect(report([], { judge: false }).failed).toBe(false)
})

test('a terminal has colours and lines that fit, and others have neither', () => {
  const { report } = reporting({ asserted: 100 })
  vi.stubEnv('NO_COLOR', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { out } = report([], { isInteractive: true, columns: 60 })
  expect(out).toContain('\u001b[31mFailed\u001b[39m coverage.asserted')
  const [lists = ''] = out.split('\n\u001b[31m')
  expect(Math.max(...lists.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  expect(report([], { columns: 60 }).out).not.toContain('\u001b')
  vi.stubEnv('NO_COLOR', '1')
  expect(report([], { isInteractive: true, columns: 60 }).out).not.toContain('\u001b')
})

test('names of definitions do not steer the terminal', () => {
  const { report } = reporting(
    { asserted: 100 },
    { 'config/events/evil.yml': 'action: "a\\e[31mb"\ninternal_events: true\n' },
  )
  expect(report([]).out).not.toContain('\u001b')
})
