import { printable, stringifyJson } from '../foundation/index.ts'
import { eventFields, printFields } from './event-fields.ts'
import { printCount } from './metric-count.ts'
import type { MetricStep, MonitoredEvent } from './monitor.ts'

/** Prints an event on one line: `2026-02-13T09:05:00.000Z pull_package user=1 counts.package_pulls 0 -> 1`. */
export function printEventLine(
  { time, event, fault }: MonitoredEvent,
  steps: readonly MetricStep[],
): string {
  const { identifiers, base, custom } = eventFields(event)
  const moved = steps.map(
    ({ keyPath, from, to }) => `${keyPath} ${printCount(from)} -> ${printCount(to)}`,
  )
  return [
    new Date(time).toISOString(),
    printable(event.name),
    ...[base, custom, identifiers].filter(({ size }) => size > 0).map(printFields),
    ...(fault === '' ? [] : [`(${printable(fault)})`]),
    ...(moved.length === 0 ? [] : [`[${printable(moved.join('; '), 2_000)}]`]),
  ].join(' ')
}

/** Prints an event as a JSON object on one line, for another program. */
export function printEventJson(
  { time, event, fault }: MonitoredEvent,
  metrics: readonly MetricStep[],
): string {
  return stringifyJson({
    time: new Date(time).toISOString(),
    name: event.name,
    category: event.category,
    user: event.user?.id,
    namespace: event.namespace?.id,
    project: event.project?.id,
    featureEnabledByNamespaceIds: event.featureEnabledByNamespaceIds,
    additionalProperties: event.additionalProperties,
    fault: fault === '' ? undefined : fault,
    metrics,
  })
}
