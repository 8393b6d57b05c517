import { buildStructEvent, newTracker, type Tracker } from '@snowplow/node-tracker'
import { type AiContextFields, aiContextData } from '../snowplow/iglu/index.ts'
import {
  type AdditionalProperties,
  InternalEventAdditionalProperties,
} from './additional-properties.ts'
import { ClientError, type UndeliveredEvent } from './client-error.ts'
import { DeliveryQueue } from './delivery-queue.ts'
import {
  currentEventContext,
  type InternalEventContext,
  noteTrackedEvent,
} from './event-context.ts'
import { readEnvironment } from './read-environment.ts'

/** How a client sends. */
export interface ClientSettings {
  /** Whether events are sent at all. Default: `false`. */
  readonly enabled?: boolean | undefined
  /** The URL of the collector; needed where the client is enabled and has no `tracker`. */
  readonly endpoint?: string | undefined
  /** Default: `gitlab_ai_gateway`. */
  readonly appId?: string | undefined
  /** Default: `gl`. */
  readonly namespace?: string | undefined
  /** How many events make a request. Default: 1. */
  readonly batchSize?: number | undefined
  /** How many events may wait while the collector is down; more are refused. Default: 10,000. */
  readonly queueSize?: number | undefined
  /** How long to wait for the collector's answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
  /** What a service is called where no request says it. Default: `ai-gateway-python`. */
  readonly source?: string | undefined
  /** Where a service runs where no request says it. Default: `development`. */
  readonly environment?: string | undefined
  /** A tracker to send with instead of one of its own, such as `fakes.tracker` in tests. */
  readonly tracker?: Tracker | undefined
  /** Default: `console`. */
  readonly logger?: Pick<Console, 'debug' | 'warn'> | undefined
}

/** What is said of one event: its properties, and fields of its standard context. */
export interface TrackEventOptions extends InternalEventContext {
  readonly additionalProperties?:
    | InternalEventAdditionalProperties
    | AdditionalProperties
    | undefined
  /** Where the event happened. Default: `default_category`. */
  readonly category?: string | undefined
  /** Fields of the `ai_context`; they win over those that properties make. */
  readonly aiContext?: AiContextFields | undefined
  readonly input_tokens?: number | null | undefined
  readonly output_tokens?: number | null | undefined
  readonly total_tokens?: number | null | undefined
}

const STANDARD_CONTEXT = 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8'
const AI_CONTEXT = 'iglu:com.gitlab/ai_context/jsonschema/1-0-2'
const MAX_PROPERTY = 1000
// Taken when this is loaded: a test may fake timers, and flushing has to end.
const { setTimeout: startTimer } = globalThis
// The answers that have no body, and may not be given one.
const WITHOUT_BODY = new Set([204, 205, 304])

/**
 * Sends internal events from a service outside GitLab, in production: the client of the AI gateway
 * and of the Duo Workflow Service, for Node.js. Each event carries the context of the request that
 * tracks it (`withInternalEventContext`), and an `ai_context`. Tracking never throws and never
 * waits; `flush` and `shutdown` say what was not delivered.
 *
 * Source: `InternalEventsClient` of the AI gateway.
 *
 * @throws {ClientError} `INVALID_SETTING` for settings that cannot be used.
 *
 * @example
 * ```ts
 * import { fakes } from 'internal-events-testing'
 * import { InternalEventsClient } from 'internal-events-testing/client'
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
  readonly #queue: DeliveryQueue
  readonly #requests = new Set<Promise<unknown>>()
  /** What was not delivered so far, by the ids of the events. */
  readonly #failures = new Map<string, { readonly name: string; readonly cause: string }>()
  #closed = false

  constructor(settings: ClientSettings = {}) {
    this.#settings = settings
    this.#logger = settings.logger ?? console
    this.#queue = new DeliveryQueue(settings.queueSize ?? 10_000, (payload) =>
      this.#notDelivered([payload], 'the queue is full'),
    )
    if (settings.enabled) this.#tracker = settings.tracker ?? this.#createTracker()
  }

  /**
   * A client with the settings that `<PREFIX>_INTERNAL_EVENT__ENABLED`, `__ENDPOINT`, `__APP_ID` and
   * `__BATCH_SIZE` make. `AIGW` and `DW` bring the defaults of their services, and `DW` the
   * environment that `DUO_WORKFLOW_SERVICE_ENVIRONMENT` names. `__THREAD_COUNT` is accepted, and
   * changes nothing: Node.js sends without threads, one request after another.
   *
   * @throws {ClientError} `INVALID_SETTING` naming the variable.
   *
   * @example
   * ```ts
   * import { InternalEventsClient } from 'internal-events-testing/client'
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
    return new InternalEventsClient({ ...readEnvironment(prefix, variables), ...settings })
  }

  get enabled(): boolean {
    return this.#settings.enabled === true
  }

  /** Sends an event, later and in a batch. Nothing throws: the logger hears of what goes wrong. */
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
      this.#track(this.#tracker, name, options)
      noteTrackedEvent(name)
    } catch (error) {
      this.#logger.warn(`Failed to track internal event ${name}: ${String(error)}`)
    }
  }

  /**
   * Sends what waits, and resolves when the collector has accepted all of it. Each event that was
   * lost is told once; what can be sent again waits for the next flush.
   *
   * @throws {ClientError} `NOT_DELIVERED` with the `events` that were not delivered.
   */
  async flush(): Promise<void> {
    // The tracker flushes once at a time, and would return at once.
    await this.#idle()
    if (this.#queue.size > 0) await this.#tracker?.flush()
    const events = this.#undelivered()
    if (events.length === 0) return
    throw new ClientError('NOT_DELIVERED', this.#describe(events), events)
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

  #createTracker(): Tracker {
    const {
      endpoint,
      batchSize = 1,
      appId = 'gitlab_ai_gateway',
      namespace = 'gl',
    } = this.#settings
    if (!endpoint || !URL.canParse(endpoint)) {
      throw new ClientError(
        'INVALID_SETTING',
        `Failed to create the client: ${endpoint === undefined ? 'it is enabled, but has no endpoint' : `the endpoint ${JSON.stringify(endpoint)} is no URL`}. Give the URL of the collector, such as http://127.0.0.1:9091.`,
      )
    }
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new ClientError(
        'INVALID_SETTING',
        `Failed to create the client: batchSize ${batchSize} is no whole number from 1 on. Give the number of events of a request.`,
      )
    }
    return newTracker(
      { namespace, appId },
      {
        endpoint: endpoint.replace(/\/+$/, ''),
        bufferSize: batchSize,
        connectionTimeout: this.#settings.timeout ?? 10_000,
        eventStore: this.#queue,
        customFetch: (request) => {
          const sent = this.#send(request).finally(() => this.#requests.delete(sent))
          this.#requests.add(sent)
          return sent
        },
      },
    )
  }

  #track(tracker: Tracker, name: string, options: TrackEventOptions): void {
    const { additionalProperties: given = {}, category, aiContext, ...fields } = options
    const properties =
      given instanceof InternalEventAdditionalProperties
        ? given
        : new InternalEventAdditionalProperties(given)
    const { label, property, value, extra } = properties
    const { user_id: _, ...request } = currentEventContext()
    const standard: Record<string, unknown> = {
      environment: this.#settings.environment ?? 'development',
      source: this.#settings.source ?? 'ai-gateway-python',
      ...request,
      ...fields,
      extra: { ...request.extra, ...extra },
    }
    const ai = aiContextData({
      ...extra,
      session_id: value === undefined ? null : String(value),
      flow_type: extra['workflow_type'],
      input_tokens: standard['input_tokens'],
      output_tokens: standard['output_tokens'],
      total_tokens: standard['total_tokens'],
      ...aiContext,
    })
    tracker.track(
      buildStructEvent({
        category: category ?? 'default_category',
        action: name,
        ...(label === undefined ? {} : { label }),
        ...(property === undefined ? {} : { property: cut(property) }),
        ...(value === undefined ? {} : { value }),
      }),
      [
        { schema: STANDARD_CONTEXT, data: standard },
        { schema: AI_CONTEXT, data: ai },
      ],
    )
  }

  /** Sends a request of the tracker, and notes what becomes of its events. */
  async #send(request: Request): Promise<Response> {
    const body = await request.text()
    const { method, headers, signal } = request
    try {
      const response = await fetch(request.url, { method, headers, body, signal })
      const answer = await response.text()
      const { status, statusText } = response
      if (response.ok) this.#delivered(body)
      else this.#notDelivered(payloadsOf(body), `status ${status}`)
      return new Response(WITHOUT_BODY.has(status) ? null : answer, { status, statusText })
    } catch (error) {
      this.#notDelivered(payloadsOf(body), reasonOf(error))
      throw error
    }
  }

  #delivered(body: string): void {
    if (this.#failures.size === 0) return
    for (const payload of payloadsOf(body)) this.#failures.delete(String(payload['eid']))
  }

  #notDelivered(payloads: readonly Readonly<Record<string, unknown>>[], cause: string): void {
    for (const payload of payloads) {
      this.#failures.set(String(payload['eid']), { name: String(payload['se_ac']), cause })
    }
    this.#logger.warn(`Failed to send ${count(payloads.length)}: ${cause}`)
  }

  /** Resolves when no request is under way, nor about to be. */
  async #idle(): Promise<void> {
    do {
      await Promise.allSettled(this.#requests)
      // The tracker prepares its next request in a few microtasks.
      await new Promise<void>((resolve) => startTimer(resolve, 0))
    } while (this.#requests.size > 0)
  }

  /** What was not delivered; what is lost is forgotten, since it is told now. */
  #undelivered(): UndeliveredEvent[] {
    const waiting = new Map(
      this.#queue.payloads.map((payload) => [String(payload['eid']), String(payload['se_ac'])]),
    )
    const lost = [...this.#failures].filter(([id]) => !waiting.has(id))
    for (const [id] of lost) this.#failures.delete(id)
    return [
      ...lost.map(([id, { name, cause }]) => ({ id, name, cause, waits: false })),
      ...[...waiting].map(([id, name]) => {
        const cause = this.#failures.get(id)?.cause ?? 'a request before it failed'
        return { id, name, cause, waits: !this.#closed }
      }),
    ]
  }

  #describe(events: readonly UndeliveredEvent[]): string {
    const causes = new Map<string, number>()
    for (const { cause, waits } of events) {
      const text = `${cause}, ${waits ? 'kept for the next flush' : 'lost'}`
      causes.set(text, (causes.get(text) ?? 0) + 1)
    }
    const list = [...causes].map(([text, number]) => `${number} (${text})`).join(', ')
    return `Failed to deliver ${count(events.length)} to ${this.#settings.endpoint}: ${list}. Check that the collector runs there and accepts them.`
  }
}

function cut(property: string): string {
  return property.length > MAX_PROPERTY ? `${property.slice(0, MAX_PROPERTY - 3)}...` : property
}

function count(events: number): string {
  return events === 1 ? '1 internal event' : `${events} internal events`
}

function payloadsOf(body: string): Record<string, unknown>[] {
  return (JSON.parse(body) as { data: Record<string, unknown>[] }).data
}

/** What `fetch` keeps behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error
  const { message, cause } = error as Error & { cause?: { message?: string; code?: string } }
  // Of several addresses that refuse, there is a code alone.
  return cause?.message || cause?.code || message
}
