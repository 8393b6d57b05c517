import type { Claims } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import type { ConsentSignal } from '../../privacy/search/index.ts'
import { consentClaims } from './consent-claims.ts'
import type { ConsentOptions } from './consent-options.ts'
import { undecidedCalls } from './refuse-misuse.ts'

const NOBODY_ASKS = [
  'no page that is open asks for privacy, so that everything may be sent',
  'Turn a signal on before the page is opened: page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })). Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
] as const

const UNREAD = [
  'no page that answers asks for privacy, and one does not answer',
  'Close its dialog, and wait until it has loaded. Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
] as const

/** All that pages know of consent. */
export interface PageConsent {
  /** The signals by which the documents that are open ask for privacy. */
  readonly signals: readonly ConsentSignal[]
  /** What trackers have left: `the cookie _sp_id.1`. */
  readonly traces: readonly string[]
  /** True where a document is open, so that it can be read. */
  readonly opened: boolean
  /** True where the document of a page did not answer. */
  readonly unread: boolean
  /** The names of the events that pages have posted to the usage data API. */
  readonly counted: readonly string[]
}

/**
 * Returns the claim that the pages of a test send nothing, and that a tracker leaves nothing on them,
 * where a visitor asks for privacy; `read` returns what the pages know when it is judged.
 */
export function consentOnPage(read: () => PageConsent): Claims<BlockRun> {
  const countedLines = ({ counting = false }: ConsentOptions) =>
    counting ? read().counted.map((name) => `${JSON.stringify(name)} was counted`) : []
  return consentClaims<ConsentOptions>({
    subject: 'internalEvents',
    words: ['the pages of the test', 'they'],
    nobodyAsks: () => (read().unread ? UNREAD : NOBODY_ASKS),
    nothingToJudge: () =>
      read().opened
        ? undefined
        : [
            'no document is open, so that nothing can be read',
            'Go to a page, and assert before it is closed.',
          ],
    ask: (options) => options,
    signals: () => read().signals,
    countedInBlock: false,
    otherLines: (options) => [
      ...countedLines(options),
      ...read().traces.map((trace) => `${trace} was set`),
    ],
    // Nothing was counted when it was judged.
    lateLines: (options) =>
      countedLines(options).map((line) => `Late: ${line} after the assertion.`),
    refused: undecidedCalls,
  })
}
