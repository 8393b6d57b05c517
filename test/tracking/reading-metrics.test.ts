import { expect, test, vi } from 'vitest'
import { trackInternalEvent, usageMetrics } from '../../src/entries/index.ts'
import { fixTime } from './fix-time.ts'
import { warnings } from './warnings.ts'

const user = { id: 1 }

fixTime()

const weekly = 'redis_hll_counters.packages.active_users_weekly'

const monthly = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly'

test('totals of several events add up, unique users of several events are united', () => {
  warnings()
  trackInternalEvent('pull_package', { user })
  trackInternalEvent('push_package', { user })
  trackInternalEvent('push_package', { user: { id: '1' } })
  trackInternalEvent('push_package', { user: { id: 2 } })
  expect(usageMetrics.value('counts.package_events')).toBe(4)
  expect(usageMetrics.value('counts.package_events_weekly')).toBe(4)
  expect(usageMetrics.value(weekly)).toBe(2)
})

test('time moves the weeks that are read', () => {
  trackInternalEvent('pull_package', { user })
  expect(usageMetrics.value(weekly)).toBe(1)
  expect(usageMetrics.value(weekly, { window: 'production' })).toBe(0)
  vi.setSystemTime('2026-02-16')
  expect(usageMetrics.value(weekly)).toBe(1)
  expect(usageMetrics.value(weekly, { window: 'production' })).toBe(1)
  vi.setSystemTime('2026-02-23')
  expect(usageMetrics.value(weekly)).toBe(0)
  expect(usageMetrics.value(monthly)).toBe(1)
  vi.setSystemTime('2026-03-15')
  expect(usageMetrics.value(monthly)).toBe(1)
  vi.setSystemTime('2026-03-16')
  expect(usageMetrics.value(monthly)).toBe(0)
  expect(usageMetrics.value('counts.package_pulls')).toBe(1)
})

test('unique totals are counts by value', () => {
  trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm' } })
  trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm' } })
  trackInternalEvent('push_package', { user, additionalProperties: { label: '__proto__' } })
  const value = usageMetrics.value('redis_hll_counters.packages.pushes_by_label_weekly')
  expect(JSON.stringify(value)).toBe('{"label":{"npm":2,"__proto__":1}}')
})

test('an unknown key path is an error', () => {
  expect(() => usageMetrics.value('counts.package_pull')).toThrow(
    'Failed to find usage metric "counts.package_pull": no definition has this key_path. Did you mean "counts.package_pulls"?',
  )
})
