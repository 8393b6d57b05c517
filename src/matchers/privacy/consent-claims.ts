import {
  type Claims,
  type ClaimTerms,
  defineClaim,
  matcherError,
  refuseUnattributed,
  type Subject,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import type { RefusedCall } from '../../tracking/index.ts'
import { refuseHeld, refuseMissed } from '../events/index.ts'
import { type ConsentOptions, readOptions } from './consent-options.ts'
import { refuseNegation } from './refuse-misuse.ts'
import { sentLines } from './sent-lines.ts'

type Reason = readonly [cause: string, remedy: string]

/** The things that a claim on consent looks at, besides what its block sends. */
export interface ConsentSource<Asked extends ConsentOptions> {
  readonly subject: Subject
  /** The subject in sentences: `the block`, `it`. */
  readonly words: readonly [name: string, pronoun: string]
  /** Returns the error where nobody asks for privacy. */
  nobodyAsks(): Reason
  /** Returns the error where there is nothing to judge. */
  nothingToJudge(): Reason | undefined
  /** Reads what has to be known before the block. */
  ask(options: ConsentOptions): Asked
  /** Returns the signals by which somebody asks for privacy. */
  signals(asked: Asked): readonly string[]
  /** True where the block itself tells what was counted. */
  readonly countedInBlock: boolean
  /** Returns a line for each other thing that should not have happened. */
  otherLines(asked: Asked): readonly string[]
  /** Returns those lines that can come late. */
  lateLines(asked: Asked): readonly string[]
  /** Returns the calls that leave open what was sent. */
  refused(block: BlockRun): readonly RefusedCall[]
}

/** Returns the claim that nothing is sent, and a tracker leaves nothing behind, where a visitor asks for privacy. */
export function consentClaims<Asked extends ConsentOptions>(
  source: ConsentSource<Asked>,
): Claims<BlockRun> {
  const { subject, words, countedInBlock, refused } = source
  const [name, pronoun] = words
  const claim = defineClaim<BlockRun, Asked, readonly string[], ClaimTerms>(subject, {
    known(args, called) {
      refuseNegation(called, 'it would hold only where consent is ignored')
      return source.ask(readOptions(args, called))
    },
    terms: () => ({ methods: {}, never: true }),
    refuse(_, { target, text }) {
      const isAsked = target.withdrawn || source.signals(target).length > 0
      const reason = source.nothingToJudge() ?? (isAsked ? undefined : source.nobodyAsks())
      if (reason) throw matcherError('INVALID_SUBJECT', text(), ...reason)
    },
    judge(block, { target, text }) {
      refuseUnattributed(block, text(), ({ kind }) => kind === 'events' || kind === 'sent')
      const counting = countedInBlock && target.counting === true
      const lines = [...sentLines(block, counting), ...source.otherLines(target)]
      if (lines.length > 0) return lines
      refuseMissed(block, text())
      refuseHeld(block, text(), () => true)
      return undefined
    },
    final: () => true,
    refused,
    late: ({ target }) => source.lateLines(target),
    explain: (lines, { target, context: { utils } }) =>
      [
        `Expected ${name} to send nothing, since ${reasonFor(target, source.signals(target))}, but ${pronoun} did.`,
        `Recorded:\n${capLines(lines, (line) => utils.RECEIVED_COLOR(line)).join('\n')}`,
        'Ask for the consent before the tracker is made, and before each event.',
      ].join('\n\n'),
  })
  return { positive: claim, negative: claim }
}

function reasonFor({ withdrawn }: ConsentOptions, signals: readonly string[]): string {
  if (withdrawn) return 'consent is withdrawn'
  return `the browser asks for privacy (${signals.join(', ')})`
}
