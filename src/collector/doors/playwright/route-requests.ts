import type { BrowserContext, Request as PageRequest, Route } from '@playwright/test'
import type { Reply } from '../../index.ts'
import type { SentRequest } from './sent-request.ts'

/** The collector that answers what pages send. */
interface Routed {
  readonly takes: (method: string, url: string) => boolean
  /** Called for every request: one that is not taken may have been meant for it. */
  readonly note: (method: string, url: string) => void
  readonly answer: (request: SentRequest) => Promise<Reply>
}

const METHODS = ['POST', 'GET', 'OPTIONS']

/** Has a collector answer what the pages of a context send to it. */
export async function routeRequests(
  context: BrowserContext,
  { takes, note, answer }: Routed,
): Promise<void> {
  // A route of the test may hold a request for long before it lets this one have it.
  const beginnings = new WeakMap<PageRequest, number>()
  context.on('request', (request) => {
    beginnings.set(request, Date.now())
    note(request.method(), request.url())
  })
  await context.route(
    ({ href }) => METHODS.some((method) => takes(method, href)),
    async (route) => {
      const request = route.request()
      if (!takes(request.method(), request.url())) return await route.fallback()
      // A page that has gone does not need the answer.
      await fulfil(route, await answer(readRequest(request, beginnings.get(request)))).catch(
        () => {},
      )
    },
  )
}

function readRequest(request: PageRequest, began = Date.now()): SentRequest {
  const headers = request.headers()
  return {
    method: request.method(),
    url: request.url(),
    began,
    headers: {
      get: (name) => headers[name.toLowerCase()] ?? null,
      has: (name) => headers[name.toLowerCase()] !== undefined,
    },
    body: bodyOf(request),
  }
}

async function* bodyOf(request: PageRequest): AsyncGenerator<Uint8Array> {
  const bytes = request.postDataBuffer()
  if (bytes) yield bytes
}

async function fulfil(route: Route, { status, headers, body }: Reply): Promise<void> {
  if (status === 0) return await route.abort('connectionrefused')
  // Its length is added; the collector streams nothing to trackers.
  const text = typeof body === 'string' ? body : Buffer.from((body as Uint8Array | null) ?? [])
  await route.fulfill({ status, headers: { ...headers }, body: text })
}
