import { expect, onTestFinished, test, vi } from 'vitest'
import {
  createInternalEvents,
  fakes,
  loadCatalog,
  TrackingError,
  trackInternalEvent,
  usageMetrics,
} from '../../src/entries/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { fixTime } from './fix-time.ts'
import { warnings } from './warnings.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

fixTime()

const key = (rest: string) => `${rest}-2026-07`

test('counts every rule of the event once, under the keys of Redis', () => {
  trackInternalEvent('push_package', {
    user,
    project,
    additionalProperties: { label: 'npm', property: 'user', value: 20 },
  })
  expect(fakes.counters.keys()).toEqual(
    [
      '{event_counters}_push_package',
      key('{event_counters}_push_package'),
      '{event_counters}_push_package-filter:[label:npm]',
      '{event_sums}_push_package-operator:sum(value)',
      key('{event_sums}_push_package-operator:sum(value)'),
      key('{hll_counters}_push_package-filter:[label:npm,property:user]-project'),
      key('{hll_counters}_push_package-label'),
      key('{hll_counters}_push_package-operator:total-label'),
      key('{hll_counters}_push_package-user'),
    ].sort(),
  )
  expect(fakes.counters.read('{event_counters}_push_package')).toBe(1)
  expect(fakes.counters.read('{event_sums}_push_package-operator:sum(value)')).toBe(20)
  expect(fakes.counters.countUnique([key('{hll_counters}_push_package-user')])).toBe(1)
  expect(
    fakes.counters.readFields(key('{hll_counters}_push_package-operator:total-label')),
  ).toEqual(new Map([['npm', 1]]))
})

test('keys of a week live six weeks, all-time keys for ever; unique ones start again', () => {
  trackInternalEvent('pull_package', { user })
  vi.setSystemTime(Date.now() + 1000)
  trackInternalEvent('pull_package', { user })
  expect(fakes.counters.timeToLive('{event_counters}_pull_package')).toBeUndefined()
  expect(fakes.counters.timeToLive(key('{event_counters}_pull_package'))).toBe(SIX_WEEKS - 1)
  expect(fakes.counters.timeToLive(key('{hll_counters}_pull_package-user'))).toBe(SIX_WEEKS)
})

test('a filter must match in value and type, and a missing property never matches', () => {
  trackInternalEvent('pull_package', { user, additionalProperties: { property: 'guest' } })
  trackInternalEvent('pull_package', { user, additionalProperties: { property: 'user' } })
  trackInternalEvent('pull_package', { user })
  expect(usageMetrics.value('counts.package_pulls_by_guests')).toBe(1)
  expect(usageMetrics.value('counts.package_pulls')).toBe(3)
})

test('filters tell 1 from "1"', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  custom:\n    description: x\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: a\n  filter:\n    custom: 1\n',
  })
  onTestFinished(remove)
  const set = createInternalEvents({ catalog: loadCatalog({ root }), counters: fakes.counters })
  set.trackInternalEvent('a', { additionalProperties: { custom: '1' } })
  expect(fakes.counters.read('{event_counters}_a-filter:[custom:1]')).toBe(0)
  set.trackInternalEvent('a', { additionalProperties: { custom: 1 } })
  expect(fakes.counters.read('{event_counters}_a-filter:[custom:1]')).toBe(1)
})

test('a unique rule without its identifier warns and does not count', () => {
  const warn = warnings()
  trackInternalEvent('pull_package', { user: null })
  expect(warn.mock.calls).toEqual([
    ["pull_package should be triggered with a named parameter 'user'."],
  ])
  expect(usageMetrics.value('redis_hll_counters.packages.active_users_weekly')).toBe(0)
})

test('an identifier that is undefined is nil: it is given', () => {
  const warn = warnings()
  trackInternalEvent('pull_package', { user: undefined })
  expect(warn).toHaveBeenCalledOnce()
  expect(fakes.journal.events).toHaveLength(1)
})

test('a call that gives nothing where a metric counts users is an error that says what is missing', () => {
  expect(() =>
    trackInternalEvent('pull_package', { category: 'C', sendSnowplowEvent: false }),
  ).toThrow(TrackingError)
  expect(() => trackInternalEvent('pull_package')).toThrow(
    'Failed to track "pull_package": a metric counts each user once, but the call gives neither identifiers nor properties, for which the real system raises "wrong number of arguments (given 1, expected 2)". Pass user, or user: null where nobody is known.',
  )
  expect(fakes.counters.read('{event_counters}_pull_package')).toBe(2)
  expect(fakes.journal.events).toEqual([])
})

test.each([
  ['operator: sum(value)', 'adds up value', 'Pass additionalProperties: { value }'],
  [
    'unique: label\n  operator: total',
    'counts events by label',
    'Pass additionalProperties: { label }',
  ],
  [
    'unique: feature_enabled_by_namespace_ids',
    'counts each feature_enabled_by_namespace_ids once',
    'Pass featureEnabledByNamespaceIds',
  ],
])('it says so of a metric with %s', (lines, counts, remedy) => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': 'internal_events: true\naction: a\n',
    'config/metrics/m.yml': `key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  ${lines}\n`,
  })
  onTestFinished(remove)
  const set = createInternalEvents({ catalog: loadCatalog({ root }) })
  expect(() => set.trackInternalEvent('a')).toThrow(
    `Failed to track "a": a metric ${counts}, but the call gives neither identifiers nor properties, for which the real system raises "wrong number of arguments (given 1, expected 2)". ${remedy}, or user: null where nobody is known.`,
  )
})

test('a sum over null is an error that says what is wrong', () => {
  warnings()
  expect(() =>
    trackInternalEvent('push_package', { user, additionalProperties: { value: null } }),
  ).toThrow(
    'Failed to track "push_package": a metric adds up value, but it is null, for which Redis answers "value is not a valid float". Pass a number, or leave value out.',
  )
  expect(fakes.counters.read('{event_counters}_push_package')).toBe(1)
  expect(fakes.journal.events).toEqual([])
})

test('a unique rule whose filter has characters that Redis keys may not have is an error', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n  filter:\n    label: a b\n',
  })
  onTestFinished(remove)
  const set = createInternalEvents({ catalog: loadCatalog({ root }) })
  expect(() =>
    set.trackInternalEvent('a', { user, additionalProperties: { label: 'a b' } }),
  ).toThrow(
    'Failed to track "a": Invalid key format. {hll_counters}_a-filter:[label:a b]-user-2026-07 key should have changeable parts in curly braces. See https://docs.gitlab.com/ee/development/redis.html#multi-key-commands. Use filter values of letters, digits, "_", "-" and ":" in metrics that count unique values.',
  )
})

test('a key that Redis may not have is an error of its own kind', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n  filter:\n    label: a.b\n',
  })
  onTestFinished(remove)
  const { trackInternalEvent: track } = createInternalEvents({ catalog: loadCatalog({ root }) })
  const failure = (() => {
    try {
      track('a', { user, additionalProperties: { label: 'a.b' } })
    } catch (error) {
      return error
    }
  })()
  expect(failure).toBeInstanceOf(TrackingError)
  expect(failure).toMatchObject({ code: 'INVALID_KEY_FORMAT' })
})

test('filters of several properties are sorted in keys; namespaces are unique by their id', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n  property:\n    description: x\n',
    'config/metrics/m.yml':
      'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: namespace.id\n  filter:\n    property: y\n    label: x\n',
  })
  onTestFinished(remove)
  const set = createInternalEvents({ catalog: loadCatalog({ root }), counters: fakes.counters })
  for (const id of [3, 4, 4]) {
    set.trackInternalEvent('a', {
      namespace: { id },
      additionalProperties: { label: 'x', property: 'y' },
    })
  }
  const name = key('{hll_counters}_a-filter:[label:x,property:y]-namespace')
  expect(fakes.counters.countUnique([name])).toBe(2)
})

test('counts by value skip events without one', () => {
  warnings()
  trackInternalEvent('push_package', { user })
  expect(fakes.counters.keys()).not.toContain(
    key('{hll_counters}_push_package-operator:total-label'),
  )
})

test('sums skip events without value', () => {
  warnings()
  trackInternalEvent('push_package', { user })
  trackInternalEvent('push_package', { user, additionalProperties: { value: 0.1 } })
  trackInternalEvent('push_package', { user, additionalProperties: { value: 0.2 } })
  expect(usageMetrics.value('sums.pushed_kilobytes')).toBe(0.3)
})
