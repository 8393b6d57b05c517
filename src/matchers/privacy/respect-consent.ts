import {
  type ClaimTerms,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  refuseUnattributed,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import { consentSignals, consentTraces, type TracedDocument } from '../../privacy/search/index.ts'
import { refuseHeld, refuseMissed } from '../events/index.ts'
import { reasonFor, sentLines } from './consent-lines.ts'
import { readOptions } from './consent-options.ts'
import { refuseNegation, undecidedCalls } from './refuse-misuse.ts'

/** What was asked for before the block, and what was on the page then. */
interface Asked {
  readonly counting: boolean
  readonly withdrawn: boolean
  readonly signals: readonly string[]
  /** The page whose cookies and storages count; the end of the test may have another. */
  readonly document: TracedDocument | undefined
  readonly traces: ReadonlyMap<string, string>
}

/** Claims that nothing is sent, and a tracker leaves nothing on the page, where a visitor asks for privacy. */
const claim = defineClaim<BlockRun, Asked, readonly string[], ClaimTerms>('block', {
  known(args, called) {
    refuseNegation(called, 'it would hold only where consent is ignored')
    const { withdrawn = false, counting = false } = readOptions(args, called)
    const { document } = globalThis as { document?: TracedDocument }
    const traces = consentTraces(document)
    return { withdrawn, counting, signals: consentSignals(), document, traces }
  },
  terms: () => ({ methods: {}, never: true }),
  refuse(_, { target, text }) {
    if (target.withdrawn || target.signals.length > 0 || consentSignals().length > 0) return
    throw matcherError(
      'INVALID_SUBJECT',
      text(),
      'nobody asks for privacy, so that everything may be sent',
      'Turn a signal on before the block: navigator.globalPrivacyControl = true, or navigator.doNotTrack = "1". Where the test has withdrawn the consent itself, pass { withdrawn: true }.',
    )
  },
  judge(block, { target, text }) {
    refuseUnattributed(block, text(), ({ kind }) => kind === 'events' || kind === 'sent')
    const lines = [...sentLines(block, target.counting), ...traceLines(target)]
    if (lines.length > 0) return lines
    refuseMissed(block, text())
    refuseHeld(block, text(), () => true)
    return undefined
  },
  // Where Snowplow is silent, a browser sends nothing of the call to it either.
  refused: (block) => undecidedCalls(block).filter(({ browser }) => browser?.toSnowplow !== false),
  late: ({ target }) => traceLines(target).map((line) => `Late: ${line} after the block ended.`),
  explain: (lines, { target, context: { utils } }) =>
    [
      `Expected the block to send nothing, since ${reasonOf(target)}, but it did.`,
      `Recorded:\n${capLines(lines, (line) => utils.RECEIVED_COLOR(line)).join('\n')}`,
      'Ask for the consent before the tracker is made, and before each event.',
    ].join('\n\n'),
})

/** `expect(block).toRespectConsent(options?)` */
export const respectConsent: MatcherDefinition<'toRespectConsent'> = {
  name: 'toRespectConsent',
  block: { positive: claim, negative: claim },
}

function reasonOf({ withdrawn, signals }: Asked): string {
  return reasonFor(withdrawn, signals.length > 0 ? signals : consentSignals())
}

function traceLines({ document, traces }: Asked): string[] {
  return [...consentTraces(document)]
    .filter(([trace, value]) => traces.get(trace) !== value)
    .map(([trace]) => `${trace} was set`)
}
