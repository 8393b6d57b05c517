import type { UsageMetric } from '../definitions/index.ts'

/** The methods that narrow a claim after it was made. */
export type ChainMethod =
  | 'with'
  | 'once'
  | 'twice'
  | 'thrice'
  | 'never'
  | 'times'
  | 'exactly'
  | 'atLeast'
  | 'atMost'
  | 'within'
  | 'by'
  | 'byAtLeast'
  | 'byAtMost'
  | 'from'
  | 'to'
  | 'onClick'
  | 'onLoad'

/**
 * What one matcher says about a block or about rendered HTML; an assertion on a block may make
 * several, joined by `.and`. It is judged by what was observed.
 */
export interface Claim<Observed> {
  /** The matcher's name. */
  readonly matcher: string
  /** The claim as written, without its chain: `toTriggerInternalEvents("mr_created")`. */
  readonly call: string
  /** The chain as written: `.with(…).times(2)`. */
  chainText: string
  /** The methods that this claim takes; none when it is negated. */
  readonly chain: Readonly<Partial<Record<ChainMethod, (argument: never) => void>>>
  readonly negated: boolean
  /** The metrics that it compares before and after. */
  readonly metrics?: readonly UsageMetric[]
  /** How long (ms) to watch for what comes after the block. */
  readonly watch: number
  /** Whether only the end of that time can decide, since more events would break the claim. */
  readonly watchToEnd: boolean
  /** Called when the block has ended. */
  end?(): void
  /** @throws {MatcherError} when what happened cannot be decided. */
  judge(observed: Observed): Judgement
}

export interface Judgement {
  readonly holds: boolean
  /** Built only when shown; begins after the line that repeats the call. */
  readonly message: () => string
  readonly actual?: unknown
  readonly expected?: unknown
}

/** A claim that something did not happen: it takes no chain. */
export function negatedClaim<Observed>(
  claim: Pick<Claim<Observed>, 'matcher' | 'call' | 'metrics' | 'judge'>,
): Claim<Observed> {
  return { ...claim, chainText: '', chain: {}, negated: true, watch: 0, watchToEnd: false }
}
