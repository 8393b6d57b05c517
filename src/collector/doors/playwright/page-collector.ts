import type { BrowserContext } from '@playwright/test'
import { runForTest, type TestRun } from '../../../fakes/index.ts'
import {
  type IncomingRequest,
  type InProcessOptions,
  inProcessCollector,
  logOf,
  type Recipient,
  type Reply,
} from '../../index.ts'
import { serveCollector } from '../port/index.ts'
import { redirectLeavingRequests } from './redirect-leaving-requests.ts'
import { routeRequests } from './route-requests.ts'
import { serveLeavingRequests } from './serve-leaving-requests.ts'

/** The collector of a worker, which serves its tests one after another. */
export interface PageCollector {
  /** Opens it for a test, to which belongs what comes there until it is closed. */
  open(testRun: TestRun, onRequest: () => void): TestCollector
  close(): Promise<void>
}

/** The collector as one test has it. */
export interface TestCollector {
  /** The URL of a namespace of its own, for clients in other processes. */
  readonly url: string
  /** Has it take what the pages of a context send to any collector. */
  watch(context: BrowserContext): Promise<void>
  /** True when it watches a context. */
  readonly watches: boolean
  /** Ends the requests that are never to be answered, and takes no more. */
  close(): void
}

interface OpenTest {
  readonly testRun: TestRun
  /** Called when a request has been answered. */
  readonly onRequest: () => void
}

/** What comes from a page when its test has ended: nobody reads it. */
const TOO_LATE: Reply = { status: 200, headers: {}, body: null }

/**
 * Opens a collector for the pages of a browser: it takes their requests by Playwright's routes, those
 * of pages that are being left by a port, and those of other processes by another one.
 */
export async function openPageCollector(options: InProcessOptions): Promise<PageCollector> {
  const application = inProcessCollector(options)
  const tests = new Map<string, OpenTest>()
  const answer = async (id: string, request: IncomingRequest) => {
    const test = tests.get(id)
    if (!test) return TOO_LATE
    const reply = await runForTest(test.testRun, () => application.answer(request))
    test.onRequest()
    return reply
  }
  const { url: collector, ...decoding } = options
  const server = await serveCollector(decoding, recipientOf(tests))
  const leaving = await serveLeavingRequests(answer)
  let opened = 0
  return {
    async close() {
      await Promise.all([server.close(), leaving.close()])
    },
    open(testRun, onRequest) {
      const id = String(++opened)
      const closing = new AbortController()
      tests.set(id, { testRun, onRequest })
      let watches = false
      return {
        get watches() {
          return watches
        },
        url: `${server.url}/t/${id}`,
        async watch(context) {
          watches = true
          await routeRequests(context, {
            application,
            testRun,
            signal: closing.signal,
            answer: (request) => answer(id, request),
          })
          await redirectLeavingRequests(context, { target: `${leaving.url}/${id}`, collector })
        },
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
      void Promise.resolve(result).then(test.onRequest, test.onRequest)
      return result
    },
  }
}
