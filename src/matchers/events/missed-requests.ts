import { matcherError } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'

const MSW = {
  past: 'MSW to the network',
  remedy:
    'A tracker keeps the fetch of the time when it was made: make it after server.listen() or interceptCollector().',
}

const PAGE = {
  past: 'the route of internalEvents',
  remedy:
    'Let each route of the test that takes it call route.fallback(). context.unrouteAll() removes the route of internalEvents, too: remove the routes of the test alone, with unroute(url).',
}

/** Returns the next step where a request to the collector went past the door that takes it. */
export function missedStep(block: BlockRun): string | undefined {
  const missed = missedRequest(block)
  return missed && `${missed.text}. ${missed.remedy}`
}

/** @throws {MatcherError} `MISSED_REQUEST` where nobody knows which events a request carried. */
export function refuseMissed(block: BlockRun, assertion: string): void {
  const missed = missedRequest(block)
  if (!missed) return
  throw matcherError(
    'MISSED_REQUEST',
    assertion,
    `${missed.text}, so nobody knows which events it carried`,
    missed.remedy,
  )
}

function missedRequest({ requests }: BlockRun): { text: string; remedy: string } | undefined {
  const request = requests.find(({ missed }) => missed)
  if (!request) return undefined
  const { past, remedy } = request.missedBy ? PAGE : MSW
  return { text: `${request.method} ${request.url} went past ${past}`, remedy }
}
