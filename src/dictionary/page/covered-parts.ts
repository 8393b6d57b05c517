import type { CoverageState, CoveredBy } from './coverage-data.ts'
import type { Entry } from './dictionary-data.ts'

/** Something that tests can guard: an event, a metric, or a part of an event. */
export interface CoveredPart {
  readonly kind: 'event' | 'property' | 'filter' | 'metric'
  readonly entry: Entry
  /** The part of the entry: `label`, `label is npm`; empty for the entry itself. */
  readonly part: string
  readonly coverage: CoveredBy
}

/** Returns an entry and its parts, those that have a level. */
export function coveredParts(entry: Entry): CoveredPart[] {
  const { kind, coverage } = entry
  if (!coverage) return []
  const own: CoveredPart = { kind, entry, part: '', coverage }
  if (entry.kind === 'metric') return [own]
  const properties = entry.properties.flatMap(({ name, coverage }): CoveredPart[] =>
    coverage ? [{ kind: 'property', entry, part: name, coverage }] : [],
  )
  const filters = (entry.filters ?? []).map(
    ({ property, written, coverage }): CoveredPart => ({
      kind: 'filter',
      entry,
      part: `${property} is ${written}`,
      coverage,
    }),
  )
  return [own, ...properties, ...filters]
}

/** Counts levels. */
export function countStates(
  parts: readonly Pick<CoveredPart, 'coverage'>[],
): ReadonlyMap<CoverageState, number> {
  const counts = new Map<CoverageState, number>()
  for (const { coverage } of parts) {
    counts.set(coverage.state, (counts.get(coverage.state) ?? 0) + 1)
  }
  return counts
}

/** Returns the share of what is asserted, weakly or not, as `83.3 %`: 100 % is all, and nothing less. */
export function assertedShare(counts: ReadonlyMap<CoverageState, number>): string {
  const all = sum([...counts.values()])
  return `${Math.floor((assertedCount(counts) * 1000) / all) / 10} %`
}

/** Counts what is asserted, weakly or not. */
export function assertedCount(counts: ReadonlyMap<CoverageState, number>): number {
  return sum([counts.get('asserted') ?? 0, counts.get('weak') ?? 0])
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0)
}
