import type { MonitorView } from '../../src/monitor/index.ts'
import type { SentEvent } from '../../src/snowplow/index.ts'

let sent = 0

/** Makes an event as a collector has it. */
export function seen(
  name: string,
  event: Partial<SentEvent> = {},
  time: number = Date.now() + 1000,
): { id: string; sending: string; time: number; event: SentEvent } {
  const id = `event ${++sent}`
  return {
    id,
    sending: id,
    time,
    event: {
      name,
      category: undefined,
      user: undefined,
      project: undefined,
      namespace: undefined,
      featureEnabledByNamespaceIds: undefined,
      additionalProperties: {},
      ...event,
    },
  }
}

/** Returns what the metrics of a view report, those that moved. */
export function moved({ metrics }: MonitorView): Record<string, unknown> {
  return Object.fromEntries(
    metrics
      .filter((one) => one.moved !== 0)
      .map(({ metric, start, now, moved }) => [metric.keyPath, [start, now, moved]]),
  )
}
