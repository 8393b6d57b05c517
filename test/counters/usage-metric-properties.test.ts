import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { resetFakes, trackInternalEvent, usageMetrics } from '../../src/entries/index.ts'
import { DAY, weekByCalendar, weeksByDays } from './calendar.ts'

/** Metrics over a clock that jumps, against who was seen in the weeks of the calendar. */
const users = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package'
const pulls = fc.array(
  fc.record({ days: fc.nat({ max: 12 }), id: fc.integer({ min: 1, max: 8 }) }),
  {
    maxLength: 20,
  },
)
const start = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.getTime())

afterEach(() => vi.useRealTimers())

test('weekly, monthly and total counts agree with the calendar in both windows', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  fc.assert(
    fc.property(start, pulls, fc.nat({ max: 60 }), (start, pulls, wait) => {
      resetFakes()
      let time = start
      const seen: { week: string; id: number }[] = []
      for (const { days, id } of pulls) {
        time += days * DAY
        vi.setSystemTime(time)
        trackInternalEvent('pull_package', { user: { id } })
        seen.push({ week: weekByCalendar(time), id })
      }
      time += wait * DAY
      vi.setSystemTime(time)
      for (const [suffix, timeFrame] of [
        ['_weekly', '7d'],
        ['_monthly', '28d'],
      ] as const) {
        for (const window of ['test', 'production'] as const) {
          const weeks = weeksByDays(timeFrame, time, window)
          const distinct = new Set(
            seen.filter(({ week }) => weeks.includes(week)).map(({ id }) => id),
          )
          expect(usageMetrics.value(users + suffix, { window })).toBe(distinct.size)
        }
      }
      for (const window of ['test', 'production'] as const) {
        expect(usageMetrics.value('counts.package_pulls', { window })).toBe(pulls.length)
      }
    }),
    { numRuns: 500 },
  )
})
