import type { Equal } from '../assertions/index.ts'
import type { JourneyContract } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyProblem } from './journey-problem.ts'
import { possibleBindings } from './possible-bindings.ts'
import { problemsOf } from './problems-of.ts'

/**
 * Returns the ways in which events are not as a contract says; none where they are. Of the ways to
 * read its labels, the one with the fewest counts.
 */
export function judgeJourney(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
): readonly JourneyProblem[] {
  let best: readonly JourneyProblem[] | undefined
  for (const bindings of possibleBindings(contract, events, equal)) {
    const problems = problemsOf(contract, events, { contract, equal, bindings })
    if (problems.length === 0) return problems
    if (!best || problems.length < best.length) best = problems
  }
  return best ?? []
}
