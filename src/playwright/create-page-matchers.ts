import type { ExpectMatcherState } from '@playwright/test'
import {
  callText,
  type MatcherContext,
  type MatcherError,
  type MatcherErrorCode,
  matcherError,
  onLineOf,
  printValue,
  subjectText,
} from '../assertions/index.ts'
import { isCi, isMapping } from '../foundation/index.ts'
import { eventsOfPage } from '../matchers/events/index.ts'
import { journeyOfPage, layersOfPage } from '../matchers/journeys/index.ts'
import { consentOnPage, keepPrivateOnPage } from '../matchers/privacy/index.ts'
import { type ExpectedTriggers, TERMS } from './expected-triggers.ts'
import { PageAssertion } from './page-assertion.ts'
import { eventsOf, type PageEvents } from './page-events.ts'
import { pageLayers } from './page-layers.ts'
import type { PageJourneyOptions, PageLayersOptions, PageMatchers } from './page-matchers.ts'

/** The part of Playwright's configuration that is about snapshots. */
interface SnapshotConfig {
  readonly updateSnapshots: string
}

/** The part of Playwright's `expect` that compares values as its own matchers do. */
interface AsymmetricMatchers {
  // biome-ignore lint/suspicious/noExplicitAny: Playwright does not type what it returns
  objectContaining(sample: Record<string, unknown>): any
}

/** Makes the matchers, which compare values as the given `expect` does. */
export function createPageMatchers(
  expect: AsymmetricMatchers,
  playwrightConfig: () => SnapshotConfig,
): PageMatchers {
  // Playwright gives matchers no comparison of their own.
  const equals = (actual: unknown, value: unknown) =>
    expect.objectContaining({ value }).asymmetricMatch({ value: actual })
  const matchers: PageMatchers = {
    toHaveTriggered(subject, ...args: [names?: unknown, expected?: unknown, ...unknown[]]) {
      const context = contextOf(this, equals)
      const [names, expected = {}] = args
      const takesTerms = args.length <= 2 && isMapping(expected)
      const { timeout = this.timeout } = { ...(expected as ExpectedTriggers) }
      const call = callText(
        'toHaveTriggered',
        takesTerms ? [names] : args,
        takesTerms ? printTerms(expected, context) : [],
      )
      const form = context.isNot ? 'negative' : 'positive'
      return onLineOf(matchers.toHaveTriggered, () => {
        const page = pageOf(subject, call, context)
        if (!takesTerms) throw refusal(call, context, ...notTerms(args))
        const claim = eventsOfPage[form](context, 'toHaveTriggered', [names])
        return PageAssertion.start(page, context, { ...claim, call }, { ...expected, timeout })
      })
    },
    toMatchTrackingJourney(subject, ...args: [name?: unknown, options?: unknown, ...unknown[]]) {
      const [name, options, ...more] = args
      const { timeout = this.timeout, ...others } = { ...(options as PageJourneyOptions) }
      const given = options === undefined ? [name] : [name, isMapping(options) ? others : options]
      const state = { _updateSnapshot: pageSnapshots(playwrightConfig()) }
      const context = { ...contextOf(this, equals), snapshotState: state }
      const call = callText('toMatchTrackingJourney', args)
      const form = context.isNot ? 'negative' : 'positive'
      return onLineOf(matchers.toMatchTrackingJourney, () => {
        const page = pageOf(subject, call, context)
        const claim = journeyOfPage[form](context, 'toMatchTrackingJourney', [...given, ...more])
        return PageAssertion.start(page, context, { ...claim, call }, { timeout })
      })
    },
    toReachEveryLayer(subject, ...args: [names?: unknown, options?: unknown, ...unknown[]]) {
      const context = contextOf(this, equals)
      const [names, options = {}] = args
      const { timeout = this.timeout, ...unknown } = { ...(options as PageLayersOptions) }
      const takesOptions = args.length <= 2 && isMapping(options) && isEmpty(unknown)
      const call = callText('toReachEveryLayer', args)
      const form = context.isNot ? 'negative' : 'positive'
      return onLineOf(matchers.toReachEveryLayer, () => {
        const page = pageOf(subject, call, context)
        if (!takesOptions) throw refusal(call, context, ...NOT_TIMEOUT)
        const layers = layersOfPage((block, name) => pageLayers(page, block, name))
        const claim = layers[form](context, 'toReachEveryLayer', [names])
        return PageAssertion.start(
          page,
          context,
          { ...claim, call },
          { timeout },
          async (holds) => {
            // Only a message tells of elements.
            if (!holds()) await page.readElements()
          },
        )
      })
    },
    toHaveTriggeredNothing(subject, ...args: unknown[]) {
      const context = contextOf(this, equals)
      const call = callText('toHaveTriggeredNothing', args)
      return onLineOf(matchers.toHaveTriggeredNothing, () => {
        const page = pageOf(subject, call, context)
        if (context.isNot) throw refusal(call, context, ...NOT_NOTHING)
        if (args.length > 0) throw refusal(call, context, ...NO_ARGUMENTS)
        const claim = eventsOfPage.negative(context, 'toHaveTriggeredNothing', [])
        return PageAssertion.start(page, context, claim, {})
      })
    },
    toKeepPrivate(subject, ...args: unknown[]) {
      const context = contextOf(this, equals)
      return onLineOf(matchers.toKeepPrivate, () => {
        const page = pageOf(subject, callText('toKeepPrivate', args), context)
        const claim = keepPrivateOnPage.positive(context, 'toKeepPrivate', args)
        return PageAssertion.start(page, context, claim, { timeout: this.timeout })
      })
    },
    toRespectConsent(subject, ...args: unknown[]) {
      const context = contextOf(this, equals)
      return onLineOf(matchers.toRespectConsent, () => {
        const page = pageOf(subject, callText('toRespectConsent', args), context)
        const claims = consentOnPage(() => page.consent)
        const claim = claims.positive(context, 'toRespectConsent', args)
        return PageAssertion.start(page, context, claim, {}, () => page.readConsent())
      })
    },
  }
  return matchers
}

/**
 * Returns what the run does with contracts. Playwright's default, since 1.65 'default', writes missing
 * snapshots in CI too, and fails the test then; contracts are written outside of CI alone.
 */
function pageSnapshots({ updateSnapshots }: SnapshotConfig): 'all' | 'new' | 'none' {
  if (updateSnapshots === 'all' || updateSnapshots === 'changed') return 'all'
  const writesMissing = updateSnapshots === 'missing' || updateSnapshots === 'default'
  return writesMissing && !isCi() ? 'new' : 'none'
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0
}

const NOT_TIMEOUT = [
  'INVALID_CHAIN',
  'it takes one name, or one list of names, and a timeout',
  "Write toReachEveryLayer(['a', 'b'], { timeout }).",
] as const

const NOT_NOTHING = [
  'INVALID_CHAIN',
  'it does not say which event is expected',
  'Name one: expect(internalEvents).toHaveTriggered(…).',
] as const

const NO_ARGUMENTS = [
  'INVALID_CHAIN',
  'it takes no arguments, since it is about all events',
  'Name the event that should not come: expect(internalEvents).not.toHaveTriggered(…), or toHaveTriggered(…, { with, times: 0 }).',
] as const

/** Says what is wrong with arguments that are not names and terms. */
function notTerms([name, ...others]: readonly unknown[]): [MatcherErrorCode, string, string] {
  return others.every((other) => typeof other === 'string')
    ? [
        'INVALID_NAMES',
        'it takes one name, or one list of names',
        `Put them in a list: ${callText('toHaveTriggered', [[name, ...others]])}.`,
      ]
    : [
        'INVALID_CHAIN',
        'its terms are not one object',
        `Write them as { ${TERMS.join(', ')}, timeout }, behind the name or the list of names.`,
      ]
}

function contextOf(
  { isNot, utils }: ExpectMatcherState,
  equals: MatcherContext['equals'],
): MatcherContext {
  return { isNot, equals, utils: utils as unknown as MatcherContext['utils'] }
}

/** @throws {MatcherError} `INVALID_SUBJECT` for anything but the fixture. */
function pageOf(subject: unknown, call: string, context: MatcherContext): PageEvents {
  const page = eventsOf(subject)
  if (page) return page
  throw refusal(
    call,
    context,
    'INVALID_SUBJECT',
    'the subject is not the fixture internalEvents',
    'Take it from the arguments of the test: async ({ internalEvents }) => ….',
  )
}

function refusal(
  call: string,
  context: MatcherContext,
  code: MatcherErrorCode,
  cause: string,
  remedy: string,
): MatcherError {
  return matcherError(code, `${subjectText('internalEvents', context)}.${call}`, cause, remedy)
}

/** Prints the terms of a call: `{ with: {…}, times: 2 }`, or nothing. */
function printTerms(expected: object, { utils }: MatcherContext): string[] {
  const terms = Object.entries(expected).map(([term, value]) =>
    term === 'with' ? 'with: …' : `${term}: ${printValue(value, utils)}`,
  )
  return terms.length > 0 ? [`{ ${terms.join(', ')} }`] : []
}
