import type { MatcherUtils } from './matcher-context.ts'

/** A field whose value is not as expected. */
export interface Difference {
  readonly field: string
  readonly expected: unknown
  readonly recorded: unknown
}

/** The candidate nearest to the expectation, and the fields in which it differs. */
export interface NearMiss<Candidate> {
  readonly candidate: Candidate
  readonly differences: readonly [Difference, ...Difference[]]
}

/** The number of differing candidates that are compared: more take longer than they help. */
const MOST = 1000

/** Returns the first of the candidates that differ in the fewest fields, but in at least one. */
export function nearestMiss<Candidate>(
  candidates: Iterable<Candidate>,
  differencesOf: (candidate: Candidate) => Iterable<Difference>,
): NearMiss<Candidate> | undefined {
  let nearest: NearMiss<Candidate> | undefined
  let compared = 0
  for (const candidate of candidates) {
    const [first, ...others] = differencesOf(candidate)
    if (!first) continue
    if (!nearest || others.length + 1 < nearest.differences.length) {
      nearest = { candidate, differences: [first, ...others] }
    }
    compared++
    if (others.length === 0 || compared === MOST) break
  }
  return nearest
}

/** The style in which a near miss prints its differences. */
interface DifferenceStyle {
  readonly print: (value: unknown, field: string) => string
  /** The label of the recorded value. Default: `recorded`. */
  readonly recorded?: string
  /** A note behind the recorded value. */
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

/** Prints the names of the other fields that differ: one line, or none. */
export function printOthers(others: readonly Difference[]): string[] {
  return others.length > 0 ? [`    and at ${others.map(({ field }) => field).join(', ')}`] : []
}
