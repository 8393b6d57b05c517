import type { UsageMetric } from '../definitions/index.ts'
import type { Mark } from '../fakes/index.ts'
import type { RefusedCall } from '../tracking/index.ts'
import type { Called, CalledAs, Subject } from './called.ts'
import { callText, subjectText } from './called.ts'
import type { ChainMethod, ChainWord, ClaimTerms } from './chain-methods.ts'
import type { MatcherContext } from './matcher-context.ts'
import { refuseMore } from './refuse-more.ts'
import { refusedMessage, refuseMocked, withRefused } from './refused-calls.ts'

/** An entry of the definitions that a claim guards, and the reason where it does so less than it seems to. */
export type Guarded = Pick<Mark, 'entry' | 'weak'>

interface Written {
  readonly text: string
}

/**
 * One matcher's statement about a block or about rendered HTML, judged by what was observed. An
 * assertion on a block may make several, joined by `.and`.
 */
export interface Claim<Observed> {
  readonly matcher: string
  readonly call: string
  readonly terms: ClaimTerms
  /** The chain as written: `.with(…).times(2)`. */
  chainText: string
  /** The chain methods that were called. */
  readonly said: ChainMethod[]
  /** The words behind it that were begun and not called. */
  readonly uncalled: Set<ChainWord>
  /** Takes the assertion that the claim is a part of, which knows the whole text. */
  join(assertion: Written): void
  readonly negated: boolean
  /** True when the claim is about the error of the block, which is not passed on then. */
  readonly takesError: boolean
  /** The metrics that it compares before and after the block. */
  readonly metrics: readonly UsageMetric[]
  /** True when it is about rows of AI usage events. */
  readonly readsUsage: boolean
  /** True when it reads something before the block runs. */
  readonly readsBefore: boolean
  /** Runs right before the block. */
  begin(): void
  /** Runs when the block has ended. */
  end(): void
  /**
   * Runs once, when nothing more is observed. `othersHold` judges the other claims of the assertion.
   *
   * @throws {MatcherError} when nothing could ever meet the expectation.
   */
  refuse(observed: Observed, othersHold: () => boolean): void
  /** @throws {MatcherError} when the observation cannot decide it. */
  judge(observed: Observed): Verdict
  /** Returns a line for what came after the block, and is no record of its code. */
  late(): readonly string[]
  /** Returns the entries of the definitions without which the claim, which holds, would fail. */
  guards(observed: Observed): readonly Guarded[]
}

export interface Verdict {
  readonly holds: boolean
  /** True where nothing that is still to come can make the claim hold. */
  readonly final?: boolean
  /** Returns the text after the line that repeats the call; called only when it is shown. */
  readonly message: () => string
  /** Returns the values that the runner draws its diff of; called only then, too. */
  readonly compare?: () => Compared | undefined
}

interface Compared {
  readonly actual?: unknown
  readonly expected?: unknown
}

/** The rules of a claim: one cell in the table of its family. */
export interface ClaimRules<Observed, Target, Failure, Terms extends ClaimTerms> {
  /** The text that stands for the arguments in messages. Default: the arguments themselves. */
  readonly parameter?: string
  /** The number of arguments that it reads at most, unless `known` refuses more itself. */
  readonly taken?: 0 | 1
  /**
   * Reads the arguments, before anything runs.
   *
   * @throws {InternalEventsError} for arguments that the matcher cannot take.
   */
  known(args: readonly unknown[], call: CalledAs): Target
  /** Makes the object that holds the terms of the chain; without it the claim takes no chain. */
  terms?(call: CalledAs, target: Target): Terms
  /** True when the claim is about the error of the block. */
  readonly takesError?: boolean
  /** Returns the metrics that have to be read before the block. */
  metrics?(target: Target): readonly UsageMetric[]
  /** True when the claim is about rows of AI usage events. */
  readonly readsUsage?: boolean
  /** Runs right before the block, which has to wait until the chain is complete. */
  begin?(target: Target, call: CalledAs): void
  /** Returns a line for what came after the block, and is no record of its code: the page has it. */
  late?(called: Called<Target, Terms>): readonly string[]
  /** Runs when the block has ended. */
  end?(target: Target, call: CalledAs): void
  /**
   * Runs once, when nothing more is observed. `othersHold` judges the other claims of the assertion.
   *
   * @throws {MatcherError} when nothing could ever meet the expectation.
   */
  refuse?(observed: Observed, called: Called<Target, Terms>, othersHold: () => boolean): void
  /**
   * Returns why the claim does not hold, or `undefined` when it does.
   *
   * @throws {MatcherError} when the observation cannot decide it.
   */
  judge(observed: Observed, called: Called<Target, Terms>): Failure | undefined
  /** Tells whether nothing that is still to come can mend a failure: what was sent stays so. */
  final?(failure: Failure, called: Called<Target, Terms>): boolean
  /**
   * Yields the entries of the definitions without which the claim, which holds, would fail. A claim
   * without it guards none.
   */
  guards?(observed: Observed, called: Called<Target, Terms>): Iterable<Guarded>
  /**
   * Returns the refused calls that matter to the claim: those that can have caused its failure.
   * Without a failure, a claim that nothing happens does not hold for them.
   */
  refused?(
    observed: Observed,
    called: Called<Target, Terms>,
    failure?: Failure,
  ): readonly RefusedCall[]
  /**
   * Returns the message: its first paragraph says what went wrong, its last one what to do, which
   * gives way where the cause lies elsewhere.
   */
  explain(failure: Failure, called: Called<Target, Terms>, observed: Observed): string
  /** Returns the values that the runner draws its diff of. */
  compare?(failure: Failure, called: Called<Target, Terms>): Compared | undefined
}

/** Makes the claim of one call, behind the text that is written before it. */
export type MakeClaim<Observed> = (
  context: MatcherContext,
  matcher: string,
  args: readonly unknown[],
  before?: string,
) => Claim<Observed>

/** Returns a function that makes claims by these rules. Negated matchers take no chain. */
export function defineClaim<Observed, Target, Failure, Terms extends ClaimTerms = ClaimTerms>(
  subject: Subject,
  rules: ClaimRules<Observed, Target, Failure, Terms>,
): MakeClaim<Observed> {
  return (context, matcher, args, before = subjectText(subject, context)) => {
    const call = rules.parameter ? `${matcher}(${rules.parameter})` : callText(matcher, args)
    let written: Written = { text: `${before}.${call}` }
    const calledAs = { context, subject, matcher, call, text: () => written.text }
    if (rules.taken !== undefined) refuseMore(args, rules.taken, written.text)
    const target = rules.known(args, calledAs)
    const terms = rules.terms?.(calledAs, target) ?? (NO_TERMS as Terms)
    const called = { ...calledAs, target, terms }
    const negated = rules.terms === undefined
    const refused = (observed: Observed, failure?: Failure) =>
      rules.refused?.(observed, called, failure) ?? []
    return {
      matcher,
      call,
      terms,
      chainText: '',
      late: () => rules.late?.(called) ?? [],
      join(assertion) {
        written = assertion
      },
      said: [],
      uncalled: new Set(),
      negated,
      takesError: rules.takesError === true,
      metrics: rules.metrics?.(target) ?? [],
      readsUsage: rules.readsUsage === true,
      readsBefore: rules.begin !== undefined,
      begin: () => rules.begin?.(target, called),
      end: () => rules.end?.(target, called),
      refuse: (observed, othersHold) => rules.refuse?.(observed, called, othersHold),
      guards: (observed) =>
        negated || terms.never ? [] : [...(rules.guards?.(observed, called) ?? [])],
      judge(observed) {
        const claimsNothing = negated || terms.never
        const failure = rules.judge(observed, called)
        if (failure !== undefined) {
          const message = () =>
            withRefused(
              rules.explain(failure, called, observed),
              claimsNothing ? [] : refused(observed, failure),
              context.utils,
            )
          const compare = () => rules.compare?.(failure, called)
          const final = rules.final?.(failure, called) === true
          return { holds: false, final, message, compare }
        }
        // A call that the test has made fail was to be without its event.
        const refusals = claimsNothing ? refused(observed).filter(({ staged }) => !staged) : []
        refuseMocked(written.text, refusals)
        if (refusals.length === 0) return HOLDS
        return { holds: false, message: () => refusedMessage(refusals, context.utils) }
      },
    }
  }
}

const NO_TERMS: ClaimTerms = { methods: {} }
const HOLDS: Verdict = { holds: true, message: () => '' }
