import { describe, expect, test } from 'vitest'
import { isoWeek, weeksToRead } from '../../src/counters/iso-week.ts'

const DAY = 86_400_000
const at = (date: string) => Date.parse(`${date}T12:00:00Z`)

describe('ISO weeks', () => {
  test.each([
    ['2026-02-13', '2026-07'],
    ['2026-01-01', '2026-01'],
    ['2025-12-29', '2026-01'],
    ['2025-12-28', '2025-52'],
    ['2027-01-03', '2026-53'],
    ['2027-01-04', '2027-01'],
    ['2021-01-03', '2020-53'],
    ['2024-12-30', '2025-01'],
    ['1970-01-01', '1970-01'],
    ['1969-12-28', '1969-52'],
  ])('%s is in %s', (date, week) => {
    expect(isoWeek(at(date))).toBe(week)
  })

  test('a week begins on Monday, 00:00 UTC', () => {
    expect(isoWeek(Date.parse('2026-02-15T23:59:59.999Z'))).toBe('2026-07')
    expect(isoWeek(Date.parse('2026-02-16T00:00:00Z'))).toBe('2026-08')
  })

  test('over 800 days, every seven days are one week', () => {
    const monday = Date.parse('2025-12-29T00:00:00Z')
    for (let day = 0; day < 800; day++) {
      expect(isoWeek(monday + day * DAY)).toBe(isoWeek(monday + Math.floor(day / 7) * 7 * DAY))
    }
  })
})

describe('windows', () => {
  // The example of GitLab's own documentation of its test window.
  test('a test reads the current week too', () => {
    expect(weeksToRead('7d', at('2026-02-13'), 'test')).toEqual(['2026-06', '2026-07'])
    expect(weeksToRead('28d', at('2026-02-13'), 'test')).toEqual([
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
    ])
  })

  test('production reads full past weeks only', () => {
    expect(weeksToRead('7d', at('2026-02-13'), 'production')).toEqual(['2026-06'])
    expect(weeksToRead('28d', at('2026-02-13'), 'production')).toEqual([
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
    ])
  })
})
