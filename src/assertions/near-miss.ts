import type { MatcherUtils } from './matcher-context.ts'

/** One field in which something is not as expected. */
export interface Difference {
  readonly field: string
  readonly expected: unknown
  readonly recorded: unknown
}

/** What comes nearest to what was expected, and where it differs. */
export interface NearMiss<Candidate> {
  readonly candidate: Candidate
  readonly differences: readonly [Difference, ...Difference[]]
}

/** Returns the candidate that differs in the fewest fields, the first of several; none that is as expected. */
export function nearestMiss<Candidate>(
  candidates: Iterable<Candidate>,
  differencesOf: (candidate: Candidate) => Iterable<Difference>,
): NearMiss<Candidate> | undefined {
  let nearest: NearMiss<Candidate> | undefined
  for (const candidate of candidates) {
    const [first, ...others] = differencesOf(candidate)
    if (!first) continue
    if (!nearest || others.length + 1 < nearest.differences.length) {
      nearest = { candidate, differences: [first, ...others] }
    }
  }
  return nearest
}

/** How the differences of a near miss are shown. */
interface DifferenceStyle {
  readonly print: (value: unknown, field: string) => string
  /** What the recorded value is called. Default: `recorded`. */
  readonly recorded?: string
  /** What is said behind it. */
  readonly note?: string | undefined
}

/** Prints the first field that differs, with both values, and names the others. */
export function printDifferences(
  [first, ...others]: NearMiss<unknown>['differences'],
  { print, recorded = 'recorded', note = '' }: DifferenceStyle,
  utils: MatcherUtils,
): string[] {
  const { field } = first
  return [
    `    differs at ${utils.BOLD_WEIGHT(field)}`,
    `      expected: ${utils.EXPECTED_COLOR(print(first.expected, field))}`,
    `      ${`${recorded}:`.padEnd(9)} ${utils.RECEIVED_COLOR(print(first.recorded, field))}${note}`,
    ...printOthers(others),
  ]
}

/** Prints where else something differs: a line, or none. */
export function printOthers(others: readonly Difference[]): string[] {
  return others.length > 0 ? [`    and at ${others.map(({ field }) => field).join(', ')}`] : []
}
