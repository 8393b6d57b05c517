const DAY = 86_400_000

/** The end of a window of ISO weeks: `test` has the current week, `production` only past ones. */
export type MetricWindow = 'test' | 'production'

/** Returns the ISO year and week of a time (ms, UTC), as Ruby's `%G-%V` prints them: `2026-07`. */
export function isoWeek(time: number): string {
  // The week belongs to the year that its Thursday is in.
  const thursday = new Date(startOfWeek(time) + 3 * DAY)
  const year = thursday.getUTCFullYear()
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY))
  return `${year}-${String(week).padStart(2, '0')}`
}

/**
 * Returns the weeks that a metric reads, oldest first. Production reads the previous week (`7d`) or
 * the previous four (`28d`); tests add the current one, as GitLab's `stub_metric_timeframes` does.
 */
export function weeksToRead(
  timeFrame: '7d' | '28d',
  time: number,
  window: MetricWindow,
): readonly string[] {
  const past = timeFrame === '7d' ? 1 : 4
  const weeks: string[] = []
  for (let ago = past; ago >= (window === 'test' ? 0 : 1); ago--) {
    weeks.push(isoWeek(time - ago * 7 * DAY))
  }
  return weeks
}

/** Returns the time of Monday, 00:00 UTC. */
function startOfWeek(time: number): number {
  const day = Math.floor(time / DAY)
  // 1970-01-01 was a Thursday.
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY
}
