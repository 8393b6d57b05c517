/** The weeks of the calendar, computed day by day: what faster ways have to agree with. */
export const DAY = 86_400_000

/** Finds a week by walking the calendar: week 1 is the one with January 4th. */
export function weekByCalendar(time: number): string {
  const monday = (at: number) => {
    const date = new Date(at)
    return Date.UTC(
      date.getUTCFullYear(),
      date.getUTCMonth(),
      date.getUTCDate() - ((date.getUTCDay() + 6) % 7),
    )
  }
  const start = monday(time)
  for (const year of [1, 0, -1].map((offset) => new Date(time).getUTCFullYear() + offset)) {
    const first = monday(Date.UTC(year, 0, 4))
    if (start < first) continue
    let week = 1
    for (let at = first; at < start; at += 7 * DAY) week++
    return `${year}-${String(week).padStart(2, '0')}`
  }
  throw new Error('Every day is in a week')
}

/** Finds weeks as the real system does: a key for each day of the range, whose end is moved by weeks. */
export function weeksByDays(timeFrame: '7d' | '28d', time: number, window: 'test' | 'production') {
  const today = Math.floor(time / DAY) * DAY
  const sunday = today + ((7 - new Date(today).getUTCDay()) % 7) * DAY
  const end = window === 'test' ? sunday : sunday - 7 * DAY
  const days = timeFrame === '7d' ? 7 : 28
  const weeks: string[] = []
  for (let day = today - days * DAY; day <= end; day += DAY) weeks.push(weekByCalendar(day))
  return [...new Set(weeks)]
}
