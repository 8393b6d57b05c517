import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoWeek, weeksToRead } from '../../src/counters/iso-week.ts'
import { weekByCalendar, weeksByDays } from './calendar.ts'

const time = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.getTime())

test('weeks are those of the calendar, on every day', () => {
  fc.assert(
    fc.property(time, (time) => {
      expect(isoWeek(time)).toBe(weekByCalendar(time))
    }),
    { numRuns: 2000 },
  )
})

test('the weeks that a metric reads are those of the days in its range', () => {
  fc.assert(
    fc.property(
      time,
      fc.constantFrom('7d', '28d'),
      fc.constantFrom('test', 'production'),
      (time, timeFrame, window) => {
        expect(weeksToRead(timeFrame, time, window)).toEqual(weeksByDays(timeFrame, time, window))
      },
    ),
    { numRuns: 2000 },
  )
})

test('years with 53 weeks have them, and no other year', () => {
  const last = (year: number) => isoWeek(Date.UTC(year, 11, 28))
  const long = Array.from({ length: 100 }, (_, index) => 1990 + index).filter((year) =>
    last(year).endsWith('-53'),
  )
  // They begin on a Thursday, or are leap years that begin on a Wednesday.
  const expected = Array.from({ length: 100 }, (_, index) => 1990 + index).filter((year) => {
    const day = new Date(Date.UTC(year, 0, 1)).getUTCDay()
    const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
    return day === 4 || (leap && day === 3)
  })
  expect(long).toEqual(expected)
})

test('the zone of the machine changes nothing', () => {
  const zone = process.env['TZ']
  try {
    for (const other of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu', 'UTC']) {
      process.env['TZ'] = other
      expect(isoWeek(Date.parse('2026-01-04T23:59:59Z'))).toBe('2026-01')
      expect(isoWeek(Date.parse('2026-01-05T00:00:00Z'))).toBe('2026-02')
    }
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
