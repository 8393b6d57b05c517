import type { SetupServer } from 'msw/node'
import { openCollectors } from '../../../fakes/index.ts'
import { shared } from '../../../foundation/index.ts'
import {
  type Application,
  type Collector,
  collector,
  type InProcessOptions,
  inProcessCollector,
} from '../../index.ts'
import { trackerHandlersOf } from './collector-handlers.ts'
import { hearMissedRequests } from './hear-missed-requests.ts'
import { interceptBeacons } from './intercept-beacons.ts'
import { interceptCapturedFetch } from './intercept-captured-fetch.ts'
import { setupServer } from './load-msw.ts'

/** A collector that takes the place of the real one until it is closed. */
export interface InterceptedCollector extends Collector {
  /** Lets requests go their own way again. */
  close(): void
}

/**
 * Takes the requests of Snowplow trackers in this process, until `close()`: on any host by default,
 * or on that of `url`, whose path is one more to POST to. Beacons of a page in jsdom or happy-dom are
 * among them. Other requests go their own way. Trackers
 * may be made before or after (in Jest after, since its global scope is not that of `fetch`), and several interceptors may be closed in any order. If a test
 * already has a server of MSW, give that one `collectorHandlers`: two servers of MSW break each
 * other.
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
  const undos = [
    interceptBeacons(application),
    interceptCapturedFetch(application),
    hearMissedRequests(application),
  ]
  const { add, remove } = shared('interceptors', shareServer)
  add(application)
  openCollectors().add(application)
  return Object.assign(Object.create(collector), {
    close() {
      for (const undo of undos) undo()
      openCollectors().delete(application)
      remove(application)
    },
  })
}

/** Makes what all interceptors share: two servers of MSW break each other. */
function shareServer() {
  const open = new Set<Application>()
  let server: SetupServer | undefined

  function renew(): void {
    // The newest comes first, as the newest layer over a global does.
    const handlers = [...open].reverse().flatMap(trackerHandlersOf)
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

  return {
    add(application: Application): void {
      open.add(application)
      renew()
    },
    remove(application: Application): void {
      if (open.delete(application)) renew()
    },
  }
}
