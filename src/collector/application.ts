import { type Reply, toResponse } from './reply.ts'
import { NAMESPACE_HEADER, type ReadTarget, type Target } from './target.ts'

/** What an application reads of a `Request`, which is one; a port makes no more than this. */
export interface IncomingRequest extends Pick<Request, 'method' | 'url' | 'signal'> {
  readonly headers: Pick<Headers, 'get' | 'has'>
  readonly body: AsyncIterable<Uint8Array> | null
}

/** Who sends a request. */
export interface Peer {
  readonly address: string
  /** Names and values by turns, as they were sent. */
  readonly rawHeaders: readonly string[]
}

/** A request that has found its route. */
export interface Call<Incoming extends IncomingRequest = IncomingRequest> extends Target {
  readonly request: Incoming
  readonly peer: Peer
  /** What the groups of the route's pattern matched. */
  readonly params: readonly string[]
}

export type Handler<Incoming extends IncomingRequest = IncomingRequest> = (
  call: Call<Incoming>,
) => Reply | Promise<Reply>

/** One line of a table: the first that fits a request answers it. */
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

  /** Tells whether there is a route for a request, which is left to others where there is none. */
  takes(method: string, url: string): boolean {
    return this.#find(method, url, null) !== undefined
  }

  /** Answers a request, in data: for a door that has no use for a `Response`. */
  async answer(request: Incoming, peer: Peer = UNKNOWN): Promise<Reply> {
    const { method, url, headers } = request
    const found = this.#find(method, url, headers.get(NAMESPACE_HEADER))
    if (!found) return { status: 404, headers: {}, body: null }
    const { target, params, answer } = found
    return answer({ ...target, params, request, peer })
  }

  /** Answers a request; with `Response.error()` where the connection should break. */
  async fetch(request: Incoming, peer?: Peer): Promise<Response> {
    return toResponse(await this.answer(request, peer))
  }

  #find(method: string, url: string, namespace: string | null) {
    const target = this.#readTarget(url, namespace)
    if (!target) return undefined
    for (const [methods, path, answer, when] of this.#routes) {
      if (methods !== '*' && !methods.includes(method)) continue
      const params = match(path, target.path)
      if (params && (!when || when(target))) return { target, params, answer }
    }
    return undefined
  }
}

const NO_PARAMS: readonly string[] = []

function match(pattern: string | RegExp, path: string): readonly string[] | undefined {
  if (typeof pattern === 'string') return pattern === path ? NO_PARAMS : undefined
  return pattern.exec(path)?.slice(1)
}
