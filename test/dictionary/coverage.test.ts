import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CoverageReport } from '../../src/coverage/index.ts'
import { writeCoveragePage } from '../../src/dictionary/index.ts'
import * as id from './report-of.ts'
import { covered, filter, reportOf, testAt } from './report-of.ts'
import { event, metric, projectOf } from './run-dictionary.ts'

const FILES = {
  'config/events/pull.yml': event(
    'pull',
    'additional_properties:\n  label:\n    description: The type\n',
  ),
  'config/events/push.yml': event('push'),
  'config/metrics/npm.yml': metric('counts.npm', '[{ name: pull, filter: { label: npm } }]'),
  'config/metrics/all.yml': metric(
    'counts.all',
    '[{ name: pull }, { name: push, filter: { value: 1.0 } }]',
  ),
}

/** The data of the page of files with a report. */
async function dataOf(report: CoverageReport, files: Readonly<Record<string, string>> = FILES) {
  const { root, run, data } = projectOf(files)
  writeFileSync(join(root, 'coverage.json'), JSON.stringify(report))
  const result = await run('--coverage', join(root, 'coverage.json'))
  expect(result.code).toBe(0)
  const { entries, coverage } = data()
  const find = (name: string) => entries.find((entry) => entry.name === name)
  return { ...result, coverage, find }
}

test('each entry and each of its parts has its level, and entries have their tests', async () => {
  const { out, error, coverage, find } = await dataOf(
    reportOf(
      covered(id.event('pull'), [testAt('asserted'), testAt('called', 'other')]),
      covered(id.property('pull', 'label'), [testAt('seen')]),
      covered(filter('pull', 'label', 'npm'), [testAt('called')]),
      covered(id.event('push')),
      covered(filter('push', 'value', 1), [testAt('asserted')]),
      covered(id.metric('counts.npm'), [testAt('asserted')]),
      covered(id.metric('counts.all'), [testAt('seen', 'all', { line: undefined as never })]),
    ),
  )
  expect(error).toBe('')
  expect(out).toBe('<root>/dictionary/index.html: 2 events and 2 metrics, 2 of 4 asserted\n')
  expect(find('pull')).toMatchObject({
    coverage: { state: 'asserted', tests: { asserted: [0], called: [1] } },
    properties: [{ name: 'label', coverage: { state: 'seen' } }],
    filters: [{ property: 'label', written: 'npm', coverage: { state: 'called' } }],
  })
  expect(find('push')).toMatchObject({
    coverage: { state: 'none' },
    filters: [{ property: 'value', written: '1.0', coverage: { state: 'asserted' } }],
  })
  // The same assertion guards the event and the metric: it stands in the page once.
  expect(find('counts.npm')?.coverage).toEqual({ state: 'asserted', tests: { asserted: [0] } })
  expect(find('counts.all')?.coverage).toEqual({ state: 'seen', tests: { seen: [2] } })
  expect(coverage).toEqual({
    runs: [{ runner: 'vitest', tests: 3 }],
    undefinedEvents: [],
    tests: [
      { name: 'pulls', file: 'test/pulls.test.ts', line: 7 },
      { name: 'other', file: 'test/other.test.ts', line: 7 },
      { name: 'all', file: 'test/all.test.ts' },
    ],
    gone: { count: 0, names: [] },
  })
})

test('what is asserted weakly alone is weak, with reason and place; the weak beside a better one stay', async () => {
  const weak = testAt('asserted', 'weak', { weak: 'it takes anything' })
  const { find } = await dataOf(
    reportOf(
      covered(id.event('pull'), [weak]),
      covered(id.property('pull', 'label'), [weak, testAt('seen')]),
      covered(id.event('push'), [weak, testAt('asserted')]),
    ),
  )
  expect(find('pull')).toMatchObject({
    coverage: { state: 'weak', tests: { weak: [[0, 'it takes anything']] } },
    properties: [{ coverage: { state: 'weak', tests: { weak: [[0, 'it takes anything']] } } }],
  })
  expect(find('push')?.coverage).toEqual({
    state: 'asserted',
    tests: { asserted: [1], weak: [[0, 'it takes anything']] },
  })
})

test('what the report does not have is unknown, never covered', async () => {
  const { out, find } = await dataOf(reportOf(covered(id.event('push'), [testAt('asserted')])))
  const unknown = { state: 'unknown' }
  expect(out).toContain('2 events and 2 metrics, 1 of 4 asserted')
  expect(find('pull')).toMatchObject({
    coverage: unknown,
    properties: [{ coverage: unknown }],
    filters: [{ coverage: unknown }],
  })
  expect(find('push')).toMatchObject({ filters: [{ coverage: unknown }] })
  expect(find('counts.npm')?.coverage).toEqual(unknown)
})

test('a filter value of another type is another value', async () => {
  const { find, error } = await dataOf(reportOf(covered(filter('push', 'value', '1'))))
  expect(find('push')).toMatchObject({ filters: [{ coverage: { state: 'unknown' } }] })
  expect(error).toBe('The report has 1 entry that is not defined any more: run the tests again.\n')
})

test('what no test can guard has no level', async () => {
  const { find, out } = await dataOf(reportOf(covered(id.event('pull'))), {
    'config/events/pull.yml': event('pull'),
    'config/events/old.yml': 'action: old\ncategory: pages\n',
    'config/events/removed/gone.yml': event('gone'),
    'config/metrics/host.yml': 'key_path: hostname\ndata_source: system\ntime_frame: none\n',
    'config/metrics/gone.yml': metric(
      'counts.gone',
      '[{ name: pull, filter: { label: npm } }]',
      'status: removed\n',
    ),
    'config/metrics/database.yml': metric('counts.database', '[{ name: pull }]').replace(
      'internal_events',
      'database',
    ),
    'config/metrics/odd.yml': metric('counts.odd', '[{ name: pull, filter: { label: true } }]'),
  })
  expect(out).toContain('3 events and 4 metrics, 0 of 2 asserted')
  for (const name of ['old', 'gone', 'hostname', 'counts.gone', 'counts.database']) {
    expect(find(name), name).not.toHaveProperty('coverage')
  }
  expect(find('pull')).toMatchObject({ filters: [] })
})

test('what only the report has is counted, and the first of it named', async () => {
  const many = Array.from({ length: 30 }, (_, index) => covered(id.event(`gone_${index}`)))
  const { coverage, error } = await dataOf(
    reportOf(
      covered(id.property('pull', 'lang')),
      covered(filter('pull', 'label', 'maven')),
      ...many,
    ),
  )
  expect(error).toBe(
    'The report has 32 entries that are not defined any more: run the tests again.\n',
  )
  expect(coverage?.gone.count).toBe(32)
  expect(coverage?.gone.names.slice(0, 3)).toEqual(['gone_0', 'gone_1', 'gone_10'])
  expect(coverage?.gone.names).toHaveLength(20)
})

test('a long list of tests is cut, its least last', async () => {
  const tests = Array.from({ length: 30 }, (_, index) =>
    testAt(index < 25 ? 'called' : 'asserted', `t${String(index).padStart(2, '0')}`),
  )
  const { coverage, find } = await dataOf(reportOf(covered(id.event('pull'), tests.toReversed())))
  const { tests: listed, more } = find('pull')?.coverage ?? {}
  expect([listed?.asserted?.length, listed?.called?.length, more]).toEqual([5, 15, 10])
  expect(coverage?.tests).toHaveLength(20)
  expect(coverage?.tests[0]?.name).toBe('t25')
})

test('a page of coverage has a title of its own, and opens on its view', async () => {
  const { root } = projectOf(FILES)
  const file = join(root, 'coverage/index.html')
  const page = { root, file, report: reportOf(covered(id.event('pull'))) }
  expect(await writeCoveragePage(page)).toBe(true)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('<title>Coverage of shop</title>')
  expect(text).toContain('"opensOn":"coverage"')
  const { ino } = statSync(file)
  expect(await writeCoveragePage(page)).toBe(false)
  expect(statSync(file).ino).toBe(ino)
})

test('a page of somebody else is not replaced by one of coverage', async () => {
  const { root } = projectOf({ ...FILES, 'coverage/index.html': '<h1>Mine</h1>' })
  const file = join(root, 'coverage/index.html')
  await expect(writeCoveragePage({ root, file, report: reportOf() })).rejects.toThrow(
    `Failed to write the page of coverage to ${file}: another page is there. Name another folder, or remove the page.`,
  )
  expect(readFileSync(file, 'utf8')).toBe('<h1>Mine</h1>')
})

test('a report that cannot be read is an error, and no page is written', async () => {
  const { root, run } = projectOf(FILES)
  const report = join(root, 'coverage.json')
  for (const text of [undefined, '{', '[]', '{ "version": 99 }']) {
    if (text !== undefined) writeFileSync(report, text)
    const { code, out, error } = await run('--coverage', report)
    expect([code, out]).toEqual([2, ''])
    expect(error).toMatch(/^Failed to .*<root>\/coverage\.json.*\.\n$/)
  }
  expect(() => statSync(join(root, 'dictionary'))).toThrow('ENOENT')
})
