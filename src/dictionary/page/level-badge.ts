import type { CoveredBy } from './coverage-data.ts'
import { titleOfState } from './coverage-states.ts'
import { type Child, element } from './element.ts'

/**
 * Makes the mark of a level: a disc, the fuller the better, and its word. Returns nothing for what
 * has no level.
 *
 * @param before Stands before the word.
 */
export function levelBadge(
  coverage: Pick<CoveredBy, 'state'> | undefined,
  before = '',
): HTMLElement | undefined {
  if (!coverage) return undefined
  const { state } = coverage
  return element('span', { class: `level ${state}` }, `${before}${titleOfState(state)}`)
}

/** Puts the mark of a level behind something. */
export function withLevel(shown: Child, coverage: CoveredBy | undefined): Child {
  return coverage ? [shown, ' ', levelBadge(coverage)] : shown
}
