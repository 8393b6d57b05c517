// Above 250 lines, since the types of chains name each other, and files may not form a circle.

import type { AsymmetricMatcher } from '../assertions/index.ts'
import type { AnyProperties, EventName, MetricKeyPath, PropertiesOf } from '../definitions/index.ts'
import type { ExpectedUsage } from './ai-usage/index.ts'
import type {
  Above0,
  Count,
  CountAbove0,
  Difference,
  EventArguments,
  Expectation,
  ExpectedProperties,
  NameArguments,
  NameIn,
  NoNames,
  OneName,
  Reader,
  Some,
} from './argument-types.ts'
import type { ExpectedError } from './errors/index.ts'
import type { ExpectedAttributesOf, ExpectedEventOf } from './expected-types.ts'
import type { JourneyOptions } from './journeys/index.ts'
import type { ConsentOptions } from './privacy/index.ts'
import type {
  ByForm,
  ForBlock,
  IsAsync,
  KindOf,
  Known,
  OnBlock,
  OnCollector,
  OnEither,
  OnHtml,
  Unnegated,
} from './subject-types.ts'

/**
 * The result of a matcher. With an asynchronous block (or `.within()`) it is a `Promise`, which
 * lint rules want awaited; with a synchronous one a `SyncVerdict`, which may stand alone.
 */
export type VerdictPromise<Async extends boolean> = Async extends true ? Promise<void> : SyncVerdict

/** The result of a matcher that may stand alone: the test settles it. */
export interface SyncVerdict extends Pick<Promise<void>, keyof Promise<void>> {}

/** The chain of `toTriggerInternalEvents`. A subject of unknown type may be a block or HTML. */
export type TriggerChainOf<Subject, Properties = AnyProperties> =
  'block' | 'html' extends KindOf<Subject>
    ? EitherChain<IsAsync<Subject>, Properties>
    : 'html' extends KindOf<Subject>
      ? HtmlChain<never, Properties>
      : TriggerChain<IsAsync<Subject>, Properties>

/** The chain of `toTriggerInternalEvents` for what may be a block or rendered HTML. */
type EitherChain<Async extends boolean, Properties> = {
  with(
    expected: ExpectedAttributesOf<Properties>,
  ): CountedChain<ExpectedEventOf<Properties>, Async, 'with'> &
    Omit<HtmlWords<'with', Properties>, 'with'>
} & TriggerChain<Async, Properties> &
  Omit<HtmlWords<never, Properties>, 'with'>

type HtmlWord = 'onClick' | 'onLoad' | 'with'

/** The methods of a claim on an element; `Said` are those that are gone. */
interface HtmlWords<Said extends HtmlWord, Properties> {
  /** Claims that the element fires when it is clicked, as every tracked element does. */
  onClick(): HtmlChain<Said | 'onClick', Properties>
  /** Claims that the element fires when the page has loaded: `data-event-tracking-load="true"`. */
  onLoad(): HtmlChain<Said | 'onLoad', Properties>
  /** Compares what the front end sends for the element; `category` is the page's. */
  with(expected: ExpectedAttributesOf<Properties>): HtmlChain<Said | 'with', Properties>
}

/** The chain of `toTriggerInternalEvents` for rendered HTML. */
export type HtmlChain<Said extends HtmlWord = never, Properties = AnyProperties> = SyncVerdict &
  Omit<HtmlWords<Said, Properties>, Said>

/** The words that say a count, all of it. */
type ExactWord = 'once' | 'twice' | 'thrice' | 'never' | 'exactly' | 'times'

/** The words of a chain that can be said once, or not after one another. */
export type Word = ExactWord | 'atLeast' | 'atMost' | 'with' | 'inOrder'

/** The methods of a claim on how often each of the names happened; `Said` are those that are gone. */
interface CountedWords<Expected, Async extends boolean, Said extends Word> {
  /** Counts only those that match. */
  with<Properties extends ExpectedProperties<Properties> = never>(
    expected: Expectation<Expected, Properties>,
  ): CountedChain<Expected, Async, Said | 'with'>
  /** Expects each of the names exactly once; the default. */
  once(): ExactlyCounted<Expected, Async, Said>
  twice(): ExactlyCounted<Expected, Async, Said>
  thrice(): ExactlyCounted<Expected, Async, Said>
  /** Expects nothing like this: identifiers and properties that `.with()` leaves out are not compared. */
  never(): ExactlyCounted<Expected, Async, Said>
  exactly<Given extends number>(count: Count<Given>): ExactlyCounted<Expected, Async, Said>
  atLeast<Given extends number>(
    count: CountAbove0<Given>,
  ): CountedChain<Expected, Async, Said | ExactWord | 'atLeast'>
  atMost<Given extends number>(
    count: Count<Given>,
  ): CountedChain<Expected, Async, Said | ExactWord | 'atMost'>
  /** Expects the events in the order of their names: each after all of the one before it. */
  inOrder(): CountedChain<Expected, Async, Said | 'inOrder'>
}

type ExactlyCounted<Expected, Async extends boolean, Said extends Word> = CountedChain<
  Expected,
  Async,
  Said | ExactWord | 'atLeast' | 'atMost'
>

/** The chain of a claim on how often each of the names happened. */
export type CountedChain<
  Expected,
  Async extends boolean,
  Said extends Word = never,
> = VerdictPromise<Async> &
  Omit<CountedWords<Expected, Async, Said>, Said> & {
    /** Expects each of the names so many times. Behind a count it ends the phrase: `.exactly(3).times`. */
    readonly times: 'times' extends Said
      ? CountedChain<Expected, Async, Said>
      : <Given extends number>(count: Count<Given>) => ExactlyCounted<Expected, Async, Said>
    /**
     * Keeps watching until the count holds, `ms` milliseconds at most; to the end where the chain sets
     * an upper bound or denies something. Must be awaited.
     */
    within<Given extends number>(ms: Above0<Given>): CountedChain<Expected, true, Said>
    /** Makes a further claim on the same run of the block. */
    readonly and: Continuations<Async>
  }

/** The chain of `toTriggerInternalEvents` for a block. Identifiers that `.with()` leaves out must be absent, save for `.never()`. */
export type TriggerChain<Async extends boolean, Properties = AnyProperties> = CountedChain<
  ExpectedEventOf<Properties>,
  Async
>

/** The chain of `toRecordAiUsageEvents`. Fields that `.with()` leaves out are not compared. */
export type UsageChain<Async extends boolean> = CountedChain<ExpectedUsage, Async, 'inOrder'>

/** The chain of `toIncrementUsageMetrics`. */
export type MetricChain<Async extends boolean> = VerdictPromise<Async> & {
  /** Expects each of the metrics to move by exactly this step, above 0; 1 by default. */
  by<Given extends number>(step: Above0<Given>): MetricChain<Async>
  /** Expects each of the metrics to move by this step or more. */
  byAtLeast<Given extends number>(step: Above0<Given>): MetricChain<Async>
  /** Holds also where nothing moved, but not for a value that fell. */
  byAtMost<Given extends number>(step: Above0<Given>): MetricChain<Async>
  /** Does the same as `byAtLeast`. */
  atLeast<Given extends number>(step: Above0<Given>): MetricChain<Async>
  /** Does the same as `byAtMost`. */
  atMost<Given extends number>(step: Above0<Given>): MetricChain<Async>
  /** Expects this value before the block; state also the end or the step. */
  from(value: number): StartedMetricChain<Async>
  /** Expects this value after the block. */
  to(value: number): MetricChain<Async>
  readonly and: Continuations<Async>
}

/** The chain behind `.from()`, which is no verdict before it says an end or a step. */
export type StartedMetricChain<Async extends boolean> = Pick<
  MetricChain<Async>,
  'by' | 'byAtLeast' | 'byAtMost' | 'atLeast' | 'atMost' | 'to'
>

/** The chain of `toMatchTrackingJourney` and `toReachEveryLayer`. */
export type JourneyChain<Async extends boolean> = VerdictPromise<Async> & {
  /** Keeps watching until the claim holds, `ms` milliseconds at most. Must be awaited. */
  within<Given extends number>(ms: Above0<Given>): JourneyChain<true>
  readonly and: Continuations<Async>
}

/** The chain of `toChange`. */
export type ChangeChain<Value, Async extends boolean> = VerdictPromise<Async> & {
  /** Expects the numbers to differ by this, not 0, but for the noise of floats. */
  by<Step extends number>(difference: Difference<Value, Step>): ChangeChain<Value, Async>
  /** Expects this value before the block. */
  from(value: Value | AsymmetricMatcher): ChangeChain<Value, Async>
  /** Expects this value after the block. */
  to(value: Value | AsymmetricMatcher): ChangeChain<Value, Async>
  readonly and: ChangeContinuations<Async>
}

/** The chain of `toNotChange`. */
export type UnchangedChain<Async extends boolean> = VerdictPromise<Async> & {
  readonly and: ChangeContinuations<Async>
}

/** The chain of a negated matcher: it takes no counts. */
export type NegatedChain<Async extends boolean> = VerdictPromise<Async> & {
  readonly and: Continuations<Async>
}

/** The matchers behind `.and`. */
export interface Continuations<Async extends boolean> {
  /** Claims that the block triggers each of the events. */
  toTriggerInternalEvents<Given extends NameArguments<EventName>>(
    ...names: Some<Given>
  ): TriggerChain<Async, PropertiesOf<NameIn<Given>>>
  /** Claims that the block triggers none of the events. */
  toNotTriggerInternalEvents(...events: EventArguments): NegatedChain<Async>
  /** Claims that the block moves each of the metrics. */
  toIncrementUsageMetrics<Given extends NameArguments<MetricKeyPath>>(
    ...keyPaths: Some<Given>
  ): MetricChain<Async>
  /** Claims that the block moves none of the metrics. */
  toNotIncrementUsageMetrics<Given extends NameArguments<MetricKeyPath>>(
    ...keyPaths: Some<Given>
  ): NegatedChain<Async>
  /** Claims that the block records each of the AI usage events. */
  toRecordAiUsageEvents<Given extends NameArguments>(...names: Some<Given>): UsageChain<Async>
  /** Claims that the block records none of the AI usage events. */
  toNotRecordAiUsageEvents(...names: NameArguments): NegatedChain<Async>
  /** Claims that the block sends what the contract of the journey says. */
  toMatchTrackingJourney(name: string, options?: JourneyOptions): JourneyChain<Async>
  /** Claims that each of the events gets through, from the call to the metrics that it moves. */
  toReachEveryLayer<Given extends NameArguments<EventName>>(
    ...names: Some<Given>
  ): JourneyChain<Async>
  /**
   * Claims that the block throws, instead of passing the error on. It takes what `toThrow` of the
   * runner takes: a class, a part of the message, a pattern, an asymmetric matcher, an error.
   */
  toThrow(...expected: [] | [expected: ExpectedError]): NegatedChain<Async>
  /** Claims that the promise that the block returns rejects, instead of passing the error on. */
  toReject(...expected: [] | [expected: ExpectedError]): NegatedChain<Async>
  /** Claims that nothing that the block sends or counts is personal data. */
  toKeepPrivate(): NegatedChain<Async>
  /** Claims that the block sends nothing, where privacy is asked for. */
  toRespectConsent(options?: ConsentOptions): NegatedChain<Async>
  /** The negated matchers. */
  readonly not: {
    toTriggerInternalEvents(...events: EventArguments): NegatedChain<Async>
    toIncrementUsageMetrics<Given extends NameArguments<MetricKeyPath>>(
      ...keyPaths: Some<Given>
    ): NegatedChain<Async>
    toRecordAiUsageEvents(...names: NameArguments): NegatedChain<Async>
  }
}

/** The matchers behind `.and` in a chain that begins with `toChange` or `toNotChange`. */
export interface ChangeContinuations<Async extends boolean> extends Continuations<Async> {
  /** Claims that the block changes the value that `read` returns. */
  toChange<Value>(read: Reader<Value>): ChangeChain<Value, Async>
  /** Claims that the block leaves the value as it is. */
  toNotChange(read: () => unknown): UnchangedChain<Async>
  /** The negated matchers. */
  readonly not: Continuations<Async>['not'] & {
    toChange(read: () => unknown): UnchangedChain<Async>
  }
}

/** Tells `expect(…).not` from `expect(…)`; it exists in types only. */
export interface NegatedMatchers {
  readonly '~negated'?: true
}

/** The matchers, for a subject of type `Subject`; each entry point adds them to its runner. */
export interface InternalEventsMatchers<Subject> {
  /**
   * Asserts that the block triggers each of the events: once, unless the chain says otherwise.
   * Other events are ignored. Negated, it asserts that the block triggers none of them, or nothing
   * at all when no names are given; it also takes patterns.
   *
   * For rendered HTML, it asserts that one element has the attributes that make the front end track
   * the event. Negated, and without a name, it asserts that no element tracks anything.
   *
   * Source: GitLab's RSpec matcher `trigger_internal_events`.
   *
   * @example
   * ```ts
   * import { trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('tracks the pull', async () => {
   *   const user = { id: 1 }
   *   await expect(() => trackInternalEvent('pull_package', { user }))
   *     .toTriggerInternalEvents('pull_package')
   *     .with({ user })
   *     .and.toIncrementUsageMetrics('counts.package_pulls')
   * })
   *
   * test('tracks clicks on the button', () => {
   *   const html = `<button data-event-tracking="click_copy_install_command"
   *                         data-event-label="npm">Copy</button>`
   *   expect(html)
   *     .toTriggerInternalEvents('click_copy_install_command')
   *     .onClick()
   *     .with({ additionalProperties: { label: 'npm' } })
   * })
   * ```
   */
  toTriggerInternalEvents<
    Given extends NameArguments<EventName> = never,
    Name extends EventName = never,
  >(
    this: OnEither<this, Known<Subject, this>>,
    ...names: ByForm<
      this,
      ForBlock<Known<Subject, this>, EventArguments, NoNames>,
      ForBlock<Known<Subject, this>, Some<Given>, OneName<Name>>
    >
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    TriggerChainOf<Known<Subject, this>, PropertiesOf<NameIn<Given> | Name>>
  >
  /** Asserts that the block triggers none of the events, or nothing at all without names. */
  toNotTriggerInternalEvents(
    this: Unnegated<this, OnEither<this, Known<Subject, this>>>,
    ...events: ForBlock<Known<Subject, this>, EventArguments, NoNames>
  ): NegatedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that the block moves each of the metrics: by one, unless the chain says otherwise.
   * Weekly and monthly metrics include the current ISO week.
   *
   * Source: GitLab's RSpec matcher `increment_usage_metrics`.
   *
   * @example
   * ```ts
   * import { trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('counts the pull', async () => {
   *   await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
   *     .toIncrementUsageMetrics('counts.package_pulls')
   *     .from(0)
   *     .to(1)
   * })
   * ```
   */
  toIncrementUsageMetrics<Given extends NameArguments<MetricKeyPath>>(
    this: OnBlock<this, Known<Subject, this>>,
    ...keyPaths: Some<Given>
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    MetricChain<IsAsync<Known<Subject, this>>>
  >
  /** Asserts that the block moves none of the metrics. */
  toNotIncrementUsageMetrics<Given extends NameArguments<MetricKeyPath>>(
    this: Unnegated<this, OnBlock<this, Known<Subject, this>>>,
    ...keyPaths: Some<Given>
  ): NegatedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that the block stores each of the AI usage events as a row: once, unless the chain says
   * otherwise. An event that the real system refuses silently is not stored, and the message says
   * why. Negated, it asserts that the block stores none of them, or none at all when no names are
   * given.
   *
   * @example
   * ```ts
   * import { fakes } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('records the help with a job', async () => {
   *   const user = { id: 1 }
   *   await expect(() => fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user, job: { id: 5 } }))
   *     .toRecordAiUsageEvents('troubleshoot_job')
   *     .with({ user, payload: expect.objectContaining({ job_id: 5 }) })
   * })
   * ```
   */
  toRecordAiUsageEvents<Given extends NameArguments>(
    this: OnBlock<this, Known<Subject, this>>,
    ...names: ByForm<this, NameArguments, Some<Given>>
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    UsageChain<IsAsync<Known<Subject, this>>>
  >
  /** Asserts that the block stores none of the AI usage events, or none at all without names. */
  toNotRecordAiUsageEvents(
    this: Unnegated<this, OnBlock<this, Known<Subject, this>>>,
    ...names: NameArguments
  ): NegatedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that the block changes what `read` returns: compared by value with a copy that was taken
   * right before the block. The chain has to begin with `toChange` or `toNotChange`, and is complete
   * before the block runs.
   *
   * @example
   * ```ts
   * import { expect, test } from 'vitest'
   *
   * test('adds a note', async () => {
   *   const notes: string[] = []
   *   await expect(() => notes.push('hello')).toChange(() => notes.length).by(1)
   * })
   * ```
   */
  toChange<Value>(
    this: OnBlock<this, Known<Subject, this>>,
    read: ByForm<this, () => Value, Reader<Value>>,
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    ChangeChain<Value, IsAsync<Known<Subject, this>>>
  >
  /** Asserts that the block leaves what `read` returns as it is. */
  toNotChange(
    this: Unnegated<this, OnBlock<this, Known<Subject, this>>>,
    read: () => unknown,
  ): UnchangedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that what the block sends to Snowplow is as the contract of a journey says: a YAML file
   * in `tracking-journeys`, or in GitLab's `spec/fixtures/snowplow_tracking_journeys`. Only the
   * fields that it lists are compared, and other events may happen, unless it says `exact: true`.
   * A run that would write a new snapshot records a contract that is missing.
   *
   * Source: GitLab's RSpec helper `expect_snowplow_tracking_journey`.
   *
   * @throws {JourneyError} for a contract that is missing where nothing is recorded, or not valid.
   *
   * @example
   * ```ts
   * import { trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('installs a package', async () => {
   *   await expect(() => {
   *     trackInternalEvent('pull_package', {
   *       user: { id: 1 },
   *       additionalProperties: { label: 'npm' },
   *     })
   *   }).toMatchTrackingJourney('install_package')
   * })
   * ```
   */
  toMatchTrackingJourney(
    this: OnBlock<this, Known<Subject, this>>,
    name: string,
    options?: JourneyOptions,
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    JourneyChain<IsAsync<Known<Subject, this>>>
  >
  /**
   * Asserts that each of the events goes through every layer that it has: data attribute and click
   * where the document has an element that tracks it, `trackEvent` and the usage data API in the
   * front end, the call in the back end, counter keys, and the payload. The message shows them all.
   *
   * @example
   * ```ts
   * import { trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('the pull is counted and sent', async () => {
   *   await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
   *     .toReachEveryLayer('pull_package')
   * })
   * ```
   */
  toReachEveryLayer<Given extends NameArguments<EventName>>(
    this: OnBlock<this, Known<Subject, this>>,
    ...names: Some<Given>
  ): ByForm<
    this,
    VerdictPromise<IsAsync<Known<Subject, this>>>,
    JourneyChain<IsAsync<Known<Subject, this>>>
  >
  /**
   * Asserts that every `data-event-*` attribute in rendered HTML does what it seems to: events are
   * defined and not removed, properties are declared, JSON is complete, no value is dropped, no
   * tracked element is hidden by one inside it, and none fires both on load and on click. The
   * message lists every fault.
   *
   * @example
   * ```ts
   * import { expect, test } from 'vitest'
   *
   * test('tracks as it seems to', () => {
   *   expect('<button data-event-tracking="click_copy_install_command">Copy</button>')
   *     .toHaveValidEventTracking()
   * })
   * ```
   */
  toHaveValidEventTracking(this: OnHtml<this, Known<Subject, this>>): void
  /**
   * Asserts that nothing that the block sends or counts is personal data: e-mail addresses, tokens, IP
   * addresses, the names of the test's users, URLs with a query or the path of a project, free text,
   * random texts as secrets are, ids that are not pseudonymised, and canaries (`privacyCanary`).
   *
   * @throws {MatcherError} `INVALID_SUBJECT` when nothing was sent at all.
   *
   * @example
   * ```ts
   * import { trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * test('the pull of a package tells nothing of its user', () => {
   *   const user = { id: 1, name: 'Ada Lovelace', email: 'ada@example.com' }
   *   expect(() => trackInternalEvent('pull_package', { user })).toKeepPrivate()
   * })
   * ```
   */
  toKeepPrivate(
    this: Unnegated<this, OnBlock<this, Known<Subject, this>>>,
  ): NegatedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that the block sends nothing, and that no tracker sets a cookie or an entry of a storage,
   * where the browser asks for privacy (Global Privacy Control, Do Not Track), or the test has withdrawn
   * consent.
   *
   * @throws {MatcherError} `INVALID_SUBJECT` when nobody asks for privacy.
   *
   * @example
   * ```ts
   * import { InternalEvents } from 'internal-events-testing'
   * import { expect, test, vi } from 'vitest'
   *
   * test('nothing is sent to Snowplow with Global Privacy Control', () => {
   *   vi.stubGlobal('navigator', { globalPrivacyControl: true })
   *   expect(() => InternalEvents.trackEvent('click_copy_install_command')).toRespectConsent()
   *   vi.unstubAllGlobals()
   * })
   * ```
   */
  toRespectConsent(
    this: Unnegated<this, OnBlock<this, Known<Subject, this>>>,
    options?: ConsentOptions,
  ): NegatedChain<IsAsync<Known<Subject, this>>>
  /**
   * Asserts that a collector accepted each event exactly once, however often it had to be sent:
   * none was lost, none counted twice. The id of the event tells which attempts belong together.
   *
   * @throws {MatcherError} `INVALID_SUBJECT` when nothing was sent at all.
   *
   * @example
   * ```ts
   * import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
   * import { collector, interceptCollector } from 'internal-events-testing/msw'
   * import { afterAll, expect, test } from 'vitest'
   *
   * const { close } = interceptCollector()
   * afterAll(close)
   *
   * test('an event survives a collector that is down', async () => {
   *   collector.respondWith(503, { times: 1 })
   *   const tracker = newTracker(
   *     { namespace: 'gl', appId: 'cli' },
   *     { endpoint: 'https://collector.example.com', bufferSize: 1 },
   *   )
   *   tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
   *   await collector.settled()
   *   await tracker.flush()
   *   await collector.settled()
   *   expect(collector).toHaveDeliveredEachEventOnce()
   * })
   * ```
   */
  toHaveDeliveredEachEventOnce(this: OnCollector<this, Known<Subject, this>>): void
}
