import { propertyType } from '../../definitions/index.ts'
import type { EventEntry, MetricEntry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { entryLink } from './entry-link.ts'
import { factList, ownerFacts, placeFact } from './facts.ts'
import { levelBadge, withLevel } from './level-badge.ts'
import { showFilters } from './show-filters.ts'
import { showRule } from './show-rule.ts'
import { showTable } from './show-table.ts'

/** Shows the facts of an event, its properties, and the metrics that count it. */
export function showEvent(event: EventEntry, index: EntryIndex): Child {
  const metrics = index.metricsCounting(event.name)
  return [
    factList([
      ...ownerFacts(event),
      ['Identifiers', event.identifiers.join(', ')],
      placeFact(event),
    ]),
    event.properties.length > 0 ? showProperties(event) : undefined,
    event.filters && event.filters.length > 0 ? showFilters(event.filters, metrics) : undefined,
    element(
      'section',
      {},
      element('h2', {}, 'Metrics that count it'),
      metrics.length > 0
        ? showTable(
            ['Metric', 'Counts'],
            metrics.map((metric) => [
              withLevel(entryLink(metric), metric.coverage),
              rulesFor(metric, event),
            ]),
          )
        : element('p', { class: 'dim' }, 'No metric counts this event.'),
    ),
  ]
}

function showProperties({ properties, coverage }: EventEntry): HTMLElement {
  const rows = properties.map((property) => {
    const { name, description } = property
    return [
      element('code', { dir: 'auto' }, name),
      element('span', { class: 'dim' }, wantedOf(name)),
      element('span', { class: 'description', dir: 'auto' }, description),
      ...(coverage ? [levelBadge(property.coverage)] : []),
    ]
  })
  return element(
    'section',
    {},
    element('h2', {}, 'Properties'),
    showTable(['Property', 'Takes', 'Description', ...(coverage ? ['Level'] : [])], rows),
  )
}

/** JSON has no numbers but finite ones. */
function wantedOf(property: string): string {
  return propertyType(property).wanted.replace('finite ', '')
}

function rulesFor(metric: MetricEntry, event: EventEntry): Child {
  return metric.rules
    .filter((rule) => rule.event === event.name)
    .map((rule, index) => [index === 0 ? '' : '; ', showRule(rule)])
}
