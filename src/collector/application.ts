import type { ReadBytes } from './read-bytes.ts'
import { type Reply, toResponse } from './reply.ts'
import { NAMESPACE_HEADER, type ReadTarget, type Target } from './target.ts'

/** Headers that can be listed, which those of a port cannot. */
interface Listed {
  entries?(): Iterable<[name: string, value: string]>
}

/** The part of a `Request` that an application reads; a port makes no more than this. */
export interface IncomingRequest extends Pick<Request, 'method' | 'url' | 'signal'> {
  readonly headers: Pick<Headers, 'get' | 'has'> & Listed
  readonly body: AsyncIterable<Uint8Array> | ReadBytes | null
  /** The time (ms since 1970) at which its sender began it, where that is not now. */
  readonly began?: number | undefined
  /** Called if it gets no answer until its sender gives up. */
  readonly onNoAnswer?: (() => void) | undefined
  /** The reason why the door could not read the request, of which the rest is then made up. */
  readonly fault?: string | undefined
}

/** The sender of a request. */
export interface Peer {
  readonly address: string
  /** Names and values in turn, as the peer sent them. */
  readonly rawHeaders: readonly string[]
}

/** A request that has found its route. */
export interface Call<Incoming extends IncomingRequest = IncomingRequest> extends Target {
  readonly request: Incoming
  readonly peer: Peer
  /** The matches of the groups in the route's pattern. */
  readonly params: readonly string[]
}

export type Handler<Incoming extends IncomingRequest = IncomingRequest> = (
  call: Call<Incoming>,
) => Reply | Promise<Reply>

/** One line of a table of routes: the first that fits a request answers it. */
export type Route<Incoming extends IncomingRequest = IncomingRequest> = readonly [
  methods: readonly string[] | '*',
  path: string | RegExp,
  answer: Handler<Incoming>,
  when?: (target: Target) => boolean,
]

const UNKNOWN: Peer = { address: '', rawHeaders: [] }

/** Answers requests by a table of routes, whatever door they come through. */
export class Application<Incoming extends IncomingRequest = IncomingRequest> {
  readonly #routes: readonly Route<Incoming>[]
  readonly #readTarget: ReadTarget

  constructor(routes: readonly Route<Incoming>[], readTarget: ReadTarget) {
    this.#routes = routes
    this.#readTarget = readTarget
  }

  /** Tells whether a request has a route. Doors leave requests without one to others. */
  takes(method: string, url: string): boolean {
    return this.#find(method, url, null) !== undefined
  }

  /** Answers a request as data, for a door that does not need a `Response`. */
  async answer(request: Incoming, peer: Peer = UNKNOWN): Promise<Reply> {
    const { method, url, headers } = request
    const found = this.#find(method, url, headers.get(NAMESPACE_HEADER))
    if (!found) return { status: 404, headers: {}, body: null }
    const { params, answer } = found
    const { namespace, path, query } = found.target
    // Spreading the target would take as long as all else here.
    return answer({ namespace, path, query, params, request, peer })
  }

  /** Answers a request. Returns `Response.error()` if the connection should break. */
  async fetch(request: Incoming, peer?: Peer): Promise<Response> {
    return toResponse(await this.answer(request, peer))
  }

  #find(method: string, url: string, namespace: string | null) {
    const target = this.#readTarget(url, namespace)
    if (!target) return undefined
    for (const route of this.#routes) {
      // The cheapest question first, and no iterator of the route: this is asked of every request.
      const params = match(route[1], target.path)
      if (!params || (route[0] !== '*' && !route[0].includes(method))) continue
      if (!route[3] || route[3](target)) return { target, params, answer: route[2] }
    }
    return undefined
  }
}

const NO_PARAMS: readonly string[] = []

function match(pattern: string | RegExp, path: string): readonly string[] | undefined {
  if (typeof pattern === 'string') return pattern === path ? NO_PARAMS : undefined
  return pattern.exec(path)?.slice(1)
}
