import { COVERAGE_STATES } from './coverage-states.ts'
import { coveredParts } from './covered-parts.ts'
import type { Entry } from './dictionary-data.ts'

const RANKS: ReadonlyMap<string, number> = new Map(
  ['asserted', 'weak', 'seen', 'called', 'unknown', 'none'].map((state, rank) => [state, rank]),
)

/** Tells whether an entry could break, and no test would fail. */
export function isAtRisk({ coverage }: Entry): boolean {
  return coverage !== undefined && coverage.state !== 'asserted'
}

/** Tells whether a property or a filter value of an event could break, and no test would fail. */
export function hasPartsAtRisk(entry: Entry): boolean {
  return coveredParts(entry).some(
    ({ part, coverage }) => part !== '' && coverage.state !== 'asserted',
  )
}

/**
 * Ranks an entry by what goes wrong unnoticed when it breaks: the metrics that count an event, or the
 * one metric; then by its level. What is not at risk comes last.
 *
 * @param metrics The number of metrics in use that count it.
 */
export function riskOf(entry: Entry, metrics: number): number {
  if (!isAtRisk(entry) || !entry.coverage) return -1
  const reach = entry.kind === 'event' ? metrics : 1
  return reach * COVERAGE_STATES.length + (RANKS.get(entry.coverage.state) ?? 0)
}
