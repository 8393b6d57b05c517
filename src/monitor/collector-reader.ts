import { isMapping } from '../foundation/index.ts'
import { fetchText } from './fetch-text.ts'
import { MonitorError } from './monitor-error.ts'
import { readSeenEvent, type SeenEvent } from './seen-event.ts'

/** The numbers of newest events to ask for, one after another, until a known one is among them. */
const STEPS = [20, 400, 10_000] as const
/** The time that a collector has for its answer, in milliseconds. */
const PATIENCE = 10_000
/** The number of events that are remembered, which is more than a collector keeps. */
const REMEMBERED = 200_000

/** The news of a collector. */
export interface Reading {
  /** The internal events that were not read before, oldest first. */
  readonly events: readonly SeenEvent[]
  /** True when the collector has none of the events any more that it had before. */
  readonly hasForgotten: boolean
  /** True when more came since than can be read. */
  readonly hasGap: boolean
  /** The number of bad rows that it has; `undefined` where it does not tell. */
  readonly bad: number | undefined
}

/**
 * Reads the internal events of a collector by Micro's REST API, each of them once, however often it
 * was sent, and whether or not the collector forgets its events or starts anew meanwhile.
 */
export class CollectorReader {
  readonly #url: string
  readonly #known = new Set<string>()
  /** False for a program that answers questions without a body alone, which gives all entries. */
  #takesPost = true
  /** The sendings in the last answer that had some. */
  #last: ReadonlySet<string> | undefined

  /** @param url The collector, or a namespace of it, without `/micro`. */
  constructor(url: string) {
    this.#url = url
  }

  /**
   * Asks for no more than tells whether it is a collector.
   *
   * @throws {MonitorError} when it does not answer, or not as a collector.
   */
  async check(signal: AbortSignal): Promise<void> {
    await this.#ask(1, signal)
  }

  /** @throws {MonitorError} when it does not answer, or not as a collector. */
  async read(signal: AbortSignal): Promise<Reading> {
    // First, since no question may fail once events are known.
    const bad = await this.#countBad(signal)
    const { seen, isMet, isWhole } = await this.#readBack(signal, STEPS)
    const hasForgotten = this.#last !== undefined && !isMet
    this.#last = seen.length > 0 ? new Set(seen.map(({ sending }) => sending)) : undefined
    const events = seen.reverse().filter(({ id }) => this.#isNew(id))
    return { events, hasForgotten, hasGap: !isMet && !isWhole, bad }
  }

  /** Reads back to a sending that was read before, or to the oldest. */
  async #readBack(
    signal: AbortSignal,
    [limit = 0, ...more]: readonly number[],
  ): Promise<{ seen: SeenEvent[]; isMet: boolean; isWhole: boolean }> {
    const { entries, isWhole } = await this.#ask(limit, signal)
    const seen = entries.flatMap((entry) => readSeenEvent(entry) ?? [])
    const isMet = seen.some(({ sending }) => this.#last?.has(sending))
    return isMet || isWhole || more.length === 0
      ? { seen, isMet, isWhole }
      : this.#readBack(signal, more)
  }

  #isNew(id: string): boolean {
    if (this.#known.has(id)) return false
    this.#known.add(id)
    const [oldest] = this.#known
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
    return true
  }

  /** Returns the newest entries, newest first. */
  async #ask(
    limit: number,
    signal: AbortSignal,
  ): Promise<{ entries: readonly unknown[]; isWhole: boolean }> {
    const { status, body } = await this.#send('good', signal, { limit, event_type: 'struct' })
    if (status !== 200) throw this.#notACollector(`it answers ${status} to /micro/good`)
    if (!Array.isArray(body)) throw this.#notACollector('its /micro/good is not a list')
    if (this.#takesPost) return { entries: body, isWhole: body.length < limit }
    const most = STEPS[STEPS.length - 1] as number
    return { entries: body.slice(0, most), isWhole: body.length <= most }
  }

  async #countBad(signal: AbortSignal): Promise<number | undefined> {
    const { body } = await this.#send('all', signal)
    const bad = isMapping(body) ? body['bad'] : undefined
    return typeof bad === 'number' ? bad : undefined
  }

  /** Asks with a body, and without one where that is not known. */
  async #send(
    endPoint: 'all' | 'good',
    signal: AbortSignal,
    question: Readonly<Record<string, unknown>> = {},
  ): Promise<{ status: number; body: unknown }> {
    if (this.#takesPost) {
      const answer = await this.#fetch(endPoint, signal, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
      })
      if (!NO_POST.has(answer.status)) return answer
    }
    const answer = await this.#fetch(endPoint, signal, {})
    if (answer.status === 200) this.#takesPost = false
    return answer
  }

  async #fetch(
    endPoint: 'all' | 'good',
    signal: AbortSignal,
    request: Omit<RequestInit, 'signal'>,
  ): Promise<{ status: number; body: unknown }> {
    try {
      const url = `${this.#url}/micro/${endPoint}`
      const { status, text } = await fetchText(url, request, PATIENCE, signal)
      return { status, body: readJson(text) }
    } catch (cause) {
      const reason = reasonOf(cause)
      if (WRONG.has(reason)) throw this.#notACollector(reason)
      const remedy = 'Start a collector there, or name another one: --collector <url>.'
      throw new MonitorError('UNREACHABLE_COLLECTOR', this.#url, reason, remedy, { cause })
    }
  }

  #notACollector(reason: string): MonitorError {
    return new MonitorError(
      'NOT_A_COLLECTOR',
      this.#url,
      reason,
      'Name a collector that keeps events: --collector <url>.',
    )
  }
}

/** `fetch` knows ports at which no server of the web may be. */
const REFUSED_PORT = 'Node.js asks nobody at this port'
const NO_HTTP = 'it does not answer in HTTP'
const REDIRECTS = 'it redirects without end'
/** The reasons that no waiting changes. */
const WRONG: ReadonlySet<string> = new Set([REFUSED_PORT, NO_HTTP, REDIRECTS])
/** The answers of a program that does not know POST. */
const NO_POST: ReadonlySet<number> = new Set([405, 501])
/** The reason for which a collector may be started at an address. */
export const NOTHING_LISTENS = 'nothing listens there'
const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ECONNREFUSED', NOTHING_LISTENS],
  ['ECONNRESET', 'it broke the connection off'],
  ['UND_ERR_SOCKET', 'it broke the connection off'],
  ['ENOTFOUND', 'there is no such host'],
  ['EAI_AGAIN', 'the host cannot be looked up'],
  ['bad port', REFUSED_PORT],
  ['HTTPParserError', NO_HTTP],
  ['redirect count exceeded', REDIRECTS],
  ['TimeoutError', `it did not answer within ${PATIENCE / 1000} s`],
])

/** Returns the reason for which a request failed: `fetch` hides it in the cause of its error. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: Error & { readonly code?: string } }
  const known = [cause?.code, cause?.message, cause?.name, name].map((text) => REASONS.get(text))
  return known.find((reason) => reason !== undefined) ?? cause?.message ?? message
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
