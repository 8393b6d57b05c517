import type { CoveredRun } from '../../coverage/index.ts'
import type { Level } from '../../fakes/index.ts'

/** The content of a report of coverage, apart from what stands at each entry. */
export interface CoverageData {
  readonly runs: readonly CoveredRun[]
  /** The names of events that tests tracked, and that no definition has. */
  readonly undefinedEvents: readonly string[]
  /** Tests at the lines of their assertions. Entries name them by their places in this list. */
  readonly tests: readonly TestEntry[]
  /** The entries that the report has and the definitions do not: their number, and the first names. */
  readonly gone: { readonly count: number; readonly names: readonly string[] }
}

/** A test, and the line of one of its assertions if it has one there. */
export interface TestEntry {
  readonly name: string
  /** Relative to the root of the project. */
  readonly file: string
  readonly line?: number
}

/**
 * The level of an entry: `weak` where it is asserted by weak assertions alone, `unknown` where the
 * report does not have it.
 */
export type CoverageState = Level | 'weak' | 'none' | 'unknown'

/** The degree to which tests guard an entry or a part of one, and the tests that do. */
export interface CoveredBy {
  readonly state: CoverageState
  readonly tests?: TestsByLevel
  /** The number of tests that are not listed. */
  readonly more?: number
}

/** Tests by what they do with an entry, each as its place in the list of tests. */
export interface TestsByLevel {
  readonly asserted?: readonly number[]
  readonly weak?: readonly WeakTest[]
  readonly seen?: readonly number[]
  readonly called?: readonly number[]
}

export type WeakTest = readonly [test: number, reason: string]
