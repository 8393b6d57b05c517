import { LEVELS, type Level } from '../fakes/index.ts'
import type { CoveredEntry, CoveringTest } from './coverage-report.ts'
import { compareTexts } from './entry-id.ts'

/** A definition, or a part of one, before anybody knows which tests touch it. */
export type DefinedEntry = Omit<CoveredEntry, 'level' | 'weak' | 'tests'>

/** Adds to an entry the tests that touch it, each of its places once, and what follows of them. */
export function coverEntry(defined: DefinedEntry, touching: Iterable<CoveringTest>): CoveredEntry {
  const byPlace = new Map<string, CoveringTest>()
  for (const test of touching) {
    const place = `${test.line ?? 0} ${test.file}\n${test.name}`
    const known = byPlace.get(place)
    if (!known || isStronger(test, known)) byPlace.set(place, test)
  }
  const tests = [...byPlace.values()].sort(byPlaceAndName)
  const level = LEVELS.findLast((one) => tests.some((test) => test.level === one)) ?? 'none'
  const asserting = tests.filter((test) => test.level === 'asserted')
  return {
    ...defined,
    level,
    weak: asserting.length > 0 && asserting.every(({ weak }) => weak !== undefined),
    tests,
  }
}

/** Tells whether an entry is guarded at a level, or at a higher one. */
export function reaches({ level }: { readonly level: Level | 'none' }, wanted: Level): boolean {
  return level !== 'none' && LEVELS.indexOf(level) >= LEVELS.indexOf(wanted)
}

/** Of two at the same level the one without a weakness counts; of two reasons, one whatever the order. */
function isStronger(one: CoveringTest, other: CoveringTest): boolean {
  if (one.level !== other.level) return reaches(one, other.level)
  return other.weak !== undefined && (one.weak === undefined || one.weak < other.weak)
}

function byPlaceAndName(one: CoveringTest, other: CoveringTest): number {
  return (
    compareTexts(one.file, other.file) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    compareTexts(one.name, other.name)
  )
}
