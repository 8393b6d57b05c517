import { BlockRun, openCollectors } from '../../../fakes/index.ts'
import { shared } from '../../../foundation/index.ts'
import type { Application } from '../../index.ts'

interface Created {
  readonly request: {
    readonly origin: string | URL
    readonly path: string
    readonly method: string
  }
}

/**
 * Has open blocks hear of requests to a collector in MSW that go out to the network: by the `fetch`
 * of a tracker that was made before MSW replaced it, or where its server does not listen. Returns
 * the undo.
 */
export function hearMissedRequests(collector: Application): () => void {
  const collectors = shared('collectors-in-msw', startHearing)
  collectors.add(collector)
  return () => void collectors.delete(collector)
}

function startHearing(): Set<Application> {
  const collectors = new Set<Application>()
  // The fetch of Node.js tells of each request here. It has no other name for itself.
  globalThis.process
    ?.getBuiltinModule?.('node:diagnostics_channel')
    .subscribe('undici:request:create', (message) => {
      const { origin, path, method } = (message as Created).request
      const url = `${String(origin)}${path}`
      // One on a port takes what goes out.
      const missed =
        [...openCollectors()].every((open) => (collectors as Set<object>).has(open)) &&
        [...collectors].some((collector) => collector.takes(method, url))
      if (missed) BlockRun.noteRequest({ method, url, taken: false, missed })
    })
  return collectors
}
