import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { all, judge } from './judge-gates.ts'
import { asserting, event, metric, property, shopWith, testWith, VITEST } from './shop.ts'

test('without gates nothing is judged, and nothing fails', () => {
  expect(judge({})).toEqual({ judged: 0, failed: [], gates: [] })
  expect(judge({}, [], shopWith(), { ...VITEST, tests: 0 }).failed).toEqual([])
})

test('a percentage of all definitions', () => {
  expect(judge({ asserted: 100 }, [all])).toMatchObject({ judged: 1, failed: [] })
  expect(judge({ asserted: 25 }, [asserting(event('pull'), event('push'))]).failed).toEqual([])
  expect(judge({ asserted: 25.1 }, [asserting(event('pull'), event('push'))]).failed).toEqual([
    'coverage.asserted: 25.1 % of all definitions should be asserted, but 2 of 8 (25 %) are: not pull.label, pull.property, pull.label = "npm" and 3 more. Assert them in a test.',
  ])
})

test('100 % is reached by all alone', () => {
  const { evidence, ...rest } = all
  const allButOne = { ...rest, evidence: { marks: evidence.marks.slice(1) } }
  expect(judge({ asserted: 100 }, [allButOne]).failed).toEqual([
    'coverage.asserted: 100 % of all definitions should be asserted, but 7 of 8 (87.5 %) are: not pull. Assert it in a test.',
  ])
})

test('a percentage for each level', () => {
  const seen = testWith({ entry: event('push'), level: 'seen' })
  expect(judge({ called: 12, seen: 12 }, [seen]).failed).toEqual([])
  expect(
    judge({ called: { events: 100 }, seen: { events: 51 }, asserted: { events: 1 } }, [seen])
      .failed,
  ).toEqual([
    'coverage.called.events: 100 % of events should be called, but 1 of 2 (50 %) is: not pull. Test the code that tracks it.',
    'coverage.seen.events: 51 % of events should be seen, but 1 of 2 (50 %) is: not pull. Put the code that tracks it into a block with an assertion.',
    'coverage.asserted.events: 1 % of events should be asserted, but 0 of 2 (0 %) are: not pull and push. Assert them in a test.',
  ])
})

test('a percentage for each kind', () => {
  const kinds = { events: 100, properties: 100, filters: 100, metrics: 100 }
  expect(judge({ asserted: kinds }, [all])).toMatchObject({ judged: 4, failed: [] })
  expect(judge({ asserted: kinds }).failed.map((text) => text.split(' should')[0])).toEqual([
    'coverage.asserted.events: 100 % of events',
    'coverage.asserted.properties: 100 % of properties',
    'coverage.asserted.filters: 100 % of filter values',
    'coverage.asserted.metrics: 100 % of metrics',
  ])
})

test('a kind without any definition fails', () => {
  const root = shopWith()
  rmSync(join(root, 'config/metrics'), { recursive: true })
  expect(judge({ asserted: { metrics: 0 } }, [all], root).failed).toEqual([
    'coverage.asserted.metrics: 0 % of metrics should be asserted, but there are none. Take it from the configuration, or correct the globs of definitions.',
  ])
})

test('a percentage for product groups, by their name or their label', () => {
  const ide = asserting(event('push'), metric('counts.pushes'))
  expect(judge({ groups: { 'group::ide': 100, ide: 100, registry: 0 } }, [ide]).failed).toEqual([])
  expect(judge({ groups: { registry: 100 } }, [ide]).failed).toEqual([
    'coverage.groups["registry"]: 100 % of definitions of registry should be asserted, but 0 of 6 (0 %) are: not pull, pull.label, pull.property and 3 more. Assert them in a test.',
  ])
})

test('the label of a product group may have spaces where definitions have none', () => {
  const root = shopWith({
    'config/events/build.yml':
      'action: build\ninternal_events: true\nproduct_group: mobile_devops\n',
  })
  expect(
    judge({ groups: { 'group::mobile devops': 100 } }, [asserting(event('build'))], root).failed,
  ).toEqual([])
})

test('a product group that no definition has fails', () => {
  expect(judge({ groups: { 'group::registri': 0, wiki: 0 } }, [all]).failed).toEqual([
    'coverage.groups["group::registri"]: 0 % of definitions of group::registri should be asserted, but there are none. Did you mean "registry"?',
    'coverage.groups["wiki"]: 0 % of definitions of wiki should be asserted, but there are none. Correct the name: 2 product groups have definitions.',
  ])
})

test('a percentage for names', () => {
  const pulls = asserting(event('pull'), property('pull', 'label'))
  expect(judge({ names: { 'pul*': 50 } }, [pulls]).failed).toEqual([])
  expect(judge({ names: { 'pul*': 51, 'counts.push': 0, '*.none': 0 } }, [pulls]).failed).toEqual([
    'coverage.names["pul*"]: 51 % of what is named pul* should be asserted, but 2 of 4 (50 %) are: not pull.property and pull.label = "npm". Assert them in a test.',
    'coverage.names["counts.push"]: 0 % of what is named counts.push should be asserted, but there are none. Did you mean "counts.pushes"?',
    'coverage.names["*.none"]: 0 % of what is named *.none should be asserted, but there are none. Correct the name: only * stands for other letters.',
  ])
})

test('required names have to be asserted', () => {
  const push = testWith({ entry: event('push'), level: 'seen' })
  expect(judge({ required: ['push', 'counts.*'] }, [all])).toMatchObject({ judged: 2, failed: [] })
  expect(judge({ required: ['push', 'counts.*', 'push'] }, [push]).failed).toEqual([
    'coverage.required["push"]: push should be asserted, but no assertion would fail without push. Assert what is missing in a test.',
    'coverage.required["counts.*"]: counts.* should be asserted, but no assertion would fail without counts.npm_pulls_monthly, counts.npm_pulls_weekly and counts.pushes. Assert what is missing in a test.',
  ])
})

test('a required name that matches nothing fails, and so does one of what is removed', () => {
  expect(judge({ required: ['pusch', 'gone', 'wiki_*'] }, [all]).failed).toEqual([
    'coverage.required["pusch"]: pusch should be asserted, but no event or metric that tests can guard has this name. Did you mean "push"?',
    'coverage.required["gone"]: gone should be asserted, but no event or metric that tests can guard has this name. Correct the name: only * stands for other letters.',
    'coverage.required["wiki_*"]: wiki_* should be asserted, but no event or metric that tests can guard has this name. Correct the name: only * stands for other letters.',
  ])
})

test('weak assertions count in percentages, and not for required names, unless the configuration says so', () => {
  const weak = testWith({ entry: event('push'), level: 'asserted', weak: 'any properties do' })
  const gates = { asserted: { events: 50 }, required: ['push'] }
  expect(judge(gates, [weak]).failed).toEqual([
    'coverage.required["push"]: push should be asserted, but all assertions are weak: those on push. Assert what is missing in a test.',
  ])
  expect(judge({ ...gates, allowWeak: true }, [weak]).failed).toEqual([])
  expect(judge({ ...gates, allowWeak: false }, [weak]).failed).toHaveLength(2)
})

test('a gate fails where no test passed', () => {
  expect(judge({ asserted: 0 }, [], shopWith(), { ...VITEST, tests: 0 }).failed).toEqual([
    'coverage: tests should guard definitions, but no test passed. Correct the tests, or name the reports of the runs that have some.',
  ])
})

test('a gate fails where definitions cannot be used', () => {
  const root = shopWith({ 'config/events/broken.yml': 'action: [' })
  expect(judge({ asserted: 100 }, [all], root).failed).toEqual([
    'coverage: all definitions should be judged, but 1 file cannot be used. Run internal-events check.',
  ])
})

test.each([
  [
    { asserted: 101 },
    '"coverage.asserted" should be a percentage from 0 to 100, or an object with one for events, properties, filters, metrics',
  ],
  [
    { asserted: { events: '80' } },
    '"coverage.asserted.events" should be a percentage from 0 to 100',
  ],
  [{ seen: { event: 80 } }, 'unknown key "coverage.seen.event"'],
  [
    { groups: 80 },
    '"coverage.groups" should be an object with a percentage for each product group',
  ],
  [{ groups: { ide: -1 } }, '"coverage.groups.ide" should be a percentage from 0 to 100'],
  [{ names: { 'a*': null } }, '"coverage.names.a*" should be a percentage from 0 to 100'],
  [
    { required: 'push' },
    '"coverage.required" should be a list, each item of which is the name of an event or a metric, in which only * stands for others',
  ],
  [{ required: ['pu{sh,ll}'] }, '"coverage.required" should be a list'],
  [{ newSince: '' }, '"coverage.newSince" should be a revision of Git, such as origin/main'],
  [{ allowWeak: 'no' }, '"coverage.allowWeak" should be true or false'],
  [
    { runners: ['mocha'] },
    '"coverage.runners" should be a list of some of vitest, jest, playwright',
  ],
  [
    { reportsDirectory: '' },
    '"coverage.reportsDirectory" should be a folder, relative to the root',
  ],
  [{ assert: 3 }, 'unknown key "coverage.assert"'],
])('%j is refused', (coverage, cause) => {
  const root = shopWith()
  expect(() => judge(coverage, [], root)).toThrow(
    `Failed to read ${root}/internal-events.config.json: ${cause}`,
  )
})
