import type { BlockRun } from '../fakes/index.ts'
import type { TrackedElements } from '../html/index.ts'
import type { MakeClaim } from './claim.ts'

/** What a matcher claims, and what its negation claims. */
export interface Claims<Observed> {
  readonly positive: MakeClaim<Observed>
  readonly negative: MakeClaim<Observed>
}

/** A family of matchers: one table, from which everything that it needs of a runner is made. */
export interface MatcherDefinition<Name extends string = string> {
  readonly name: Name
  /** The negation by a name of its own, which can be joined by `.and`. */
  readonly negated?: Name
  readonly block: Claims<BlockRun>
  /** What it claims of rendered HTML, where it takes some. */
  readonly html?: Claims<TrackedElements>
  /** Why it cannot stand behind `.and`. */
  readonly mustBeFirst?: { readonly cause: string; readonly remedy: string }
}
