import { isMapping, printable } from '../foundation/index.ts'
import { invalidDefinition } from './definition-fault.ts'
import { type DefinitionFile, readName } from './definition-file.ts'
import { printYaml, RubyFloat } from './psych-scalars.ts'
import type { FilterValue, SelectionRule } from './selection-rule.ts'

/** The days that a metric counts, as its definition says them. */
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
 * @throws {UnusableFile} `INVALID_DEFINITION` when `key_path` is missing, or when an
 *   internal-events metric has a time frame or selection rule that cannot be counted.
 */
export function readMetricDefinition(file: DefinitionFile): UsageMetric[] {
  const { mapping } = file
  const keyPath = readName(
    file,
    'key_path',
    'a metric definition needs a key_path, the name of the metric',
  )
  const dataSource = mapping.get('data_source')
  const declared = mapping.get('time_frame')
  const listed = Array.isArray(declared)
  if (listed && declared.length === 0) {
    throw invalidDefinition(
      file.lineOf('time_frame'),
      'the list of time frames is empty, so it defines no metric',
    )
  }
  // A repeated one is the same metric.
  return [...new Set<unknown>(listed ? declared : [declared])].map((value) => {
    const timeFrame = readTimeFrame(file, value)
    return {
      keyPath: listed ? keyPath + TIME_FRAME_SUFFIX[timeFrame] : keyPath,
      timeFrame,
      dataSource: typeof dataSource === 'string' ? dataSource : printYaml(dataSource),
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
    file.lineOf('time_frame'),
    `unknown time frame: ${printYaml(value)}, it should be 7d, 28d, all or a list of these`,
  )
}

function readRules(file: DefinitionFile, timeFramed: boolean): SelectionRule[] {
  const events = file.mapping.get('events')
  const internal = file.mapping.get('data_source') === 'internal_events'
  if (!Array.isArray(events)) {
    if (!internal || file.mapping.get('status') === 'removed') return []
    throw invalidDefinition(
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
  const fail = (cause: string) => invalidDefinition(file.lineOf('events'), cause)
  if (!isMapping(event) || typeof event['name'] !== 'string')
    throw fail('every entry of events needs the name of an event')
  const { name, unique, operator, filter } = event
  const shown = printable(name, 100)
  if (unique != null && typeof unique !== 'string')
    throw fail(`unique of ${shown} should be a string`)
  if (operator != null && operator !== 'sum(value)' && operator !== 'total') {
    throw fail(
      `unknown operator of ${shown}: ${printYaml(operator)}, it should be sum(value) or total`,
    )
  }
  if (filter != null && (!isMapping(filter) || filter instanceof RubyFloat))
    throw fail(`filter of ${shown} should be a mapping`)
  return {
    name,
    unique: unique?.split('.')[0],
    ...readFilter(shown, filter ?? {}, fail),
    operator: operator ?? undefined,
    timeFramed,
  }
}

function readFilter(
  name: string,
  filter: Record<string, unknown>,
  fail: (cause: string) => Error,
): Pick<SelectionRule, 'filter' | 'written'> {
  const values = new Map<string, FilterValue>()
  const written = new Map<string, string>()
  for (const [key, given] of Object.entries(filter)) {
    const value = given instanceof RubyFloat ? given.value : given
    if (!isFilterValue(value))
      throw fail(`filter of ${name}: ${printable(key, 100)} should be a string or a number`)
    values.set(key, value)
    if (String(given) !== String(value)) written.set(key, String(given))
  }
  return written.size > 0 ? { filter: values, written } : { filter: values }
}

/** A boolean is none that an event can have; GitLab loads it all the same. */
function isFilterValue(value: unknown): value is FilterValue {
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint' ||
    Number.isFinite(value)
  )
}
