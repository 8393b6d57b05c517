import type { CoveredFilter, MetricEntry } from './dictionary-data.ts'
import { element } from './element.ts'
import { entryLink } from './entry-link.ts'
import { levelBadge } from './level-badge.ts'
import { showTable } from './show-table.ts'

/** Shows the values of an event that metrics filter by, how well tests guard them, and the metrics. */
export function showFilters(
  filters: readonly CoveredFilter[],
  metrics: readonly MetricEntry[],
): HTMLElement {
  const rows = filters.map(({ property, value, written, coverage }) => {
    const readers = metrics.filter(({ rules }) =>
      rules.some(({ filter }) =>
        filter.some((one) => one.property === property && one.value === value),
      ),
    )
    return [
      element('code', { dir: 'auto' }, `${property} is ${written}`),
      readers.map((metric) => element('div', {}, entryLink(metric))),
      levelBadge(coverage),
    ]
  })
  return element(
    'section',
    {},
    element('h2', {}, 'Values that metrics filter by'),
    showTable(['Value', 'Metrics', 'Level'], rows),
  )
}
