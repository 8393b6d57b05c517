import { printable } from '../foundation/index.ts'
import { DefinitionError } from './definition-error.ts'
import type { EventDefinition } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'
import { printName } from './print-name.ts'

/** Data sources whose metrics the tracking of internal events moves. */
const COUNTED_SOURCES = new Set(['internal_events', 'redis_hll'])

/** Returns the error for which a defined event cannot be tracked or asserted, if there is one. */
export function refusedEvent(event: EventDefinition): DefinitionError | undefined {
  const failed = `Failed to use event ${printName(event.action)}: ${event.file}:${event.line}`
  if (event.removed) {
    return new DefinitionError(
      'REMOVED_EVENT',
      `${failed} says that it was removed (status: removed). Stop tracking and asserting it, or restore its definition.`,
      event,
    )
  }
  if (event.internal) return undefined
  return new DefinitionError(
    'LEGACY_EVENT',
    `${failed} has no internal_events: true, so it describes an event of an older system. Add internal_events: true when it is tracked as an internal event, or set requireInternalFlag: false in internal-events.config where all are.`,
    event,
  )
}

/** Returns the error for which a defined metric cannot be asserted, if there is one. */
export function refusedMetric(metric: UsageMetric): DefinitionError | undefined {
  const { dataSource, rules, timeFrame } = metric
  const failed = `Failed to use usage metric ${printName(metric.keyPath)}: ${metric.file}:${metric.line}`
  if (metric.removed) {
    return new DefinitionError(
      'REMOVED_METRIC',
      `${failed} says that it was removed (status: removed). Stop asserting it, restore its definition, or permit it: metrics: { allowRemoved: true } in internal-events.config.`,
      metric,
    )
  }
  if (!COUNTED_SOURCES.has(dataSource) || rules.length === 0) {
    return new DefinitionError(
      'METRIC_NOT_COUNTED',
      `${failed} has data_source: ${printable(dataSource, 100)}${COUNTED_SOURCES.has(dataSource) ? ' without events that name selection rules' : ''}, so internal events do not move it. Assert a metric of data_source: internal_events.`,
      metric,
    )
  }
  if (timeFrame !== 'none') return undefined
  return new DefinitionError(
    'METRIC_NOT_READ',
    `${failed} has time_frame: none, which the real system counts without ever reading it (Unknown time frame: none). Give it 7d, 28d or all, or assert the events that it counts.`,
    metric,
  )
}
