import type { Draft } from '../draft.ts'
import { type Conventions, metricsFolder, writeDefinition } from '../repository/conventions.ts'
import { type SharedAnswers, sharedAttributes } from '../repository/shared-attributes.ts'
import type { YamlValue } from '../yaml/index.ts'
import { definedMapping } from '../yaml/index.ts'
import { descriptionPrefix, keyPathOf, metricName, type Scope } from './scope.ts'
import { type FilteredEvent, selectionRules } from './selected-events.ts'
import { type TimeFrame, withTimeFrame } from './time-frames.ts'

interface MetricAnswers extends SharedAnswers {
  readonly description: string
}

/** The answers of somebody who defines a metric of events. */
export interface EventMetricAnswers extends MetricAnswers {
  /** The events in the order in which they were chosen. */
  readonly events: readonly FilteredEvent[]
  readonly scope: Scope
  /** The text in the place of the events' names; the names themselves if there is none. */
  readonly eventsName: string | undefined
}

/** The answers of somebody who defines a metric of the database. */
export interface DatabaseMetricAnswers extends MetricAnswers {
  readonly instrumentationClass: string
  readonly timeFrames: readonly TimeFrame[]
  /** The key path, and the name of the file. */
  readonly keyPath: string
}

/** Returns the names of events as they stand in a metric's name. */
export function joinEvents(events: readonly { readonly action: string }[]): string {
  return events
    .map(({ action }) => action)
    .sort()
    .join('_and_')
}

/** Makes the definition of a metric of events as GitLab's generator makes it, from the answers alone. */
export function draftMetric(answers: EventMetricAnswers, conventions: Conventions): Draft {
  const { events, scope, eventsName = joinEvents(events) } = answers
  const name = metricName(scope, eventsName)
  return draft(answers, conventions, {
    name,
    keyPath: keyPathOf(scope, name),
    description: `${descriptionPrefix(scope)} ${answers.description.trim()}`,
    timeFrames: scope.timeFrames,
    source: 'internal_events',
    rules: selectionRules(events, scope),
  })
}

/** Makes the definition of a metric that reads the database. */
export function draftDatabaseMetric(
  answers: DatabaseMetricAnswers,
  conventions: Conventions,
): Draft {
  const { keyPath, description, timeFrames, instrumentationClass } = answers
  return draft(answers, conventions, {
    name: keyPath,
    keyPath,
    description: description.trim(),
    timeFrames,
    source: 'database',
    instrumentationClass,
  })
}

interface Parts {
  readonly name: string
  readonly keyPath: string
  readonly description: string
  readonly timeFrames: readonly TimeFrame[]
  readonly source: string
  readonly rules?: YamlValue
  readonly instrumentationClass?: string
}

function draft(answers: MetricAnswers, conventions: Conventions, parts: Parts): Draft {
  const { name, keyPath, description, timeFrames, source, rules, instrumentationClass } = parts
  const kind = 'metric'
  const path = `${metricsFolder(conventions, answers.tiers, timeFrames)}/${name}.yml`
  const shared = sharedAttributes(answers, conventions)
  const mapping = definedMapping([
    ['key_path', keyPath],
    ['description', description],
    ['product_group', shared.product_group],
    ['product_categories', shared.product_categories],
    ['performance_indicator_type', []],
    ['value_type', 'number'],
    ['status', 'active'],
    ['milestone', shared.milestone],
    ['introduced_by_url', shared.introduced_by_url],
    ['time_frame', timeFrames.length === 1 ? timeFrames[0] : timeFrames],
    ['data_source', source],
    ['data_category', 'optional'],
    ['tiers', shared.tiers],
    ['events', rules],
    ['instrumentation_class', instrumentationClass],
  ])
  const content = writeDefinition(conventions, { kind, path }, mapping)
  return { kind, name: keyPath, path, content }
}

/** Returns the key paths of all metrics that a definition makes: one for each time frame. */
export function keyPathsOf(keyPath: string, timeFrames: readonly TimeFrame[]): string[] {
  return timeFrames.length === 1
    ? [keyPath]
    : timeFrames.map((frame) => withTimeFrame(keyPath, frame))
}
