import type { BrowserContext } from '@playwright/test'
import { BlockRun, runForTest, type TestRun } from '../../../fakes/index.ts'
import {
  type InProcessOptions,
  inProcessCollector,
  logOf,
  type Recipient,
  type Reply,
  takesRequest,
} from '../../index.ts'
import { serveCollector } from '../port/index.ts'
import { followUsageData, type UsageDataRequest } from './follow-usage-data.ts'
import { FollowedRequest } from './followed-request.ts'
import { keepClicks } from './page-elements.ts'
import { redirectLeavingRequests } from './redirect-leaving-requests.ts'
import { routeRequests } from './route-requests.ts'
import type { SentRequest } from './sent-request.ts'
import { serveLeavingRequests } from './serve-leaving-requests.ts'

/** The collector of a worker, which serves its tests one after another. */
export interface PageCollector {
  /** Opens it for a test, to which belongs what comes there until it is closed. */
  open(testRun: TestRun, listener: PageListener): TestCollector
  /**
   * Has it take what the pages of a context send to any collector. A request belongs to the test that
   * is open when it begins: a context may serve several, whoever has made it.
   */
  watch(context: BrowserContext): Promise<void>
  /** True once it watches any. */
  readonly watches: boolean
  /** The contexts that it watches, but those that are closed. */
  readonly contexts: ReadonlySet<BrowserContext>
  close(): Promise<void>
}

/** Hears of what the pages of a test do. */
export interface PageListener {
  /** Called when a request has been answered. */
  notify(): void
  /** Called when a request to the usage data API of the application begins. */
  noteUsageData(request: UsageDataRequest): void
}

/** The collector as one test has it. */
export interface TestCollector {
  /** The URL of a namespace of its own, for clients in other processes. */
  readonly url: string
  /** Ends the requests that are never to be answered, and takes no more. */
  close(): void
}

/** A test for which the collector is open. */
interface OpenTest {
  readonly testRun: TestRun
  /** The time (ms since 1970) from which what begins belongs to it. */
  readonly startedAt: number
  readonly listener: PageListener
  /** Aborted when the test has ended. */
  readonly closing: AbortController
}

/** The reply to a request that began in no test, or in one that has ended: nobody reads it. */
const TOO_LATE: Reply = { status: 200, headers: {}, body: null }

/**
 * Opens a collector for the pages of a browser: it takes their requests by Playwright's routes, those
 * of pages that are being left by a port, and those of other processes by another one.
 */
export async function openPageCollector(options: InProcessOptions): Promise<PageCollector> {
  const application = inProcessCollector(options)
  const { url: collector, ...decoding } = options
  const tests = new Map<string, OpenTest>()
  const watched = new Set<BrowserContext>()
  const followed = new Map<string, FollowedRequest>()
  let latest = 0
  let watches = false
  const testAt = (time: number) => {
    const test = tests.get(String(latest))
    return test && time >= test.startedAt ? test : undefined
  }
  const end = (id: string, outcome: 'taken' | 'ended') => {
    followed.get(id)?.end(outcome)
    followed.delete(id)
  }

  const answer = async (request: SentRequest) => {
    const { began, id } = request
    const test = testAt(began)
    if (!test) return TOO_LATE
    end(id, 'taken')
    const { signal } = test.closing
    const reply = await runForTest(test.testRun, () => application.answer({ ...request, signal }))
    test.listener.notify()
    return reply
  }
  const server = await serveCollector(decoding, recipientOf(tests))
  const leaving = await serveLeavingRequests(answer)
  return {
    async close() {
      await Promise.all([server.close(), leaving.close()])
    },
    contexts: watched,
    get watches() {
      return watches
    },
    async watch(context) {
      if (watched.has(context)) return
      watched.add(context)
      watches = true
      context.on('close', () => watched.delete(context))
      followUsageData(context, {
        begin: (request) => testAt(Date.now())?.listener.noteUsageData(request),
        end: () => testAt(Date.now())?.listener.notify(),
      })
      await keepClicks(context)
      await routeRequests(context, {
        takes: (method, url) => application.takes(method, url),
        begin({ method, url, id }) {
          const test = testAt(Date.now())
          if (!test) return
          runForTest(test.testRun, () => {
            // A preflight carries no events.
            if (!takesRequest(application, method, url) || method === 'OPTIONS') return
            const { inFlight } = logOf(test.testRun)
            const request = new FollowedRequest({ method, url }, inFlight, test.closing.signal)
            followed.set(id, request)
            BlockRun.noteRequest(request)
          })
        },
        end,
        answer,
        leaving: leaving.url,
      })
      await redirectLeavingRequests(context, { target: leaving.url, collector })
    },
    open(testRun, listener) {
      const id = String(++latest)
      const closing = new AbortController()
      tests.set(id, { testRun, startedAt: Date.now(), listener, closing })
      return {
        url: `${server.url}/t/${id}`,
        close() {
          tests.delete(id)
          closing.abort()
        },
      }
    },
  }
}

/** Gives what comes to the port of a namespace to its test. */
function recipientOf(tests: ReadonlyMap<string, OpenTest>): Recipient {
  return {
    logOf(namespace) {
      const test = tests.get(namespace)
      return test && logOf(test.testRun)
    },
    run(namespace, block) {
      const test = tests.get(namespace)
      if (!test) return block()
      const result = runForTest(test.testRun, block)
      const notify = () => test.listener.notify()
      void Promise.resolve(result).then(notify, notify)
      return result
    },
  }
}
