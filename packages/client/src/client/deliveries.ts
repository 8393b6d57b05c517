import type { UndeliveredEvent } from './client-error.ts'
import { DeliveryQueue } from './delivery-queue.ts'
import { countEvents } from './not-delivered.ts'

type Payload = Readonly<Record<string, unknown>>

// Taken when this is loaded: a test may fake timers, and flushing has to end.
const { setTimeout: startTimer } = globalThis
// Answers with these statuses must not have a body.
const WITHOUT_BODY = new Set([204, 205, 304])

/** Sends the requests of a tracker, and records the outcome of their events. */
export class Deliveries {
  /** Holds the events that wait. */
  readonly queue: DeliveryQueue
  readonly #logger: Pick<Console, 'warn'>
  readonly #requests = new Set<Promise<unknown>>()
  /** The events that were not delivered so far, by their ids. */
  readonly #failures = new Map<string, { readonly name: string; readonly cause: string }>()

  constructor(capacity: number, logger: Pick<Console, 'warn'>) {
    this.#logger = logger
    this.queue = new DeliveryQueue(capacity, (payload) =>
      this.#notDelivered([payload], 'the queue is full'),
    )
  }

  send(request: Request): Promise<Response> {
    const sent = this.#send(request).finally(() => this.#requests.delete(sent))
    this.#requests.add(sent)
    return sent
  }

  /** Resolves when no request is under way or about to start. */
  async idle(): Promise<void> {
    do {
      await Promise.allSettled(this.#requests)
      // The tracker prepares its next request in a few microtasks.
      await new Promise<void>((resolve) => startTimer(resolve, 0))
    } while (this.#requests.size > 0)
  }

  /**
   * Returns the events that were not delivered: lost ones, which are forgotten then, and those in
   * the queue, which wait for the next flush unless the client is closed.
   */
  takeUndelivered(closed: boolean): UndeliveredEvent[] {
    const waiting = new Map(
      this.queue.payloads.map((payload) => [String(payload['eid']), String(payload['se_ac'])]),
    )
    const lost = [...this.#failures].filter(([id]) => !waiting.has(id))
    for (const [id] of lost) this.#failures.delete(id)
    return [
      ...lost.map(([id, { name, cause }]) => ({ id, name, cause, waits: false })),
      ...[...waiting].map(([id, name]) => {
        const cause = this.#failures.get(id)?.cause ?? 'a request before it failed'
        return { id, name, cause, waits: !closed }
      }),
    ]
  }

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

  #notDelivered(payloads: readonly Payload[], cause: string): void {
    for (const payload of payloads) {
      this.#failures.set(String(payload['eid']), { name: String(payload['se_ac']), cause })
    }
    this.#logger.warn(`Failed to send ${countEvents(payloads.length)}: ${cause}`)
  }
}

function payloadsOf(body: string): Payload[] {
  return (JSON.parse(body) as { data: Payload[] }).data
}

/** Returns the reason that `fetch` hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error
  const { message, cause } = error as Error & { cause?: { message?: string; code?: string } }
  // If several addresses refuse, there is only a code.
  return cause?.message || cause?.code || message
}
