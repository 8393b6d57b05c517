import { type SetupServer, setupServer } from 'msw/node'
import {
  type Application,
  type Collector,
  collector,
  type InProcessOptions,
  inProcessCollector,
} from '../index.ts'
import { handlersOf } from './collector-handlers.ts'
import { interceptCapturedFetch } from './intercept-captured-fetch.ts'

/** A collector that takes the place of the real one until it is closed. */
export interface InterceptedCollector extends Collector {
  /** Requests go their own way again. */
  close(): void
}

// One server of MSW for all of them: two break each other.
const intercepting = new Set<Application>()
let server: SetupServer | undefined

/**
 * Takes what Snowplow trackers send in this process, until `close()`: on any host by default, or on
 * that of `url`, whose path is one to POST to besides the known ones. Everything else goes its own
 * way. It does not matter when trackers were made, and several interceptors may be closed in any
 * order. Where a test has a server of MSW already, give that one `collectorHandlers`: two servers of
 * MSW break each other.
 *
 * @example
 * ```ts
 * import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
 * import { collector, interceptCollector } from 'internal-events-testing/msw'
 * import { afterAll, expect, test } from 'vitest'
 *
 * const tracker = newTracker(
 *   { namespace: 'gl', appId: 'cli' },
 *   { endpoint: 'https://collector.example.com', bufferSize: 1 },
 * )
 * const { close } = interceptCollector()
 * afterAll(close)
 *
 * test('sends the pull', async () => {
 *   await expect(async () => {
 *     tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
 *     await collector.settled()
 *   }).toTriggerInternalEvents('pull_package')
 * })
 * ```
 */
export function interceptCollector(options: InProcessOptions = {}): InterceptedCollector {
  const application = inProcessCollector(options)
  const undo = interceptCapturedFetch(application)
  intercepting.add(application)
  renewHandlers()
  return Object.assign(Object.create(collector), {
    close() {
      undo()
      if (intercepting.delete(application)) renewHandlers()
    },
  })
}

function renewHandlers(): void {
  // The newest comes first, as where one has replaced a global over another.
  const handlers = [...intercepting].reverse().flatMap(handlersOf)
  if (handlers.length === 0) {
    server?.close()
    server = undefined
  } else if (server) {
    server.resetHandlers(...handlers)
  } else {
    server = setupServer(...handlers)
    // MSW 3 and MSW 2 name it differently.
    server.listen({ onUnhandledFrame: 'bypass', ...{ onUnhandledRequest: 'bypass' } })
  }
}
