import type { MatcherDefinition } from '../../assertions/index.ts'
import { consentSignals, consentTraces, type TracedDocument } from '../../privacy/search/index.ts'
import { consentClaims } from './consent-claims.ts'
import type { ConsentOptions } from './consent-options.ts'
import { undecidedCalls } from './refuse-misuse.ts'

/** The signals that were there before the block, and the traces that were on the page then. */
interface Asked extends ConsentOptions {
  readonly signals: readonly string[]
  /** The page whose cookies and storages count; the end of the test may have another. */
  readonly document: TracedDocument | undefined
  readonly traces: ReadonlyMap<string, string>
}

const claims = consentClaims<Asked>({
  subject: 'block',
  words: ['the block', 'it'],
  nobodyAsks: () => [
    'nobody asks for privacy, so that everything may be sent',
    'Turn a signal on before the block: navigator.globalPrivacyControl = true, or navigator.doNotTrack = "1". Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
  ],
  // A block without a page or a tracker may respect consent, too.
  nothingToJudge: () => undefined,
  ask(options) {
    const { document } = globalThis as { document?: TracedDocument }
    return { ...options, signals: consentSignals(), document, traces: consentTraces(document) }
  },
  signals: ({ signals }) => (signals.length > 0 ? signals : consentSignals()),
  countedInBlock: true,
  otherLines: traceLines,
  lateLines: (asked) => traceLines(asked).map((line) => `Late: ${line} after the block ended.`),
  // A browser sends nothing of the call to Snowplow either where Snowplow is silent.
  refused: (block) => undecidedCalls(block).filter(({ browser }) => browser?.toSnowplow !== false),
})

/** `expect(block).toRespectConsent(options?)` */
export const respectConsent: MatcherDefinition<'toRespectConsent'> = {
  name: 'toRespectConsent',
  block: claims,
}

function traceLines({ document, traces }: Asked): string[] {
  return [...consentTraces(document)]
    .filter(([trace, value]) => traces.get(trace) !== value)
    .map(([trace]) => `${trace} was set`)
}
