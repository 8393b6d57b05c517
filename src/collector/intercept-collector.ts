import { setupServer } from 'msw/node'
import { type Collector, collector } from './collector.ts'
import { collectorHandlers } from './collector-handlers.ts'

/** A collector that takes the place of the real one until it is closed. */
export interface InterceptedCollector extends Collector {
  /** Requests go their own way again. */
  close(): void
}

/**
 * Takes what Snowplow trackers send in this process, until `close()`: on any host by default, or on
 * that of `url`. Everything else goes its own way. A tracker of version 4 keeps the `fetch` that
 * there is when it is made, so that this comes first: in a setup file, or before the import of what
 * makes trackers.
 */
export function interceptCollector({ url }: { readonly url?: string } = {}): InterceptedCollector {
  const server = setupServer(...collectorHandlers(url))
  // MSW 3 and MSW 2 name it differently.
  server.listen({ onUnhandledFrame: 'bypass', ...{ onUnhandledRequest: 'bypass' } })
  return Object.assign(Object.create(collector), { close: () => server.close() })
}
