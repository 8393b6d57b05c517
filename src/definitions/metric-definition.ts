import { isMapping } from '../foundation/index.ts'
import { type DefinitionFile, invalidDefinition } from './definition-file.ts'
import type { SelectionRule } from './selection-rule.ts'

export type TimeFrame = '7d' | '28d' | 'all' | 'none'

/** One usage metric: a key path with one time frame. A definition may list several. */
export interface UsageMetric {
  readonly keyPath: string
  readonly timeFrame: TimeFrame
  readonly dataSource: string
  /** True for `status: removed`: it counts, but may not be asserted. False where the configuration permits that. */
  readonly removed: boolean
  /** The selection rules; empty where internal events do not move the metric. */
  readonly rules: readonly SelectionRule[]
  readonly file: string
  readonly line: number
}

/** GitLab's suffixes for definitions that list their time frames. */
const TIME_FRAME_SUFFIX = { '7d': '_weekly', '28d': '_monthly', all: '', none: '' } as const

/**
 * Reads a metric definition of any vintage and data source.
 *
 * @throws {DefinitionError} `INVALID_DEFINITION` when `key_path` is missing, or when an
 *   internal-events metric has a time frame or selection rule that cannot be counted.
 */
export function readMetricDefinition(file: DefinitionFile): UsageMetric[] {
  const { mapping } = file
  const keyPath = mapping.get('key_path')
  if (typeof keyPath !== 'string' || keyPath === '') {
    throw invalidDefinition(
      file.path,
      file.lineOf('key_path'),
      'a metric definition needs a key_path, the name of the metric',
    )
  }
  const declared = mapping.get('time_frame')
  const listed = Array.isArray(declared)
  return (listed ? declared : [declared]).map((value) => {
    const timeFrame = readTimeFrame(file, value)
    return {
      keyPath: listed ? keyPath + TIME_FRAME_SUFFIX[timeFrame] : keyPath,
      timeFrame,
      dataSource: String(mapping.get('data_source')),
      removed: mapping.get('status') === 'removed',
      rules: readRules(file, timeFrame === '7d' || timeFrame === '28d'),
      file: file.path,
      line: file.lineOf('key_path'),
    }
  })
}

function readTimeFrame(file: DefinitionFile, value: unknown): TimeFrame {
  if (typeof value === 'string' && Object.hasOwn(TIME_FRAME_SUFFIX, value))
    return value as TimeFrame
  if (file.mapping.get('data_source') !== 'internal_events') return 'none'
  throw invalidDefinition(
    file.path,
    file.lineOf('time_frame'),
    `unknown time frame: ${JSON.stringify(value)}, it should be 7d, 28d, all or a list of these`,
  )
}

function readRules(file: DefinitionFile, timeFramed: boolean): SelectionRule[] {
  const events = file.mapping.get('events')
  const internal = file.mapping.get('data_source') === 'internal_events'
  if (!Array.isArray(events)) {
    if (!internal || file.mapping.get('status') === 'removed') return []
    throw invalidDefinition(
      file.path,
      file.lineOf('events'),
      'a metric of internal events needs a list of events',
    )
  }
  // Metrics of other sources may hold lists of another shape, which are left out.
  return events
    .filter((event) => internal || (isMapping(event) && typeof event['name'] === 'string'))
    .map((event) => readRule(file, event, timeFramed))
}

function readRule(file: DefinitionFile, event: unknown, timeFramed: boolean): SelectionRule {
  const fail = (cause: string) => invalidDefinition(file.path, file.lineOf('events'), cause)
  if (!isMapping(event) || typeof event['name'] !== 'string')
    throw fail('every entry of events needs the name of an event')
  const { name, unique, operator, filter } = event
  if (unique != null && typeof unique !== 'string')
    throw fail(`unique of ${name} should be a string`)
  if (operator != null && operator !== 'sum(value)' && operator !== 'total') {
    throw fail(
      `unknown operator of ${name}: ${JSON.stringify(operator)}, it should be sum(value) or total`,
    )
  }
  if (filter != null && !isMapping(filter)) throw fail(`filter of ${name} should be a mapping`)
  return {
    name,
    unique: unique?.split('.')[0],
    filter: readFilter(name, filter ?? {}, fail),
    operator: operator ?? undefined,
    timeFramed,
  }
}

function readFilter(
  name: string,
  filter: Record<string, unknown>,
  fail: (cause: string) => Error,
): Map<string, string | number> {
  const values = new Map<string, string | number>()
  for (const [key, value] of Object.entries(filter)) {
    if (typeof value !== 'string' && !Number.isFinite(value)) {
      throw fail(`filter of ${name}: ${key} should be a string or a number`)
    }
    values.set(key, value as string | number)
  }
  return values
}
