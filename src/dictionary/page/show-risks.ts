import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { entryLink } from './entry-link.ts'
import { levelBadge } from './level-badge.ts'
import { printPlace } from './place.ts'
import { EVERYTHING } from './search-entries.ts'
import { showTable } from './show-table.ts'

/** The number of entries that are shown. */
const MOST = 10

/** Shows the entries that most metrics depend on and no test guards well. */
export function showRisks(index: EntryIndex): Child {
  const atRisk = index.all.filter(({ risk }) => risk >= 0)
  if (atRisk.length === 0) return undefined
  const most = [...atRisk].sort((one, other) => other.risk - one.risk).slice(0, MOST)
  const href = printPlace({ kind: 'overview' }, { ...EVERYTHING, coverage: 'risk', order: 'risk' })
  return element(
    'section',
    {},
    element('h2', {}, 'Most at risk'),
    element(
      'p',
      { class: 'dim' },
      'If one of these broke, no test would fail, or only by chance. Events that most metrics count come first, and a metric counts as one. Among equals, the least tested comes first.',
    ),
    showTable(
      ['Event or metric', 'Level', 'Counted by'],
      most.map(({ entry }) => [
        entryLink(entry),
        levelBadge(entry.coverage),
        entry.kind === 'event' ? printMetrics(index.metricsInUse(entry.name).length) : undefined,
      ]),
    ),
    atRisk.length > most.length
      ? element(
          'p',
          { class: 'all' },
          element('a', { href }, `All ${atRisk.length.toLocaleString('en')} by risk`),
        )
      : undefined,
  )
}

function printMetrics(count: number): string {
  if (count === 0) return 'no metric'
  return count === 1 ? '1 metric' : `${count.toLocaleString('en')} metrics`
}
