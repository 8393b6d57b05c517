import { matcherError } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'

const REMEDY =
  'A tracker keeps the fetch of the time when it was made: make it after server.listen() or interceptCollector().'

/** Returns the next step where a request to the collector went past MSW. */
export function missedStep({ requests }: BlockRun): string | undefined {
  const missed = requests.find((request) => request.missed)
  return missed && `${missed.method} ${missed.url} went past MSW to the network. ${REMEDY}`
}

/** @throws {MatcherError} `MISSED_REQUEST` where nobody knows which events a request carried. */
export function refuseMissed({ requests }: BlockRun, assertion: string): void {
  const missed = requests.find((request) => request.missed)
  if (!missed) return
  throw matcherError(
    'MISSED_REQUEST',
    assertion,
    `${missed.method} ${missed.url} went past MSW to the network, so nobody knows which events it carried`,
    REMEDY,
  )
}
