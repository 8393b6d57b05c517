import {
  type Claims,
  type ClaimTerms,
  defineClaim,
  matcherError,
  refuseUnattributed,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import type { ConsentSignal } from '../../privacy/search/index.ts'
import { refuseHeld, refuseMissed } from '../events/index.ts'
import { reasonFor, sentLines } from './consent-lines.ts'
import { type ConsentOptions, readOptions } from './consent-options.ts'
import { refuseNegation, undecidedCalls } from './refuse-misuse.ts'

/** What pages know of consent. */
export interface PageConsent {
  /** What the documents that are open ask for. */
  readonly signals: readonly ConsentSignal[]
  /** The names of the cookies of trackers in the contexts of the pages. */
  readonly cookies: readonly string[]
  /** The names of the events that pages have posted to the usage data API. */
  readonly counted: readonly string[]
}

/**
 * Returns the claim that the pages of a test send nothing, and have no cookie of a tracker, where a
 * visitor asks for privacy; `read` returns what the pages know when it is judged.
 */
export function consentOnPage(read: () => PageConsent): Claims<BlockRun> {
  const countedLines = ({ counting = false }: ConsentOptions) =>
    counting ? read().counted.map((name) => `${JSON.stringify(name)} was counted`) : []
  const claim = defineClaim<BlockRun, ConsentOptions, readonly string[], ClaimTerms>(
    'internalEvents',
    {
      known(args, called) {
        refuseNegation(called, 'it would hold only where consent is ignored')
        return readOptions(args, called)
      },
      terms: () => ({ methods: {}, never: true }),
      refuse(_, { target, text }) {
        if (target.withdrawn || read().signals.length > 0) return
        throw matcherError(
          'INVALID_SUBJECT',
          text(),
          'no page that is open asks for privacy, so that everything may be sent',
          'Turn a signal on before the page is opened: page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })). Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
        )
      },
      judge(block, { target, text }) {
        refuseUnattributed(block, text(), ({ kind }) => kind === 'events' || kind === 'sent')
        const lines = [
          ...sentLines(block, false),
          ...countedLines(target),
          ...read().cookies.map((name) => `the cookie ${name} was set`),
        ]
        if (lines.length > 0) return lines
        refuseMissed(block, text())
        refuseHeld(block, text(), () => true)
        return undefined
      },
      final: () => true,
      refused: undecidedCalls,
      // Nothing was counted when it was judged.
      late: ({ target }) =>
        countedLines(target).map((line) => `Late: ${line} after the assertion.`),
      explain: (lines, { target: { withdrawn = false }, context: { utils } }) =>
        [
          `Expected the pages of the test to send nothing, since ${reasonFor(withdrawn, read().signals)}, but they did.`,
          `Recorded:\n${capLines(lines, (line) => utils.RECEIVED_COLOR(line)).join('\n')}`,
          'Ask for the consent before the tracker is made, and before each event.',
        ].join('\n\n'),
    },
  )
  return { positive: claim, negative: claim }
}
