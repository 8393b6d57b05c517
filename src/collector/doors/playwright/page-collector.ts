import type { BrowserContext } from '@playwright/test'
import { runForTest, type TestRun } from '../../../fakes/index.ts'
import { type InProcessOptions, inProcessCollector, logOf } from '../../index.ts'
import { serveCollector } from '../port/index.ts'
import { redirectLeavingRequests } from './redirect-leaving-requests.ts'
import { routeRequests } from './route-requests.ts'

/** The collector of a worker, which several tests use one after another. */
export interface PageCollector {
  /** Opens it for a test: what comes there belongs to that test, until it is closed. */
  open(testRun: TestRun, onRequest: () => void): TestCollector
  close(): Promise<void>
}

/** The collector as one test has it. */
export interface TestCollector {
  /** The URL of a namespace of its own, for clients in other processes. */
  readonly url: string
  /** Has it take what the pages of a context send to any collector. */
  watch(context: BrowserContext): Promise<void>
  /** Ends the requests that are never to be answered, and takes no more. */
  close(): void
}

/**
 * Opens a collector for the pages of a browser. It takes their requests from the network; what a
 * page sends while it is being left passes a browser's interception by, and comes to a port.
 */
export async function openPageCollector(options: InProcessOptions): Promise<PageCollector> {
  const application = inProcessCollector(options)
  const { url: _, ...decoding } = options
  const tests = new Map<string, { readonly testRun: TestRun; readonly onRequest: () => void }>()
  const server = await serveCollector(decoding, {
    // What an ended test has left behind is nobody's.
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
  })
  let opened = 0
  return {
    close: () => server.close(),
    open(testRun, onRequest) {
      const namespace = String(++opened)
      const url = `${server.url}/t/${namespace}`
      const closing = new AbortController()
      tests.set(namespace, { testRun, onRequest })
      return {
        url,
        async watch(context) {
          const { signal } = closing
          await routeRequests(context, { application, testRun, onRequest, signal })
          await redirectLeavingRequests(context, { url, collector: options.url })
        },
        close() {
          tests.delete(namespace)
          closing.abort()
        },
      }
    },
  }
}
