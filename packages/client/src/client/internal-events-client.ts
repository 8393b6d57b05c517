import { noteTrackedEvent } from '../requests/internal-event-context.ts'
import { errorText } from '../tracking/error-text.ts'
import type { EventName, PropertiesOf } from '../tracking/event-register.ts'
import { guardTracking } from '../tracking/guard-tracking.ts'
import type { TrackOptions } from '../tracking/track-internal-event.ts'
import { buildEvent, type TrackEventOptions } from './build-event.ts'
import { checkSettings, checkTime } from './check-settings.ts'
import type { ClientSettings } from './client-settings.ts'
import { collectorUrl } from './collector-url.ts'
import { Deliveries } from './deliveries.ts'
import { DeliveryLedger } from './delivery-ledger.ts'
import { payloadBuilder } from './event-tracker.ts'
import { fieldsOf } from './fields-of.ts'
import { flushAtExit } from './flush-at-exit.ts'
import { notDelivered } from './not-delivered.ts'
import { outgoingEvent } from './outgoing-event.ts'
import { withPassedProperties } from './passed-properties.ts'
import { readSettings } from './read-settings.ts'
import { within } from './real-timers.ts'
import { type Logger, safeLogger } from './safe-logger.ts'

/** The size of the largest event, in characters. */
const MAX_EVENT = 1_000_000
/** The time that a process that ends gives its last events, in milliseconds. */
const EXIT_TIMEOUT = 2000

/** The numbers of a client's events: all that were tracked were delivered, are lost, or wait. */
export interface ClientStats {
  readonly tracked: number
  readonly delivered: number
  /** The numbers of lost events by the cause. */
  readonly lost: Readonly<Record<string, number>>
  readonly waiting: number
}

/** The options of `flush` and `shutdown`. */
export interface FlushOptions {
  /** The longest time to take, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
}

/**
 * Sends internal events from a service outside GitLab, in production: the client of the AI gateway
 * and of the Duo Workflow Service, for Node.js. Each event carries the context of the request that
 * tracks it (`withInternalEventContext`), and an `ai_context`. Tracking never throws and never
 * waits. Events that the collector does not accept are sent again later; `stats`, the hooks and
 * `flush` tell what became of each.
 *
 * Source: `InternalEventsClient` of the AI gateway.
 *
 * @throws {ClientError} `INVALID_SETTING` for settings that cannot be used.
 *
 * @example
 * ```ts
 * import { fakes } from 'internal-events-testing'
 * import { InternalEventsClient } from 'internal-events-client'
 *
 * const client = new InternalEventsClient({ enabled: true, tracker: fakes.tracker })
 * client.trackEvent('pull_package', { additionalProperties: { label: 'npm' } })
 * console.log(fakes.journal.events[0]?.name) // pull_package
 * ```
 */
export class InternalEventsClient {
  readonly #settings: ClientSettings
  readonly #logger: Logger
  readonly #ledger: DeliveryLedger
  /** None if the client is disabled, or has a tracker of the service. */
  readonly #deliveries: Deliveries | undefined
  #forgetExit = (): void => {}
  #ending: Promise<void> | undefined
  #closed = false

  constructor(settings: ClientSettings = {}) {
    checkSettings(settings)
    this.#settings = settings
    this.#logger = safeLogger(settings.logger)
    this.#ledger = new DeliveryLedger(settings, this.#logger)
    if (settings.enabled && !settings.tracker) {
      const url = collectorUrl(settings.endpoint)
      this.#deliveries = new Deliveries(url, this.#ledger, settings, () => this.#forgetExit())
    }
  }

  /**
   * Creates a client with the settings of `<PREFIX>_INTERNAL_EVENT__ENABLED`, `__ENDPOINT`,
   * `__APP_ID` and `__BATCH_SIZE`. `AIGW` and `DW` bring the defaults of their services, and `DW`
   * the environment that `DUO_WORKFLOW_SERVICE_ENVIRONMENT` names. `__THREAD_COUNT` is accepted,
   * and changes nothing: Node.js sends without threads, one request after another.
   *
   * @throws {ClientError} `INVALID_SETTING` naming the variable.
   *
   * @example
   * ```ts
   * import { InternalEventsClient } from 'internal-events-client'
   *
   * const variables = {
   *   AIGW_INTERNAL_EVENT__ENABLED: 'true',
   *   AIGW_INTERNAL_EVENT__ENDPOINT: 'http://127.0.0.1:9091',
   * }
   * console.log(InternalEventsClient.fromEnvironment('AIGW', { variables }).enabled) // true
   * ```
   */
  static fromEnvironment(
    prefix: string,
    {
      variables = globalThis.process?.env ?? {},
      ...settings
    }: Omit<ClientSettings, 'enabled' | 'endpoint' | 'batchSize'> & {
      readonly variables?: Readonly<Record<string, string | undefined>> | undefined
    } = {},
  ): InternalEventsClient {
    return new InternalEventsClient({ ...readSettings(prefix, variables), ...settings })
  }

  get enabled(): boolean {
    return this.#settings.enabled === true
  }

  /**
   * Returns what became of the events so far, to be exported as metrics. All events that were tracked
   * were delivered, are lost, or wait. A `tracker` of the service does not tell what becomes of those
   * that it has taken.
   */
  get stats(): ClientStats {
    const { tracked, delivered, lost } = this.#ledger
    const waiting = this.#deliveries?.waiting ?? 0
    return { tracked, delivered, lost: Object.fromEntries(lost), waiting }
  }

  /** Sends an event, later and in a batch. Never throws: the logger hears of errors. */
  trackEvent<Name extends EventName>(
    name: Name,
    options?: TrackEventOptions<PropertiesOf<Name>>,
  ): void {
    this.#accept(name, () => options)
  }

  /**
   * Does as `trackEvent`, with the options of GitLab's back end. Give it to the tracking of pages, end
   * points and services, as `{ trackInternalEvent: client.trackInternalEvent }`. The user is not sent:
   * the context of the request says whose it is.
   */
  readonly trackInternalEvent = <Name extends EventName>(
    name: Name,
    options: TrackOptions<PropertiesOf<Name>>,
  ): void => {
    // A client counts nothing.
    if (options?.sendSnowplowEvent !== false) this.#accept(name, () => fieldsOf(options ?? {}))
  }

  /**
   * Sends the events that wait, and resolves when the collector has accepted all of them. Each is
   * tried once, at once. The error tells each lost event once; the others are sent again.
   *
   * @throws {ClientError} `NOT_DELIVERED` with the `events` that were not delivered, and
   *   `INVALID_SETTING` for a `timeout` that cannot be used.
   */
  async flush({ timeout = 10_000 }: FlushOptions = {}): Promise<void> {
    checkTime('flush the client', timeout)
    const number = this.#deliveries?.came
    await within(timeout, [this.#settings.tracker?.flush(), this.#deliveries?.flush()])
    this.#tellUndelivered(number)
  }

  /**
   * Flushes, and tracks nothing from now on. An attempt that fails is made twice again. The events that
   * are left are lost.
   *
   * @throws {ClientError} `NOT_DELIVERED` with the `events` that were not delivered, and
   *   `INVALID_SETTING` for a `timeout` that cannot be used.
   */
  async shutdown({ timeout = 10_000 }: FlushOptions = {}): Promise<void> {
    checkTime('shut the client down', timeout)
    this.#closed = true
    this.#ending ??= this.#end(timeout).finally(() => {
      this.#ending = undefined
    })
    await this.#ending
  }

  /** Shuts down at the end of `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  /** Takes an event, or tells that it is lost. */
  #accept(name: string, read: () => TrackEventOptions | undefined): void {
    if (!this.enabled) {
      this.#logger.debug('Internal events disabled')
      return
    }
    const id = crypto.randomUUID()
    this.#ledger.tracked++
    const lose = (cause: string, detail?: string) =>
      this.#ledger.lose([{ id, name, cause }], detail)
    if (typeof name !== 'string' || name === '') lose('without a name')
    else if (this.#closed) lose('tracked after shutdown')
    // Not even built: a burst must not cost memory.
    else if (this.#deliveries?.full) lose('the queue is full')
    else {
      guardTracking(
        () => this.#track(id, name, read() ?? {}, lose),
        (error) => lose('could not be built', `: ${name}: ${errorText(error)}`),
      )
    }
  }

  /** Returns what a tracker of the service returns, which may be asynchronous. */
  #track(
    id: string,
    name: string,
    options: TrackEventOptions,
    lose: (cause: string) => void,
  ): unknown {
    const { tracker, flushAtExit: flushes } = this.#settings
    const { event, contexts, passed } = buildEvent(name, options, this.#settings)
    noteTrackedEvent(name)
    if (tracker) return tracker.track(withPassedProperties(payloadBuilder(event), passed), contexts)
    const outgoing = outgoingEvent(id, event, contexts, this.#settings)
    if (outgoing.fields.length + outgoing.contexts.length > MAX_EVENT)
      return lose('larger than 1 MB')
    this.#deliveries?.add(outgoing)
    if (flushes !== false) this.#forgetExit = flushAtExit(this.#flushAtExit)
    return undefined
  }

  readonly #flushAtExit = (): void => {
    this.flush({ timeout: EXIT_TIMEOUT }).catch(({ message }: Error) => {
      this.#deliveries?.giveUp()
      this.#logger.warn(`${message} The process ends without them.`)
    })
  }

  async #end(timeout: number): Promise<void> {
    await within(timeout, [this.#settings.tracker?.flush(), this.#deliveries?.drain(timeout)])
    this.#deliveries?.close()
    this.#ledger.log.write()
    this.#tellUndelivered(0)
  }

  #tellUndelivered(number: number | undefined): void {
    const lost = this.#ledger.takeLost()
    const waiting = this.#deliveries?.undelivered(number) ?? []
    if (lost.counts.size + waiting.length === 0) return
    throw notDelivered(lost, waiting, this.#settings.endpoint)
  }
}
