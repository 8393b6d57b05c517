import type { CoverageState } from './coverage-data.ts'

/** A level, and what it means for those who rely on tests. */
export interface StateInWords {
  readonly state: CoverageState
  /** The word of the level, with which a sentence may go on. */
  readonly title: string
  readonly meaning: string
}

/** The levels of entries, the best guarded first. */
export const COVERAGE_STATES: readonly StateInWords[] = [
  {
    state: 'asserted',
    title: 'asserted',
    meaning: 'A test fails when it breaks.',
  },
  {
    state: 'weak',
    title: 'weak',
    meaning: 'Tests assert it, with claims that hold for much that is wrong, too.',
  },
  {
    state: 'seen',
    title: 'seen',
    meaning: 'A test tracks it beside an assertion that would hold without it.',
  },
  { state: 'called', title: 'called', meaning: 'A test tracks it and asserts nothing.' },
  { state: 'none', title: 'untested', meaning: 'No test that passed touches it.' },
  {
    state: 'unknown',
    title: 'not in the report',
    meaning: 'It was defined after the tests ran. Run them again.',
  },
]

const TITLES: ReadonlyMap<string, string> = new Map(
  COVERAGE_STATES.map(({ state, title }) => [state, title]),
)

/** Returns the word of a level. */
export function titleOfState(state: CoverageState): string {
  return TITLES.get(state) ?? state
}
