import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import {
  type CoverageReport,
  type CoveredRun,
  mergeCoverage,
  mergeReports,
} from '../../src/coverage/index.ts'
import { asserting, event, reportOf, shopWith, testWith, VITEST } from './shop.ts'

const push = event('push')
const pushOf = ({ entries }: CoverageReport) => entries.find(({ id }) => id.name === 'push')

/** Merges reports as files; returns the merged report, or the error. */
function mergeFiles(
  reports: readonly CoverageReport[],
  config: object = {},
  files: Readonly<Record<string, string>> = {},
) {
  const root = shopWith({
    'internal-events.config.json': JSON.stringify({ coverage: config }),
    ...files,
  })
  const written = reports.map((report, index) => {
    const file = join(root, `${index}.json`)
    writeFileSync(file, JSON.stringify(report))
    return file
  })
  return mergeCoverage(readProject(root), written)
}

const shard = (index: number, count: number, more: Partial<CoveredRun> = {}) =>
  reportOf([], { run: { runner: 'vitest', tests: 2, shard: { index, count }, ...more } })

test('an entry has the tests of all reports, each once, and the highest level', () => {
  const one = reportOf([testWith({ entry: push, level: 'seen' }), asserting(push)])
  const other = reportOf([
    testWith({ entry: push, level: 'called' }),
    { ...asserting(push), name: 'another' },
  ])
  expect(pushOf(mergeReports([one, other]))).toMatchObject({
    level: 'asserted',
    tests: [
      { name: 'another', file: 'test/a.test.ts', level: 'asserted' },
      { name: 'it works', file: 'test/a.test.ts', level: 'asserted' },
    ],
  })
})

test('an entry is weak only where all its assertions are', () => {
  const weak = reportOf([testWith({ entry: push, level: 'asserted', weak: 'any' })])
  const strong = reportOf([{ ...asserting(push), name: 'another' }])
  expect(pushOf(mergeReports([weak, weak]))?.weak).toBe(true)
  expect(pushOf(mergeReports([weak, strong]))?.weak).toBe(false)
  expect(pushOf(mergeReports([strong, weak]))?.weak).toBe(false)
})

test('of two reasons of one place the same one stays, whatever the order', () => {
  const [one, other] = ['b', 'a'].map((weak) =>
    reportOf([testWith({ entry: push, level: 'asserted', weak })]),
  ) as [CoverageReport, CoverageReport]
  expect(mergeReports([one, other])).toEqual(mergeReports([other, one]))
})

test('paths of Windows are those of other machines', () => {
  const report = reportOf([{ ...asserting(push), file: 'test\\a.test.ts' }])
  const asOnWindows: CoverageReport = JSON.parse(
    JSON.stringify(report).replaceAll('test/a', 'test\\\\a').replaceAll('config/', 'config\\\\'),
  )
  const merged = mergeReports([asOnWindows, reportOf([asserting(push)])])
  expect(pushOf(merged)).toMatchObject({
    file: 'config/events/push.yml',
    tests: [{ file: 'test/a.test.ts' }],
  })
})

test('merging nothing is an error', () => {
  expect(() => mergeFiles([])).toThrow(
    expect.objectContaining({
      code: 'NO_REPORTS',
      message:
        'Failed to merge coverage reports: there is none. Name the files that the runs of the tests wrote.',
    }),
  )
})

test('all shards of a run have to be there, in whatever order', () => {
  expect(mergeFiles([shard(2, 2), shard(1, 2)]).report.runs).toEqual([
    { runner: 'vitest', tests: 2, shard: { index: 1, count: 2 } },
    { runner: 'vitest', tests: 2, shard: { index: 2, count: 2 } },
  ])
  expect(() => mergeFiles([shard(3, 4), shard(1, 4)])).toThrow(
    expect.objectContaining({
      code: 'MISSING_SHARD',
      message:
        'Failed to merge the 4 shards of vitest: no report is of shard 2, 4. Name the reports of all shards; one that ended before its time wrote none.',
    }),
  )
})

test('a report of an earlier run, whose tests may be gone, is an error', () => {
  const whole = reportOf([asserting(push)])
  expect(() => mergeFiles([whole, shard(1, 2), shard(2, 2)])).toThrow(
    expect.objectContaining({
      code: 'RUN_TWICE',
      message:
        'Failed to merge the reports of vitest: they are of several runs (all of it, shard 1/2, shard 2/2). Leave out those of earlier runs, or give a name to each of the runs.',
    }),
  )
  expect(() => mergeFiles([shard(1, 2), shard(2, 2), shard(1, 1)])).toThrow(
    'they are of several runs (shard 1/1, shard 1/2, shard 2/2).',
  )
  expect(() => mergeFiles([whole, reportOf([])])).toThrow('of several runs (all of it).')
})

test('two projects have a run of each runner', () => {
  const other = reportOf([], { root: shopWith({ 'package.json': '{ "name": "app" }' }) })
  expect(mergeFiles([reportOf([]), other]).report.runs).toHaveLength(2)
})

test('a shard that is there twice is an error, but for runs of other names', () => {
  expect(() => mergeFiles([shard(1, 2), shard(2, 2), shard(2, 2)])).toThrow(
    expect.objectContaining({
      code: 'SHARD_TWICE',
      message:
        'Failed to merge the 2 shards of vitest: two reports are of shard 2. Leave out the older one, or give a name to each of the runs.',
    }),
  )
  const named = [1, 2].map((index) => shard(index, 2, { name: 'unit' }))
  const { report } = mergeFiles([shard(1, 2), shard(2, 2), ...named])
  expect(report.runs).toHaveLength(4)
  expect(() => mergeFiles([shard(1, 2, { name: 'unit' })])).toThrow(
    'the 2 shards of vitest "unit": no report is of shard 2.',
  )
  expect(() => mergeFiles([shard(1, 2), shard(2, 2, { runner: 'jest' })])).toThrow(
    'of jest: no report is of shard 1. ',
  )
})

test('a runner that the configuration names has to be there', () => {
  const runners = { runners: ['vitest', 'playwright'] }
  expect(() => mergeFiles([reportOf([])], runners)).toThrow(
    expect.objectContaining({
      code: 'MISSING_RUNNER',
      message:
        'Failed to judge the coverage: there is no report of playwright, which coverage.runners in internal-events.config names. Name its report, too, or take the runner from the list.',
    }),
  )
  const other = reportOf([], { run: { runner: 'playwright', tests: 1 } })
  expect(mergeFiles([reportOf([]), other], runners).report.runs).toHaveLength(2)
})

test('of reports of other definitions the entries are those of all, which is told', () => {
  const before = reportOf([], {
    root: shopWith({ 'config/events/push.yml': 'a', 'config/metrics/pushes.yml': 'b' }),
  })
  const { report, differing } = mergeFiles([
    before,
    reportOf([asserting(push)], { run: { ...VITEST, name: 'after' } }),
  ])
  expect(differing).toEqual([push, { kind: 'metric', name: 'counts.pushes' }])
  expect(pushOf(report)?.level).toBe('asserted')
})

test('reports of two projects have the names of both', () => {
  const other = reportOf([], { root: shopWith({ 'package.json': '{ "name": "app" }' }) })
  const merged = mergeReports([reportOf([]), other, reportOf([])])
  expect(merged.project).toBe('app, shop')
  expect(mergeReports([merged, other]).project).toBe('app, shop')
})

test('a definition that no report has is there, and not guarded', () => {
  const { report } = mergeFiles(
    [reportOf([])],
    {},
    {
      'config/events/new.yml': 'action: new\ninternal_events: true\n',
    },
  )
  expect(report.entries.find(({ id }) => id.name === 'new')).toMatchObject({
    file: 'config/events/new.yml',
    level: 'none',
  })
})
