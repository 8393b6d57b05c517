import type { CoverageState } from './coverage-data.ts'
import { COVERAGE_STATES, titleOfState } from './coverage-states.ts'
import type { EntryIndex } from './entry-index.ts'
import { isOfCoverage } from './search-entries.ts'

/** Returns what the list can be narrowed to by coverage, each with the number of its entries. */
export function coverageChoices({ all }: EntryIndex): ReadonlyMap<string, number> {
  const choices = ['risk', ...COVERAGE_STATES.map(({ state }) => state), 'parts']
  const counts = choices.map(
    (choice) => [choice, all.filter(({ entry }) => isOfCoverage(entry, choice)).length] as const,
  )
  return new Map(counts.filter(([choice, count]) => choice === 'risk' || count > 0))
}

/** Returns the words of a choice. */
export function titleOfChoice(choice: string): string {
  if (choice === 'risk') return 'at risk'
  return choice === 'parts' ? 'parts at risk' : titleOfState(choice as CoverageState)
}
