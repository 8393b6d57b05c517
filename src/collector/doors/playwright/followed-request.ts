import type { SeenRequest } from '../../../fakes/index.ts'

/** A request of a page to the collector, from its beginning: a route takes it, or it goes past. */
export class FollowedRequest implements SeenRequest {
  readonly method: string
  readonly url: string
  readonly taken = true
  readonly missedBy = 'internalEvents'
  readonly #inFlight: Set<object>
  readonly #test: AbortSignal
  #outcome: 'taken' | 'ended' | undefined

  /** Follows it as one of those in flight, until the test ends. */
  constructor(
    { method, url }: Pick<SeenRequest, 'method' | 'url'>,
    inFlight: Set<object>,
    test: AbortSignal,
  ) {
    this.method = method
    this.url = url
    this.#inFlight = inFlight
    this.#test = test
    inFlight.add(this)
  }

  get missed(): boolean {
    return this.#outcome === 'ended' || (this.#outcome === undefined && this.#test.aborted)
  }

  /** Notes that the collector takes it, or that it ended otherwise: the first counts. */
  end(outcome: 'taken' | 'ended'): void {
    this.#outcome ??= outcome
    this.#inFlight.delete(this)
  }
}
