import type { DefinitionMapping } from '../../definitions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { type TimeFrame, withTimeFrame } from '../metric/time-frames.ts'
import { readText, readTexts } from './read-text.ts'

/** A metric that has a definition: one key path with one time frame. */
export interface KnownMetric {
  readonly keyPath: string
  readonly timeFrame: string
  /** The events that it counts, sorted. */
  readonly actions: readonly string[]
  /** The operation by which it counts, as `count(user)`, `count()` or `sum(value)`. */
  readonly operation: string
  readonly isFiltered: boolean
  readonly file: string
}

/** Reads a metric's definition: a metric for each of its time frames. */
export function readKnownMetrics({ file, mapping }: DefinitionMapping): KnownMetric[] {
  const keyPath = readText(mapping.get('key_path'))
  if (keyPath === undefined) return []
  const given = mapping.get('events')
  const events = Array.isArray(given) ? given.filter(isMapping) : []
  const metric = {
    actions: events.flatMap(({ name }) => readText(name) ?? []).sort(),
    operation: operationOf(events[0]),
    isFiltered: events.some(({ filter }) => isMapping(filter) && Object.keys(filter).length > 0),
    file,
  }
  const frames = readTexts(mapping.get('time_frame'))
  if (frames === undefined) {
    return [{ ...metric, keyPath, timeFrame: readText(mapping.get('time_frame')) ?? 'all' }]
  }
  return frames.map((timeFrame) => ({
    ...metric,
    keyPath: withTimeFrame(keyPath, timeFrame as TimeFrame),
    timeFrame,
  }))
}

function operationOf(event: Readonly<Record<string, unknown>> | undefined): string {
  const unique = readText(event?.['unique'])?.replace(/\.id$/, '') ?? ''
  return readText(event?.['operator']) ?? `count(${unique})`
}
