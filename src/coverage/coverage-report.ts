import type { CoverageRunner } from '../definitions/index.ts'
import type { EntryId, Level, PrivacyFinding } from '../fakes/index.ts'

/** The coverage of definitions by tests, as it is written to `coverage.json`: plain JSON. */
export interface CoverageReport extends ToldBesides {
  readonly version: 1
  /** The name of the project. */
  readonly project: string
  /**
   * The way to the root that the paths start at from that of the repository: `packages/api`. Left out
   * where they are one.
   */
  readonly root?: string
  readonly runs: readonly CoveredRun[]
  /** Events, each before its properties and filter values, then metrics; by name. */
  readonly entries: readonly CoveredEntry[]
  /** The names of events that tests tracked, and that no definition has. */
  readonly undefinedEvents: readonly string[]
}

/** The facts that tests tell beside coverage. A report carries them through a merge, without empty lists. */
export interface ToldBesides {
  /** The names of the journeys whose contracts tests have asserted. */
  readonly journeys?: readonly string[]
  /** The exceptions of the privacy settings that hid a finding, by their numbers from 0. */
  readonly privacyExceptions?: readonly number[]
  /** The personal data for which tests have failed. */
  readonly privacyFindings?: readonly PrivacyOfTest[]
}

/** Personal data that a test sent. */
export interface PrivacyOfTest extends Omit<PrivacyFinding, 'frames' | 'near'> {
  /** The names of its suites and its own, with ` > ` between them. */
  readonly test: string
  /**
   * The file of the call that tracked, else that of the canary, the assertion or the test, relative to
   * the root of the project.
   */
  readonly file: string
  /** The line in it, from 1, where it is known. */
  readonly line?: number
}

/** A run of tests that a report holds. A shard has its `index`, from 1 to `count`. */
export interface CoveredRun {
  readonly runner: CoverageRunner
  /** Tells it from other runs of the runner, such as those of two jobs of CI. */
  readonly name?: string
  /** The number of tests that passed, whether or not they touch a definition. */
  readonly tests: number
  /** The number of tests that failed, whose assertions do not count. Left out where none did. */
  readonly failed?: number
  /** The root of its project, where a merge took it from another one: `packages/api`. */
  readonly root?: string
  readonly shard?: { readonly index: number; readonly count: number }
}

/** A definition, or a part of one, with the tests that touch it. */
export interface CoveredEntry {
  readonly id: EntryId
  /** The product group. */
  readonly owner?: string
  /** The file, relative to the root of the project, and the line of the name. */
  readonly file: string
  readonly line: number
  /** The number of metrics that read it; a metric is read by itself. */
  readonly metrics: number
  readonly level: Level | 'none'
  /** True where it is asserted, and each of its assertions is weak. */
  readonly weak: boolean
  readonly tests: readonly CoveringTest[]
}

/** A test that touches an entry, at the highest level at which it does; one for each place there. */
export interface CoveringTest {
  /** The names of its suites and its own, with ` > ` between them. */
  readonly name: string
  /** The file, relative to the root of the project, and the line of the assertion, if there is one. */
  readonly file: string
  readonly line?: number
  readonly level: Level
  /** The reason why its assertion guards the entry less than it seems to. */
  readonly weak?: string
}
