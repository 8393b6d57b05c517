import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'

const TOTAL = 'counts.package_pulls'
const WEEKLY = 'redis_hll_counters.packages.active_users_weekly'
const MONTHLY = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly'
const MOVED =
  'Move the clock before the block: a metric of weeks looks at the weeks up to the present one.'

const pull = (id = 1) => trackInternalEvent('pull_package', { user: { id } })
/** Tracks in another week, and comes back. */
const pullIn = (date: string) => {
  const now = Date.now()
  vi.setSystemTime(date)
  pull()
  vi.setSystemTime(now)
}
const moveTo = (date: string) => vi.setSystemTime(date)
const lastOf = (message: string) => message.split('\n\n').at(-1)

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a metric of 28 days looks at five weeks on either side', async () => {
  pull()
  const block = () => {
    moveTo('2026-04-13')
    pull()
  }
  expect(
    await messageOf(() => expect(block).toIncrementUsageMetrics(MONTHLY)),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly")

    Expected "redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly" to increase by 1, but it stayed at 1.

    Expected: increase by 1
    Recorded: stayed at 1
    It counts:
      pull_package, each user once
        once triggered, by user 1
    The block moved the clock: the metric looked at 2026-03 to 2026-07 before it, at 2026-12 to 2026-16 after it.

    Move the clock before the block: a metric of weeks looks at the weeks up to the present one."
  `)
})

test('an event of a week that a metric of 28 days does not look at', async () => {
  expect(
    await messageOf(() => expect(() => pullIn('2026-01-09')).toIncrementUsageMetrics(MONTHLY)),
  ).toContain(
    'once not counted: counted in week 2026-02, but the metric looks at 2026-03 to 2026-07',
  )
  await expect(() => pullIn('2026-01-16')).toIncrementUsageMetrics(MONTHLY)
})

test('a metric of all time looks at no weeks', async () => {
  expect(
    await messageOf(() => expect(() => moveTo('2026-04-13')).toIncrementUsageMetrics(TOTAL)),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("counts.package_pulls")

    Expected "counts.package_pulls" to increase by 1, but it stayed at 0.

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      pull_package
        not triggered by the block

    Track "pull_package" in the block."
  `)
  expect(
    await messageOf(() =>
      expect(() => pullIn('2025-04-13'))
        .toIncrementUsageMetrics(TOTAL)
        .by(2),
    ),
  ).toContain('\n  pull_package\n    once counted\n')
})

test('an event that is not sent has no other week than the present one', async () => {
  const block = () =>
    trackInternalEvent('pull_package', { user: { id: 1 }, sendSnowplowEvent: false })
  expect(await messageOf(() => expect(block).toIncrementUsageMetrics(WEEKLY).by(2))).toContain(
    '\n    once triggered, by user 1\n',
  )
})

test.each<[string, () => unknown, string]>([
  ['tracks nothing', () => {}, 'Track one of these events in the block.'],
  [
    'tracks what the metric does not count',
    () => trackInternalEvent('pull_package', { user: null }),
    'Pass user where "pull_package" is tracked.',
  ],
  ['tracks what it counts', () => pull(), MOVED],
])('a block that moves the clock and %s', async (_name, run, remedy) => {
  pull()
  const block = () => {
    moveTo('2026-04-13')
    run()
  }
  const message = await messageOf(() => expect(block).toIncrementUsageMetrics(WEEKLY))
  expect(lastOf(message)).toBe(remedy)
})
