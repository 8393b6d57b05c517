/**
 * npm run check:real -- <path>: loads the definitions of any repository, drives each rule of each
 * metric once with a fitting event, and prints what moved, what did not, and why.
 */
import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { usageMetricValue } from '../../src/counters/index.ts'
import {
  type Catalog,
  createInternalEvents,
  InMemoryCounterStore,
  InternalEventsError,
  loadCatalog,
  type SelectionRule,
  type TrackOptions,
  type UsageMetric,
} from '../../src/entries/index.ts'

const NOW = Date.now()
const UNEXPLAINED = 'unexplained'

/** The reasons of errors, in words that many metrics share. */
const WORDS: Readonly<Record<string, string>> = {
  METRIC_NOT_COUNTED: 'its data source is another one, or it has no rules',
  REMOVED_METRIC: 'the metric has status: removed',
  DUPLICATE_METRIC: 'two files define the metric',
  UNDEFINED_EVENT: 'no definition has the event',
  METRIC_NEVER_MOVES: 'its events are of an older system or removed, or lack what its rules need',
  UNKNOWN_EVENT: 'the event is of an older system, or its definition has a fault',
  REMOVED_EVENT: 'the event has status: removed',
  INVALID_PROPERTY: 'the event does not declare the custom property that the rule needs',
  INVALID_PROPERTY_TYPE: 'no event can have the value that the rule needs',
  INVALID_KEY_FORMAT: 'the value of a filter makes a key that Redis refuses',
}

const [path = '.'] = process.argv.slice(2)
const root = resolve(process.env['INIT_CWD'] ?? '.', path)
const catalog = loadCatalog({ root })
const counters = new InMemoryCounterStore()
const { trackInternalEvent } = createInternalEvents({ catalog, counters })
// A warning of tracking is a reason here.
console.warn = () => {}

/** The rules that did not move their metric, by the reason. */
const reasons = new Map<string, string[]>()
let moved = 0
for (const metric of catalog.metrics.values()) {
  const refusal = refusalOf(() => catalog.metric(metric.keyPath))
  if (refusal !== undefined) note(refusal, metric.keyPath)
  else for (const rule of metric.rules) drive(metric, rule)
}
print()

function drive(metric: UsageMetric, rule: SelectionRule): void {
  counters.reset()
  const read = () => usageMetricValue(metric, counters, NOW, 'test')
  const options = fittingEvent(rule)
  const refusal = refusalOf(() => {
    const before = read()
    trackInternalEvent(rule.name, options)
    if (isDeepStrictEqual(before, read())) note(silence(metric, rule), metric.keyPath)
    else moved++
  })
  if (refusal !== undefined) note(refusal, metric.keyPath)
}

/** Returns the options of a call that the rule selects, and that it can count. */
function fittingEvent({ filter, unique, operator }: SelectionRule): TrackOptions {
  const properties: Record<string, unknown> = Object.fromEntries(filter)
  if (operator === 'sum(value)') properties['value'] ??= 1
  if (unique === 'value') properties['value'] ??= 1
  const options: Record<string, unknown> = {
    user: { id: 1 },
    project: { id: 2 },
    namespace: { id: 3 },
    featureEnabledByNamespaceIds: [4],
    sendSnowplowEvent: false,
  }
  const given = ['user', 'project', 'namespace', 'feature_enabled_by_namespace_ids']
  if (unique !== undefined && !given.includes(unique)) properties[unique] ??= 'text'
  return { ...options, additionalProperties: properties } as TrackOptions
}

/** Returns why an event that was tracked did not move the metric. */
function silence(
  { timeFrame }: UsageMetric,
  { name, filter, unique, operator }: SelectionRule,
): string {
  if (timeFrame === 'none') return 'time_frame: none cannot be read'
  const { additionalProperties: declared } = catalog.event(name)
  const needed = [
    ...filter.keys(),
    ...(operator === 'sum(value)' ? ['value'] : []),
    ...(unique === undefined ? [] : [unique]),
  ]
  for (const key of needed) {
    if (['label', 'property', 'value'].includes(key) && !declared.has(key)) {
      return `the event does not declare the ${key} that the rule needs, so it is dropped`
    }
  }
  return UNEXPLAINED
}

/** Returns the reason of an error; one that is not thrown on purpose explains nothing. */
function refusalOf(run: () => void): string | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof InternalEventsError)
      return `${error.code}: ${WORDS[error.code] ?? error.message}`
    return `${UNEXPLAINED}: ${error instanceof Error ? error.stack : String(error)}`
  }
}

function note(reason: string, keyPath: string): void {
  reasons.set(reason, [...(reasons.get(reason) ?? []), keyPath])
}

function print(): void {
  const { events, metrics, badFiles, faults } = catalog satisfies Catalog
  const lines = [
    `${root}: ${events.size} events, ${metrics.size} metrics, ${badFiles.size} bad files, ${faults.length} faults`,
    `${moved} rules moved their metric`,
  ]
  let unexplained = 0
  for (const [reason, keyPaths] of [...reasons].sort(([, a], [, b]) => b.length - a.length)) {
    if (reason.startsWith(UNEXPLAINED)) unexplained += keyPaths.length
    const shown = keyPaths.slice(0, 3).join(', ')
    lines.push(
      `${keyPaths.length} did not: ${reason} (${shown}${keyPaths.length > 3 ? ', …' : ''})`,
    )
  }
  console.log([...lines, `${unexplained} unexplained`].join('\n'))
  process.exitCode = unexplained > 0 ? 1 : 0
}
