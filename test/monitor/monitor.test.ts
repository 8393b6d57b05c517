import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { loadCatalog } from '../../src/definitions/index.ts'
import { fakes, InternalEvents, setPageContext } from '../../src/entries/index.ts'
import { trackInternalEvent, usageMetrics } from '../../src/fakes/index.ts'
import { MetricTally, Monitor, watchList } from '../../src/monitor/index.ts'
import { readPayload } from '../../src/snowplow/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { moved, seen } from './seen.ts'

const catalog = loadCatalog({ root: 'examples/package-registry' })

afterEach(() => void vi.useRealTimers())

function monitor(...names: string[]): Monitor {
  return new Monitor(watchList(catalog, names), new MetricTally(catalog))
}

test('an event moves the metrics that count it', () => {
  const watching = monitor('pull_package')
  watching.hear(seen('pull_package', { user: { id: 1 }, additionalProperties: { label: 'npm' } }))
  expect(moved(watching.view())).toEqual({
    'counts.package_events': [0, 1, 1],
    'counts.package_events_monthly': [0, 1, 1],
    'counts.package_events_weekly': [0, 1, 1],
    'counts.package_pulls': [0, 1, 1],
    'redis_hll_counters.packages.active_users_weekly': [0, 1, 1],
    'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly': [0, 1, 1],
    'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_weekly': [0, 1, 1],
  })
})

test('metrics have the values that the fakes give them', () => {
  const watching = monitor()
  setPageContext({ user: { id: 7 } })
  for (let id = 1; id <= 40; id++) {
    const user = { id: id % 13 }
    const project = { id: id % 3, namespace: { id: 9 } }
    const label = ['npm', 'maven', 'conan'][id % 3] as string
    trackInternalEvent('push_package', {
      user,
      project,
      additionalProperties: { label, value: id / 8 },
    })
    trackInternalEvent('pull_package', { user, additionalProperties: { label } })
    InternalEvents.trackEvent('click_copy_install_command', { label })
  }
  for (const { payload, contexts } of fakes.journal.events) {
    const event = payload && readPayload(payload, contexts)
    if (event) watching.hear({ ...seen(event.name), event })
  }
  const { metrics } = watching.view()
  const values = metrics.map(({ metric, now }) => [metric.keyPath, now])
  expect(values).toHaveLength(16)
  expect(values).toEqual(
    metrics.map(({ metric }) => [metric.keyPath, usageMetrics.value(metric.keyPath)]),
  )
})

test('a user counts once for unique metrics', () => {
  const watching = monitor('redis_hll_counters.packages.active_users')
  for (const id of [1, 1, 2]) watching.hear(seen('pull_package', { user: { id } }))
  expect(moved(watching.view())).toEqual({
    'redis_hll_counters.packages.active_users_weekly': [0, 2, 2],
  })
})

test('a property that the definition does not declare is sent, but meets no filter', () => {
  const { root, remove } = temporaryProject({
    'config/events/open.yml': 'action: open\ninternal_events: true\n',
    'config/events/close.yml': 'action: close\ninternal_events: true\n',
    'config/metrics/moves.yml': `key_path: counts.moves
data_source: internal_events
time_frame: all
events:
- name: close
- name: open
  filter:
    label: npm
`,
  })
  onTestFinished(remove)
  const own = loadCatalog({ root })
  const watching = new Monitor(watchList(own, []), new MetricTally(own))
  watching.hear(seen('open', { additionalProperties: { label: 'npm' } }))
  expect(moved(watching.view())).toEqual({})
  watching.hear(seen('close'))
  expect(moved(watching.view())).toEqual({ 'counts.moves': [0, 1, 1] })
})

test('events from before the start are what metrics start with', () => {
  const watching = monitor('counts.package_pulls')
  for (const ago of [5000, 4000]) watching.hear(seen('pull_package', {}, Date.now() - ago))
  watching.hear(seen('pull_package'))
  watching.answered({ bad: 2 })
  const view = watching.view()
  expect(moved(view)).toEqual({ 'counts.package_pulls': [2, 3, 1] })
  expect([view.count, view.bad, view.events.length]).toEqual([1, 0, 1])
})

test('a reset makes a new start', () => {
  const watching = monitor('counts.package_pulls')
  watching.answered({ bad: 0 })
  watching.hear(seen('pull_package'))
  watching.answered({ bad: 3 })
  expect(watching.view()).toMatchObject({ count: 1, bad: 3 })
  watching.reset()
  expect(watching.view()).toMatchObject({ count: 0, bad: 0, events: [] })
  expect(moved(watching.view())).toEqual({})
  watching.hear(seen('pull_package'))
  watching.answered({ bad: 4 })
  expect(moved(watching.view())).toEqual({ 'counts.package_pulls': [1, 2, 1] })
  expect(watching.view()).toMatchObject({ count: 1, bad: 1 })
})

test('bad rows of a collector that began anew are all new', () => {
  const watching = monitor()
  for (const bad of [5, 6, 2]) watching.answered({ bad })
  expect(watching.view().bad).toBe(2)
})

test('an event that nobody asked for is counted, but not shown', () => {
  const watching = monitor('push_package')
  watching.hear(seen('pull_package'))
  expect(watching.view().events).toEqual([])
  expect(moved(watching.view())).toMatchObject({ 'counts.package_events': [0, 1, 1] })
})

test.each([
  ['pull_pakage', {}, 'not defined; did you mean "pull_package"?'],
  ['import_package_from_ftp', {}, 'removed'],
  ['pull_package', {}, "pull_package should be triggered with a named parameter 'user'."],
  ['pull_package', { user: { id: 1 } }, ''],
  [
    'pull_package',
    { user: { id: 1 }, additionalProperties: { label: 'npm', lable: 'npm' } },
    'lable is not declared in config/events/pull_package.yml:4, so that no metric sees it.',
  ],
])('the fault of %s %j is %j', (name, event, fault) => {
  const watching = monitor()
  expect(watching.hear(seen(name, event))?.fault).toBe(fault)
})

test('an event tells which metrics it has moved', () => {
  const watching = monitor('counts.package_pulls', 'sums.pushed_kilobytes')
  expect(watching.hearSteps(seen('pull_package', { user: { id: 1 } }))?.steps).toEqual([
    { keyPath: 'counts.package_pulls', from: 0, to: 1 },
  ])
  expect(watching.hearSteps(seen('delete_package'))).toBeUndefined()
})

test('a new week leaves nothing of the last but one in a weekly metric', () => {
  vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
  const watching = monitor('counts.package_events')
  watching.hear(seen('pull_package', { user: { id: 1 } }))
  const now = () =>
    Object.fromEntries(watching.view().metrics.map(({ metric, now }) => [metric.keyPath, now]))
  expect(now()['counts.package_events_weekly']).toBe(1)
  vi.setSystemTime(Date.parse('2026-02-23T12:00:00Z'))
  expect(now()).toEqual({
    'counts.package_events': 1,
    'counts.package_events_monthly': 1,
    'counts.package_events_weekly': 0,
  })
})
