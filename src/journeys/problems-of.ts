import { nearestMiss } from '../assertions/index.ts'
import { type Assignment, assignEvents, type Matches } from './assign-events.ts'
import { type Comparison, entryDifferences, hasIdentities } from './entry-differences.ts'
import type { JourneyContract, JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyProblem } from './journey-problem.ts'

/**
 * Returns the ways in which events are not as a contract says, for one reading of its labels. `alike`
 * tells what is so for all of them.
 */
export function problemsOf(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  comparison: Comparison,
  alike: Matches,
): readonly JourneyProblem[] {
  const matches: Matches = (entry, event) =>
    hasIdentities(entry, event, comparison.bindings) && alike(entry, event)
  return contract.ordered || contract.exact
    ? assignedProblems(contract, events, comparison, matches)
    : openProblems(contract, events, comparison, matches)
}

/** As GitLab judges: each entry has to have an event, which other entries may have too. */
function openProblems(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  comparison: Comparison,
  matches: Matches,
): readonly JourneyProblem[] {
  const entries = contract.groups.flat()
  const problems = entries.flatMap((entry): JourneyProblem[] => {
    const found = events.filter((event) => matches(entry, event)).length
    const wanted = entry.count ?? 1
    if (found < wanted) return [{ kind: 'missing', entry, found, wanted }]
    const isTooOften = entry.count !== undefined && found > wanted
    return isTooOften ? [{ kind: 'duplicate', entry, found, wanted }] : []
  })
  const others = events.filter((event) => !entries.some((entry) => matches(entry, event)))
  return withNearest(problems, others, comparison).problems
}

/** In order, or in a closed world: each event serves one entry. */
function assignedProblems(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  comparison: Comparison,
  matches: Matches,
): readonly JourneyProblem[] {
  const assignment = assignEvents(contract.groups, events, matches)
  const missing = missingIn(assignment)
  const early = contract.ordered ? earlyIn(assignment, missing, matches) : []
  const rest = assignment.left.filter((event) => early.every((each) => each.event !== event))
  const named = withNearest(
    missing.filter(({ entry }) => early.every((each) => each.entry !== entry)),
    rest,
    comparison,
  )
  return [
    ...named.problems,
    ...early.map(({ entry, after }) => ({ kind: 'reordered', entry, after }) as const),
    ...surplus(contract, named.rest, matches),
  ]
}

type Missing = Extract<JourneyProblem, { kind: 'missing' }>

/** Returns the events that came before those of an earlier entry. */
function earlyIn(
  assignment: Assignment,
  missing: readonly Missing[],
  matches: Matches,
): { readonly entry: JourneyEntry; readonly event: JourneyEvent; readonly after: JourneyEntry }[] {
  return missing.flatMap(({ entry }) => {
    const event = assignment.left.find((each) => matches(entry, each))
    const after = lastBefore(assignment, entry)
    return event && after ? [{ entry, event, after }] : []
  })
}

/** Returns the events that are too much: of an entry that has all of its own, or of none. */
function surplus(
  { exact, groups }: JourneyContract,
  left: readonly JourneyEvent[],
  matches: Matches,
): JourneyProblem[] {
  const counted = groups.flat().filter((entry) => exact || entry.count !== undefined)
  const more = new Map<JourneyEntry, number>()
  const extra: JourneyProblem[] = []
  for (const event of left) {
    const entry = counted.find((each) => matches(each, event))
    if (entry) more.set(entry, (more.get(entry) ?? 0) + 1)
    else if (exact) extra.push({ kind: 'extra', event })
  }
  const duplicates = [...more].map(([entry, count]) => {
    const wanted = entry.count ?? 1
    return { kind: 'duplicate', entry, found: wanted + count, wanted } as const
  })
  return [...duplicates, ...extra]
}

function missingIn({ places }: Assignment): Missing[] {
  return places.flatMap(({ entry, wanted, events: { length: found } }) =>
    found < wanted ? [{ kind: 'missing', entry, found, wanted }] : [],
  )
}

/** Returns the entry before this one in the contract whose event came after those left for it. */
function lastBefore({ places }: Assignment, entry: JourneyEntry): JourneyEntry | undefined {
  const index = places.findIndex((place) => place.entry === entry)
  return places.slice(0, index).findLast(({ events }) => events.length > 0)?.entry
}

/** Takes a missing event for a changed one where another of its action happened; it is then no extra one. */
function withNearest(
  problems: readonly JourneyProblem[],
  others: readonly JourneyEvent[],
  comparison: Comparison,
): { problems: JourneyProblem[]; rest: readonly JourneyEvent[] } {
  const rest = new Set(others)
  const named = problems.map((problem): JourneyProblem => {
    if (problem.kind !== 'missing') return problem
    const { entry } = problem
    const { action } = entry.texts
    const candidates = [...rest].filter(
      (event) => action === undefined || event.texts.action === action,
    )
    const nearest = nearestMiss(candidates, (event) => entryDifferences(entry, event, comparison))
    if (!nearest) return problem
    rest.delete(nearest.candidate)
    return { kind: 'changed', entry, nearest, found: problem.found }
  })
  return { problems: named, rest: [...rest] }
}
