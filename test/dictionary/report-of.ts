import type { CoverageReport, CoveredEntry, CoveringTest } from '../../src/coverage/index.ts'
import type { EntryId } from '../../src/fakes/index.ts'

/** Makes an entry of a report, at the level of its first test. */
export function covered(id: EntryId, tests: readonly CoveringTest[] = []): CoveredEntry {
  const asserted = tests.filter(({ level }) => level === 'asserted')
  return {
    id,
    file: 'config/a.yml',
    line: 1,
    metrics: 1,
    level: tests[0]?.level ?? 'none',
    weak: asserted.length > 0 && asserted.every(({ weak }) => weak !== undefined),
    tests,
  }
}

/** Makes a test of `test/<name>.test.ts` with its assertion in line 7. */
export function testAt(
  level: CoveringTest['level'],
  name = 'pulls',
  more: Partial<CoveringTest> = {},
): CoveringTest {
  return { name, file: `test/${name}.test.ts`, line: 7, level, ...more }
}

export const event = (name: string): EntryId => ({ kind: 'event', name })
export const metric = (name: string): EntryId => ({ kind: 'metric', name })
export const property = (name: string, property: string): EntryId => ({
  kind: 'property',
  name,
  property,
})
export const filter = (name: string, property: string, value: string | number): EntryId => ({
  kind: 'filter',
  name,
  property,
  value,
})

export function reportOf(...entries: readonly CoveredEntry[]): CoverageReport {
  return {
    version: 1,
    project: 'shop',
    runs: [{ runner: 'vitest', tests: 3 }],
    entries,
    undefinedEvents: [],
  }
}
