import type { CollectorRequest, DecodedRequest } from '../snowplow/index.ts'
import { currentLog } from './collector.ts'
import type { Answer } from './collector-log.ts'

/** Hears of requests to the collector, and says how they are answered. */
export interface Recipient {
  /** Takes note of a request that has begun to arrive in a namespace. */
  begin(namespace: string): Arrival
  /** Runs code for whoever owns a namespace. */
  run<Result>(namespace: string, block: () => Result): Result
}

/** A request that is under way. */
export interface Arrival {
  receive(
    request: Pick<CollectorRequest, 'method' | 'url'>,
    decoded: DecodedRequest,
  ): Promise<Answer> | Answer
  /** Says that it is answered. */
  end(): void
}

/** The running test, which owns what is sent in its process. */
export const runningTest: Recipient = {
  begin() {
    const log = currentLog()
    const end = log.begin()
    return { receive: (request, decoded) => log.receive(request, decoded), end }
  },
  run: (_namespace, block) => block(),
}

/** Nobody, where no test runs: nothing would read or reset what a test does. */
export const nobody: Recipient & Arrival = {
  begin: () => nobody,
  receive: (_request, { tooLarge }) => (tooLarge ? 413 : 200),
  end() {},
  run: (_namespace, block) => block(),
}
