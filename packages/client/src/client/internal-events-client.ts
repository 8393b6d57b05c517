import type { Tracker } from '@snowplow/node-tracker'
import { noteTrackedEvent } from '../requests/internal-event-context.ts'
import type { TrackInternalEvent } from '../tracking/track-internal-event.ts'
import { buildEvent, type TrackEventOptions } from './build-event.ts'
import type { ClientSettings } from './client-settings.ts'
import { createTracker } from './create-tracker.ts'
import { Deliveries } from './deliveries.ts'
import { fieldsOf } from './fields-of.ts'
import { notDelivered } from './not-delivered.ts'
import { readSettings } from './read-settings.ts'

/**
 * Sends internal events from a service outside GitLab, in production: the client of the AI gateway
 * and of the Duo Workflow Service, for Node.js. Each event carries the context of the request that
 * tracks it (`withInternalEventContext`), and an `ai_context`. Tracking never throws and never
 * waits; `flush` and `shutdown` report the events that were not delivered.
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
  readonly #tracker: Tracker | undefined
  readonly #settings: ClientSettings
  readonly #logger: Pick<Console, 'debug' | 'warn'>
  readonly #deliveries: Deliveries
  #closed = false

  constructor(settings: ClientSettings = {}) {
    this.#settings = settings
    this.#logger = settings.logger ?? console
    this.#deliveries = new Deliveries(settings.queueSize ?? 10_000, this.#logger)
    if (settings.enabled) {
      this.#tracker = settings.tracker ?? createTracker(settings, this.#deliveries)
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
      variables = process.env,
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

  /** Sends an event, later and in a batch. Never throws: the logger hears of errors. */
  trackEvent(name: string, options: TrackEventOptions = {}): void {
    if (!this.#tracker) {
      this.#logger.debug('Internal events disabled')
      return
    }
    if (this.#closed) {
      this.#logger.warn(`Internal event ${name} was tracked after shutdown, and is lost`)
      return
    }
    try {
      const { event, contexts } = buildEvent(name, options, this.#settings)
      this.#tracker.track(event, contexts)
      noteTrackedEvent(name)
    } catch (error) {
      this.#logger.warn(`Failed to track internal event ${name}: ${String(error)}`)
    }
  }

  /**
   * Does as `trackEvent`, with the options of GitLab's back end. Give it to the tracking of pages, end
   * points and services, as `{ trackInternalEvent: client.trackInternalEvent }`. The user is not sent:
   * the context of the request says whose it is.
   */
  readonly trackInternalEvent: TrackInternalEvent = (name, options) => {
    // A client counts nothing.
    if (options.sendSnowplowEvent !== false) this.trackEvent(name, fieldsOf(options))
  }

  /**
   * Sends the events that wait, and resolves when the collector has accepted all of them. The error
   * tells each lost event once; those that can be sent again wait for the next flush.
   *
   * @throws {ClientError} `NOT_DELIVERED` with the `events` that were not delivered.
   */
  async flush(): Promise<void> {
    // The tracker runs one flush at a time, and would return at once.
    await this.#deliveries.idle()
    if (this.#deliveries.queue.size > 0) await this.#tracker?.flush()
    const events = this.#deliveries.takeUndelivered(this.#closed)
    if (events.length > 0) throw notDelivered(events, this.#settings.endpoint)
  }

  /**
   * Flushes, and tracks nothing from now on.
   *
   * @throws {ClientError} `NOT_DELIVERED` with the `events` that were not delivered.
   */
  async shutdown(): Promise<void> {
    this.#closed = true
    await this.flush()
  }
}
