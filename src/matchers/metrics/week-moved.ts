import { isoWeek, weeksToRead } from '../../counters/index.ts'
import type { UsageMetric } from '../../definitions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'

export const MOVED_REMEDY =
  'Move the clock before the block: a metric of weeks looks at the weeks up to the present one.'

/** Tells whether the block has moved the clock to a week in which the metric looks at other weeks. */
export function weekMoved(metric: UsageMetric, { before, after }: BlockRun): boolean {
  return isWeekly(metric.timeFrame) && isoWeek(before.time) !== isoWeek(after.time)
}

/** Returns the week in which a time lies, if a metric that is read later does not look at it. */
export function weekOutside(
  { timeFrame }: UsageMetric,
  time: number,
  readAt: number,
): string | undefined {
  if (!isWeekly(timeFrame) || Number.isNaN(time)) return undefined
  const week = isoWeek(time)
  return weeksToRead(timeFrame, readAt, 'test').includes(week) ? undefined : week
}

/** Prints the weeks that a metric looks at: `2026-06 to 2026-07`. */
export function printWeeks({ timeFrame }: UsageMetric, readAt: number): string {
  const weeks = isWeekly(timeFrame) ? weeksToRead(timeFrame, readAt, 'test') : []
  return `${weeks[0]} to ${weeks.at(-1)}`
}

function isWeekly(timeFrame: UsageMetric['timeFrame']): timeFrame is '7d' | '28d' {
  return timeFrame === '7d' || timeFrame === '28d'
}
