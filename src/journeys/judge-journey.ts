import type { Equal } from '../assertions/index.ts'
import { printText } from '../foundation/index.ts'
import type { Matches } from './assign-events.ts'
import { type Bindings, type Comparison, entryDifferences } from './entry-differences.ts'
import { IDENTITIES, type JourneyContract, type JourneyEntry } from './journey-contract.ts'
import { JourneyError } from './journey-error.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyProblem } from './journey-problem.ts'
import { type LabelledIds, labelledIds } from './labelled-ids.ts'
import { bindingsThatFail, bindingsThatServe } from './possible-bindings.ts'
import { problemsOf } from './problems-of.ts'

/** The most ways to read the labels of one contract that are tried, to tell whether it holds. */
const MOST = 2000

/** The most that are tried of a contract that does not hold, for a message about it. */
const MOST_FAILING = 100

/**
 * Returns the ways in which events are not as a contract says; none where they are. Of the ways to
 * read its labels, the one with the fewest counts.
 *
 * @throws {JourneyError} `UNDECIDED_JOURNEY` where it may hold in a way that was not tried.
 */
export function judgeJourney(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
): readonly JourneyProblem[] {
  const alike = compareOnce({ contract, equal })
  const problems = problemsOf(contract, events, { contract, equal }, alike)
  const labels = labelledIds(contract, events, alike)
  if (labels.length === 0) return problems
  const judge = (bindings: Bindings) =>
    problemsOf(contract, events, { contract, equal, bindings }, alike)
  const served = mayHold(contract, problems, labels)
    ? fewestProblems(bindingsThatServe(labels), judge, { most: MOST, enough: 0 })
    : undefined
  if (served?.isCut) throw undecided(contract, labels)
  if (served?.fewest) return served.fewest
  const limits = { most: MOST_FAILING, enough: problems.length }
  return fewestProblems(bindingsThatFail(labels), judge, limits).fewest ?? problems
}

/** Compares each entry with each event once, whatever their labels stand for. */
function compareOnce(comparison: Comparison): Matches {
  const known = new Map<JourneyEntry, Map<JourneyEvent, boolean>>()
  return (entry, event) => {
    const own = known.get(entry) ?? new Map<JourneyEvent, boolean>()
    known.set(entry, own)
    const isAlike =
      own.get(event) ?? entryDifferences(entry, event, comparison).next().done === true
    own.set(event, isAlike)
    return isAlike
  }
}

/** Tries ways to read labels, up to the first that has `enough` problems at most. */
function fewestProblems(
  readings: Iterable<Bindings | undefined>,
  judge: (bindings: Bindings) => readonly JourneyProblem[],
  { most, enough }: { readonly most: number; readonly enough: number },
): { readonly fewest: readonly JourneyProblem[] | undefined; readonly isCut: boolean } {
  let fewest: readonly JourneyProblem[] | undefined
  let tried = 0
  for (const bindings of readings) {
    if (tried++ === most) return { fewest, isCut: true }
    const problems = bindings && judge(bindings)
    if (!problems || (fewest && problems.length >= fewest.length)) continue
    fewest = problems
    if (problems.length <= enough) break
  }
  return { fewest, isCut: false }
}

/** Tells whether labels alone decide: what anyone's events do not meet, nobody's do. */
function mayHold(
  { exact }: JourneyContract,
  problems: readonly JourneyProblem[],
  labels: readonly LabelledIds[],
): boolean {
  // With labels, fewer events are an entry's, which may then not have too many.
  if (problems.some(({ kind }) => exact || kind !== 'duplicate')) return false
  return IDENTITIES.every((kind) => {
    const own = labels.filter((label) => label.kind === kind)
    const ids = new Set(own.flatMap((label) => label.ids))
    return own.every(({ isServed }) => isServed) && own.length <= ids.size
  })
}

function undecided({ name, file }: JourneyContract, labels: readonly LabelledIds[]): JourneyError {
  return new JourneyError(
    'UNDECIDED_JOURNEY',
    `Failed to judge journey ${printText(name)}: its ${labels.length} labels of users, projects and namespaces can be read in too many ways, and none of the first ${MOST} holds. List fields in ${file} that tell its entries apart, or fewer labels.`,
  )
}
