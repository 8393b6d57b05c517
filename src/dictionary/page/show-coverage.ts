import { coverageBar } from './coverage-bar.ts'
import type { CoverageData } from './coverage-data.ts'
import { COVERAGE_STATES } from './coverage-states.ts'
import { type CoveredPart, countStates, coveredParts } from './covered-parts.ts'
import { type Child, element } from './element.ts'
import { type EntryIndex, ownerOf } from './entry-index.ts'
import { levelBadge } from './level-badge.ts'
import { printPlace } from './place.ts'
import { isAtRisk } from './risk.ts'
import { EVERYTHING, type Query } from './search-entries.ts'
import { showReport } from './show-report.ts'
import { showRisks } from './show-risks.ts'
import { showTable } from './show-table.ts'
import { showWeakAssertions } from './show-weak-assertions.ts'

/** Shows how well tests guard all definitions, by kind and by owner, and what to do first. */
export function showCoverage(data: CoverageData, index: EntryIndex): Child {
  const parts = index.all.flatMap(({ entry }) => coveredParts(entry))
  return [
    element('p', { class: 'kind' }, 'Coverage'),
    element('h1', { tabindex: '-1', dir: 'auto' }, index.project),
    showReport(data),
    showKinds(parts),
    showRisks(index),
    showOwners(parts),
    showWeakAssertions(parts, data),
    showLevels(),
  ]
}

const KINDS = [
  { kind: 'event', title: 'Events' },
  { kind: 'property', title: 'Properties' },
  { kind: 'filter', title: 'Filter values' },
  { kind: 'metric', title: 'Metrics' },
] as const

function showKinds(parts: readonly CoveredPart[]): HTMLElement {
  const rows = KINDS.flatMap(({ kind, title }): Child[][] => {
    const own = parts.filter((part) => part.kind === kind)
    if (own.length === 0) return []
    const counts = countStates(own)
    const others = COVERAGE_STATES.filter(({ state }) => state !== 'asserted').flatMap(
      ({ state }): Child[] => {
        const count = counts.get(state) ?? 0
        if (count === 0) return []
        const badge = levelBadge({ state }, `${count.toLocaleString('en')} `)
        return [own[0]?.part === '' ? linkTo({ kind, coverage: state }, badge) : badge, ' ']
      },
    )
    return [[title, coverageBar(counts), element('span', { class: 'levels' }, others)]]
  })
  return element(
    'section',
    {},
    element('h2', {}, 'What tests guard'),
    showTable(['Definitions', 'Asserted', 'Other levels'], rows),
  )
}

function showOwners(parts: readonly CoveredPart[]): HTMLElement {
  const byOwner = new Map<string, CoveredPart[]>()
  for (const part of parts) {
    const owner = ownerOf(part.entry)
    const own = byOwner.get(owner)
    if (own) own.push(part)
    else byOwner.set(owner, [part])
  }
  const rows = [...byOwner]
    .map(([owner, own]) => ({
      owner,
      counts: countStates(own),
      atRisk: own.filter(({ part, entry }) => part === '' && isAtRisk(entry)).length,
    }))
    .sort((one, other) => other.atRisk - one.atRisk || one.owner.localeCompare(other.owner))
    .map(({ owner, counts, atRisk }) => [
      linkTo({ owner }, owner),
      coverageBar(counts),
      atRisk === 0
        ? element('span', { class: 'dim' }, 'none at risk')
        : linkTo(
            { owner, coverage: 'risk', order: 'risk' },
            `${atRisk.toLocaleString('en')} at risk`,
          ),
    ])
  return element(
    'section',
    {},
    element('h2', {}, 'Owners'),
    showTable(['Owner', 'Asserted', 'Events and metrics'], rows),
  )
}

function linkTo(query: Partial<Query>, shown: Child): HTMLElement {
  const href = printPlace({ kind: 'overview' }, { ...EVERYTHING, ...query })
  return element('a', { href, dir: 'auto' }, shown)
}

function showLevels(): HTMLElement {
  return element(
    'section',
    {},
    element('h2', {}, 'Levels'),
    element(
      'dl',
      { class: 'meanings' },
      COVERAGE_STATES.map((one) => [
        element('dt', {}, levelBadge(one)),
        element('dd', {}, one.meaning),
      ]),
    ),
  )
}
