import { currentRun, type TestRun } from '../fakes/index.ts'
import { waitInTurns } from '../foundation/index.ts'
import type { BadRow, CollectedEvent } from '../snowplow/index.ts'
import type { Answerer } from './answer.ts'
import { checkAnswerer } from './check-answer.ts'
import { checkNumber, checkOptions } from './check-options.ts'
import type { CollectedRequest } from './collected-request.ts'
import { CollectorError } from './collector-error.ts'
import { CollectorLog } from './collector-log.ts'
import type { Delivery } from './delivery.ts'

/** The requests that trackers sent in the running test, with their events. */
export interface Collector {
  /** The accepted events of every kind, in the order of their arrival. */
  readonly events: CollectedEvent[]
  /**
   * The accepted items that are not events; a test fails for them unless it expects them.
   * `requests` tells which requests the real pipeline would refuse as a whole because of them.
   */
  readonly badRows: BadRow[]
  /** Every request, with its answer. */
  readonly requests: CollectedRequest[]
  /** Every event that was sent, with the number of its attempts. */
  readonly deliveries: Delivery[]
  /**
   * Answers from now on with a status, a network error, never (`'timeout'`), or as a function of
   * the request decides. The answer holds for `times` requests, one call after another, or until
   * the next call. Events of requests that are not answered by 200 to 299 count as not delivered.
   *
   * @throws {CollectorError} `INVALID_ANSWER` for anything else, which a function fails the test with,
   *   and `INVALID_OPTION` for `times` that are not a whole number from 1.
   */
  respondWith(answer: Answerer, options?: { readonly times?: number }): void
  /** Keeps bad rows from failing the test. */
  expectBadRows(): void
  /**
   * Resolves when nothing has been sent for `quiet` ms and every request is answered. It serves
   * trackers whose `flush()` returns before that. In process, a tracked event becomes a request
   * within 20 ms. On a port, `quiet` is 100 ms by default, and must be longer than the other side
   * takes. To wait for an event, use `.within(ms)`, which waits no longer than it has to.
   *
   * @throws {CollectorError} `UNSETTLED_COLLECTOR` when it takes longer than `timeout` ms (1,000 by default),
   *   and `INVALID_OPTION` for a time that is not a number of milliseconds.
   */
  settled(options?: SettledOptions): Promise<void>
}

/** The times to wait, in milliseconds. */
export interface SettledOptions {
  readonly quiet?: number | undefined
  readonly timeout?: number | undefined
}

/** Returns the log of the running test. */
export function currentLog(): CollectorLog {
  return logOf(currentRun())
}

/** Returns the log of a test. */
export function logOf(environment: TestRun): CollectorLog {
  return environment.part('collector', () => new CollectorLog(environment))
}

/** The longest time (ms) of a timer. */
const LONGEST = 2 ** 31 - 1

const isCount = (times: number): boolean =>
  times >= 1 && (Number.isInteger(times) || times === Number.POSITIVE_INFINITY)

/** Reads what the collectors of the running test have received, and decides what they answer. */
export const collector: Collector = {
  get events() {
    return currentLog().events
  },
  get badRows() {
    return currentLog().badRows
  },
  get requests() {
    return [...currentLog().requests]
  },
  get deliveries() {
    return currentLog().deliveries
  },
  respondWith(answer, options = {}) {
    checkOptions('answer requests', options, { times: true })
    checkAnswerer(answer)
    const { times = Number.POSITIVE_INFINITY } = options
    checkNumber('answer requests', 'times', times, isCount, 'a whole number from 1')
    currentLog().respondWith(answer, times)
  },
  expectBadRows() {
    currentLog().expectBadRows()
  },
  async settled(options = {}) {
    const task = 'wait for the collector'
    checkOptions(task, options, { quiet: true, timeout: true })
    const { quiet = 20, timeout = 1000 } = options
    checkNumber(task, 'quiet', quiet, (ms) => ms >= 1 && ms <= LONGEST, 'milliseconds, from 1')
    checkNumber(task, 'timeout', timeout, (ms) => ms >= 0, 'milliseconds, from 0')
    const log = currentLog()
    for (let waited = 0; ; waited += quiet) {
      const { length } = log.requests
      await waitInTurns(quiet)
      if (log.inFlight.size === 0 && log.requests.length === length) return
      if (waited < timeout) continue
      throw new CollectorError(
        'UNSETTLED_COLLECTOR',
        `Failed to wait for the collector: after ${timeout} ms, code still sends requests or some are unanswered. Give a longer timeout, or find the code that keeps sending.`,
      )
    }
  },
}
