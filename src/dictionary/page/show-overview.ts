import type { Entry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import { type EntryIndex, ownerOf } from './entry-index.ts'
import { printPlace } from './place.ts'
import { EVERYTHING } from './search-entries.ts'
import { showTable } from './show-table.ts'

/** Shows how much there is, and whose it is. */
export function showOverview(index: EntryIndex): Child {
  const { project, all } = index
  const used = all.map(({ entry }) => entry).filter(({ status }) => status !== 'removed')
  const removed = all.length - used.length
  return [
    element('p', { class: 'kind' }, 'Dictionary'),
    element('h1', { tabindex: '-1', dir: 'auto' }, project),
    element(
      'ul',
      { class: 'totals' },
      total(countOf('event', used), 'events', { kind: 'event' }),
      total(countOf('metric', used), 'metrics', { kind: 'metric' }),
      removed > 0 ? total(removed, 'removed', { status: 'removed' }) : undefined,
    ),
    element('h2', {}, 'Owners'),
    showTable(['Owner', 'Events', 'Metrics'], ownerRows(used)),
    element(
      'p',
      { class: 'dim keys' },
      key('/'),
      ' searches, ',
      key('↑'),
      ' ',
      key('↓'),
      ' move through the list, ',
      key('Enter'),
      ' opens, ',
      key('Esc'),
      ' goes back to the search.',
    ),
  ]
}

function key(name: string): HTMLElement {
  return element('kbd', {}, name)
}

function countOf(kind: Entry['kind'], entries: readonly Entry[]): number {
  return entries.filter((entry) => entry.kind === kind).length
}

function total(count: number, what: string, query: Partial<typeof EVERYTHING>): HTMLElement {
  const href = printPlace({ kind: 'overview' }, { ...EVERYTHING, ...query })
  return element(
    'li',
    {},
    element('a', { href }, element('b', {}, count.toLocaleString('en')), ` ${what}`),
  )
}

function ownerRows(entries: readonly Entry[]): Child[][] {
  const byOwner = new Map<string, Record<Entry['kind'], number>>()
  for (const entry of entries) {
    const counts = byOwner.get(ownerOf(entry)) ?? { event: 0, metric: 0 }
    counts[entry.kind]++
    byOwner.set(ownerOf(entry), counts)
  }
  return [...byOwner]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([owner, counts]) => [
      ownerLink(owner, '', owner),
      ownerLink(owner, 'event', counts.event),
      ownerLink(owner, 'metric', counts.metric),
    ])
}

function ownerLink(owner: string, kind: string, shown: string | number): Child {
  if (shown === 0) return element('span', { class: 'dim' }, '0')
  const href = printPlace({ kind: 'overview' }, { ...EVERYTHING, owner, kind })
  return element(
    'a',
    { href, dir: 'auto' },
    typeof shown === 'string' ? shown : shown.toLocaleString('en'),
  )
}
