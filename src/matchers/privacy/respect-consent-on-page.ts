import type { Claims } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import type { ConsentSignal } from '../../privacy/search/index.ts'
import { consentClaims } from './consent-claims.ts'
import type { ConsentOptions } from './consent-options.ts'
import { undecidedCalls } from './refuse-misuse.ts'

/** All that pages know of consent. */
export interface PageConsent {
  /** The signals by which the documents that are open ask for privacy. */
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
  return consentClaims<ConsentOptions>({
    subject: 'internalEvents',
    words: ['the pages of the test', 'they'],
    nobodyAsks: [
      'no page that is open asks for privacy, so that everything may be sent',
      'Turn a signal on before the page is opened: page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })). Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
    ],
    ask: (options) => options,
    signals: () => read().signals,
    countedInBlock: false,
    otherLines: (options) => [
      ...countedLines(options),
      ...read().cookies.map((name) => `the cookie ${name} was set`),
    ],
    // Nothing was counted when it was judged.
    lateLines: (options) =>
      countedLines(options).map((line) => `Late: ${line} after the assertion.`),
    refused: undecidedCalls,
  })
}
