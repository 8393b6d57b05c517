import { BlockRun, openCollectors } from '../../../fakes/index.ts'
import { nextMacrotask, shared } from '../../../foundation/index.ts'
import { type Application, Sender } from '../../index.ts'

interface Created {
  readonly request: {
    readonly origin: string | URL
    readonly path: string
    readonly method: string
    addHeader(name: string, value: string): void
  }
}

/** A request that goes out, if no server of MSW takes it on its way. */
interface Outgoing {
  readonly sender: Sender
  readonly method: string
  readonly url: string
  taken: boolean
  missed: boolean
  readonly known: Promise<void>
}

/** Names a request that goes out, so that a server of MSW knows it again. */
const HEADER = 'internal-events-request'
/** MSW hands over what goes out within two turns of the event loop. */
const TURNS = 8

const outgoing = () => shared('outgoing-requests', () => new Map<string, Outgoing>())

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

/**
 * Notes that a server of MSW has taken a request, and returns its sender where that is known: MSW 3
 * stands behind what goes out, MSW 2 before it.
 */
export function noteTaken({ headers }: Request): Sender | undefined {
  const request = outgoing().get(headers.get(HEADER) ?? '')
  if (request) request.taken = true
  return request?.sender
}

function startHearing(): Set<Application> {
  const collectors = new Set<Application>()
  // The fetch of Node.js tells of each request here. It has no other name for itself.
  globalThis.process
    ?.getBuiltinModule?.('node:diagnostics_channel')
    .subscribe('undici:request:create', (message) => {
      const { request } = message as Created
      const { origin, path, method } = request
      const url = `${String(origin)}${path}`
      // One on a port takes what goes out.
      const meant =
        [...openCollectors()].every((open) => (collectors as Set<object>).has(open)) &&
        [...collectors].some((collector) => collector.takes(method, url))
      if (!meant) return
      const id = crypto.randomUUID()
      request.addHeader(HEADER, id)
      BlockRun.noteRequest(follow(id, method, url))
    })
  return collectors
}

/** Follows a request until it is known whether it went past MSW. */
function follow(id: string, method: string, url: string): Outgoing {
  const sender = new Sender()
  sender.begin()
  const request: Outgoing = { sender, method, url, taken: false, missed: false, known: wait() }
  outgoing().set(id, request)
  return request

  async function wait(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await nextMacrotask()
    outgoing().delete(id)
    request.missed = !request.taken
    sender.end()
  }
}
