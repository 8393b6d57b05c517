import type { ExpectMatcherState, MatcherReturnType } from '@playwright/test'
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
import type { EventName } from '../definitions/index.ts'
import { isMapping } from '../foundation/index.ts'
import { eventsOfPage } from '../matchers/events/index.ts'
import { type JourneyOptions, journeyOfPage } from '../matchers/journeys/index.ts'
import { keepPrivateOnPage } from '../matchers/privacy/index.ts'
import { type ExpectedTriggers, TERMS } from './expected-triggers.ts'
import { PageAssertion } from './page-assertion.ts'
import { eventsOf, type InternalEventsFixture, type PageEvents } from './page-events.ts'

/** The options of an assertion on the journey of a page. */
export interface PageJourneyOptions extends JourneyOptions {
  /** The time (ms) to wait for its events; 0 for as long as the test may take. */
  readonly timeout?: number
}

/** The matchers, as `expect.extend` of Playwright takes them: it takes no interface. */
export type PageMatchers = {
  /**
   * Waits until the pages of the test have triggered the event, or each of a list, once by default.
   * Negated: they have not. What comes too often or in spite of a negation fails the test also when it comes later.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('a click is tracked', async ({ page, internalEvents }) => {
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toHaveTriggered('click_copy_install_command')
   * })
   * ```
   */
  toHaveTriggered(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    names: EventName | readonly EventName[],
    expected?: ExpectedTriggers,
  ): Promise<MatcherReturnType>
  /**
   * Waits until what the pages of the test have sent to Snowplow is as the contract of a journey says.
   * A contract that is missing is recorded where the run writes missing snapshots, but not in CI.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('a package is installed', async ({ page, internalEvents }) => {
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toMatchTrackingJourney('install_package')
   * })
   * ```
   */
  toMatchTrackingJourney(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    name: string,
    options?: PageJourneyOptions,
  ): Promise<MatcherReturnType>
  /** Says that the pages of the test have triggered no internal event, and trigger none until its end. */
  toHaveTriggeredNothing(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
  ): Promise<MatcherReturnType>
  /**
   * Waits until the pages of the test have sent something, and says that nothing of what they send until
   * the end of the test is personal data.
   */
  toKeepPrivate(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
  ): Promise<MatcherReturnType>
}

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
  }
  return matchers
}

/** Returns what the run does with contracts: Playwright writes missing snapshots in CI too, and fails. */
function pageSnapshots({ updateSnapshots }: SnapshotConfig): 'all' | 'new' | 'none' {
  if (updateSnapshots === 'all' || updateSnapshots === 'changed') return 'all'
  return updateSnapshots === 'missing' && !process.env['CI'] ? 'new' : 'none'
}

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
