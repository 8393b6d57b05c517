import {
  type CalledAs,
  type ClaimTerms,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  refuseUnattributed,
} from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines, isMapping } from '../../foundation/index.ts'
import { consentCookies, consentSignals } from '../../privacy/search/index.ts'
import { refuseHeld, refuseMissed } from '../events/index.ts'
import { refuseNegation, swallowedCalls } from './refuse-misuse.ts'

/** What `toRespectConsent` takes. */
export interface ConsentOptions {
  /**
   * `true` where the test itself has withdrawn the consent, by a cookie, a setting or the header
   * `DNT: 1` of a request. Without it, the browser has to ask for privacy.
   */
  readonly withdrawn?: boolean
  /** `true` where nothing may be counted either. GitLab's front end counts in spite of GPC. */
  readonly counting?: boolean
}

/** What was asked for before the block, and what was on the page then. */
interface Asked {
  readonly counting: boolean
  readonly withdrawn: boolean
  readonly signals: readonly string[]
  readonly cookies: ReadonlyMap<string, string>
}

/** Claims that nothing is sent, and no cookie of a tracker is set, where a visitor asks for privacy. */
const claim = defineClaim<BlockRun, Asked, readonly string[], ClaimTerms>('block', {
  known(args, called) {
    refuseNegation(called, 'it would hold only where consent is ignored')
    const { withdrawn = false, counting = false } = readOptions(args, called)
    return { withdrawn, counting, signals: consentSignals(), cookies: consentCookies() }
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
    const lines = [...sentLines(block, target.counting), ...cookieLines(target.cookies)]
    if (lines.length > 0) return lines
    refuseMissed(block, text())
    refuseHeld(block, text(), () => true)
    return undefined
  },
  refused: swallowedCalls,
  explain: (lines, { target, context: { utils } }) =>
    [
      `Expected the block to send nothing, since ${reasonOf(target)}, but it did.`,
      `Recorded:\n${capLines(lines).map(utils.RECEIVED_COLOR).join('\n')}`,
      'Ask for the consent before the tracker is made, and before each event.',
    ].join('\n\n'),
})

/** `expect(block).toRespectConsent(options?)` */
export const respectConsent: MatcherDefinition<'toRespectConsent'> = {
  name: 'toRespectConsent',
  block: { positive: claim, negative: claim },
}

function readOptions(args: readonly unknown[], { text }: CalledAs): ConsentOptions {
  const [options = {}, ...more] = args
  const isValid =
    more.length === 0 &&
    isMapping(options) &&
    Object.entries(options).every(
      ([name, value]) => ['withdrawn', 'counting'].includes(name) && typeof value === 'boolean',
    )
  if (isValid) return options as ConsentOptions
  throw matcherError(
    'INVALID_EXPECTATION',
    text(),
    'its options are not { withdrawn, counting } with true or false',
    'Correct them, or leave them out.',
  )
}

function reasonOf({ withdrawn, signals }: Asked): string {
  if (withdrawn) return 'consent is withdrawn'
  return `the browser asks for privacy (${(signals.length > 0 ? signals : consentSignals()).join(', ')})`
}

function sentLines({ events, sent, requests }: BlockRun, counting: boolean): string[] {
  const toSnowplow = [
    ...events.filter(({ payload }) => payload),
    ...sent.filter(({ payload }) => payload),
  ].map(({ name }) => `${JSON.stringify(name)} was sent to Snowplow`)
  const others = requests.filter(({ taken }) => taken && toSnowplow.length === 0)
  const counted = [
    ...events.filter((event) => !event.payload && isCounted(event)),
    ...sent.filter((data) => data.parameters && !events.some(({ name }) => name === data.name)),
  ].map(({ name }) => `${JSON.stringify(name)} was counted`)
  return [
    ...toSnowplow,
    ...others.map(({ method, url }) => `${method} ${url} reached the collector`),
    ...(counting ? counted : []),
  ]
}

/** Without a user, the end point that counts refuses what the front end tracks. */
function isCounted({ source, user }: BlockRun['events'][number]): boolean {
  return source === 'backend' || (source === 'frontend' && user != null)
}

function cookieLines(before: ReadonlyMap<string, string>): string[] {
  return [...consentCookies()]
    .filter(([name, value]) => before.get(name) !== value)
    .map(([name]) => `the cookie ${name} was set`)
}
