import type { Monitor, Reading } from '../../monitor/index.ts'

/** A monitor, and what is told beside its events. */
export interface Monitored {
  readonly monitor: Monitor
  readonly url: string
  /** The names that were asked for; empty for everything. */
  readonly asked: readonly string[]
  /** Remarks on faults of the definitions. */
  readonly faults: readonly string[]
}

/** Says which collector is monitored. */
export function printState({ url }: Monitored, isOwn: boolean): string {
  return `Monitoring ${url}${isOwn ? ' (started here, as nothing answered)' : ''}`
}

/** Says why a collector does not answer. What has never answered may be another program. */
export function printWaiting({ url }: Monitored, reason: string, hasAnswered: boolean): string {
  const remedy = hasAnswered ? '' : ' If it is not a collector, name one: --collector <url>'
  return `Waiting for ${url}: ${reason} …${remedy}`
}

/** Says what is unusual about the news of a collector; empty if nothing is. */
export function printRemark({ hasForgotten, hasGap }: Reading): string {
  if (hasGap) return 'There are more new events than can be read: the oldest are not counted'
  return hasForgotten ? 'The collector has forgotten its events; what was counted stays' : ''
}
