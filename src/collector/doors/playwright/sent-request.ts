import type { IncomingRequest } from '../../index.ts'

/** A request of a page, which ends with the test in which it began. */
export interface SentRequest extends Omit<IncomingRequest, 'signal'> {
  readonly began: number
  /** Names it, since a browser may tell of what comes to a port, too. */
  readonly id: string
}
