import type { BlockRun } from '../fakes/index.ts'
import type { TrackedElements } from '../html/index.ts'
import type { MakeClaim } from './claim.ts'

/** The claims of a matcher and of its negation. */
export interface Claims<Observed> {
  readonly positive: MakeClaim<Observed>
  readonly negative: MakeClaim<Observed>
}

/** A family of matchers: one table, from which all that a runner needs is made. */
export interface MatcherDefinition<Name extends string = string> {
  readonly name: Name
  /** The name of the negation, which can be joined by `.and`. */
  readonly negated?: Name
  readonly block: Claims<BlockRun>
  /** The claims about rendered HTML, for a family that takes it. */
  readonly html?: Claims<TrackedElements>
}
