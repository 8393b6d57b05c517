import type { SelectionRule, TimeFrame, UsageMetric } from '../../definitions/index.ts'
import { faultOfName, type UsageSubject, usageSubject } from '../../drafts/index.ts'
import type { Entry, EventEntry, MetricEntry, RuleEntry } from './dictionary-data.ts'
import type { EntryIndex } from './entry-index.ts'

/**
 * Prepares the examples of an entry: an event with the metrics that it moves, or a metric with the
 * first event that moves it. Returns nothing for what no code may track.
 */
export function usageOf(entry: Entry, index: EntryIndex): UsageSubject | undefined {
  if (entry.kind === 'event') {
    return isTrackable(entry)
      ? usageSubject(
          knownEvent(entry),
          index.metricsCounting(entry.name).filter(inUse).map(usageMetric),
        )
      : undefined
  }
  if (!inUse(entry)) return undefined
  for (const { event: name } of entry.rules) {
    const event = index.event(name)
    if (!event || !isTrackable(event)) continue
    const subject = usageSubject(knownEvent(event), [usageMetric(entry)])
    if (subject.movements.length > 0) return subject
  }
  return undefined
}

const inUse = ({ status }: Entry) => status !== 'removed'

/** Tells whether code may track an event: examples are code, which a name of another kind would break. */
function isTrackable(event: EventEntry): boolean {
  return event.internal && inUse(event) && faultOfName(event.name) === undefined
}

function knownEvent({ name, identifiers, properties }: EventEntry) {
  return {
    action: name,
    identifiers,
    properties: new Map(properties.map((property) => [property.name, property.description])),
  }
}

function usageMetric({
  name,
  timeFrame,
  dataSource,
  status,
  rules,
  file,
  line,
}: MetricEntry): UsageMetric {
  return {
    keyPath: name,
    timeFrame: timeFrame as TimeFrame,
    dataSource,
    removed: status === 'removed',
    rules: rules.map((rule) => selectionRule(rule, timeFrame === '7d' || timeFrame === '28d')),
    file,
    line,
  }
}

/** Makes the rule of an entry one as definitions have it. */
export function selectionRule(
  { event, unique, operator, filter }: RuleEntry,
  timeFramed: boolean,
): SelectionRule {
  return {
    name: event,
    unique,
    filter: new Map(filter.map(({ property, value }) => [property, value])),
    operator,
    timeFramed,
  }
}
