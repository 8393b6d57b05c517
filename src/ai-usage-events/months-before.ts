/** The months for which rows are kept. */
const MONTHS = 3

/** Returns the time some months ago by the calendar (UTC); in a shorter month, at most its last day. */
export function monthsBefore(time: number, months: number = MONTHS): number {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}

/** The days of the shortest three months: February, March and April. */
const SHORTEST = 89 * 24 * 60 * 60 * 1000

/** Tells whether a time lies more than three months before another. */
export function isExpired(time: number, now: number): boolean {
  // Nearly all rows are young, and months take longer to compute.
  return now - time > SHORTEST && time < monthsBefore(now)
}
