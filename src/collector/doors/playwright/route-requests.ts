import type { BrowserContext, Request as PageRequest, Route } from '@playwright/test'
import type { Reply } from '../../index.ts'
import { withoutDetour } from './detour.ts'
import type { SentRequest } from './sent-request.ts'

/** The collector that answers what pages send. */
interface Routed {
  readonly takes: (method: string, url: string) => boolean
  /** Called for every request: one that is not taken may have been meant for it. */
  readonly begin: (request: SentRequest) => void
  /** Called when a request has ended in any way, or somebody else sends it on. */
  readonly end: (id: string, outcome: 'taken' | 'ended') => void
  readonly answer: (request: SentRequest) => Promise<Reply>
  /** The URL to which pages send while they are being left. */
  readonly leaving: string
}

type Beginning = Pick<SentRequest, 'began' | 'id'>

const METHODS = ['POST', 'GET', 'OPTIONS']

/** Has a collector answer what the pages of a context send to it. */
export async function routeRequests(
  context: BrowserContext,
  { takes, begin, end, answer, leaving }: Routed,
): Promise<void> {
  // The requests of an iframe that is left while its page stays are seen here, and may not reach the port.
  const isLeaving = (url: string) => url.startsWith(`${leaving}/`)
  // A route of the test may hold a request for long before it lets this one have it.
  const beginnings = new WeakMap<PageRequest, Beginning>()
  const sentAs = (request: PageRequest) => {
    const sent = readRequest(request, beginnings.get(request) ?? beginning())
    return isLeaving(sent.url) ? withoutDetour(sent) : sent
  }
  context.on('request', (request) => {
    beginnings.set(request, beginning())
    begin(sentAs(request))
  })
  const ended = async (request: PageRequest) => {
    const { id } = sentAs(request)
    // A service worker that answers sends a request of its own. A page that has gone has no response.
    const response = await request.response().catch(() => null)
    end(id, response?.fromServiceWorker() ? 'taken' : 'ended')
  }
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
  await context.route(
    ({ href }) => isLeaving(href) || METHODS.some((method) => takes(method, href)),
    async (route) => {
      const sent = sentAs(route.request())
      if (!takes(sent.method, sent.url)) return await route.fallback()
      // A page that has gone does not need the answer.
      await fulfil(route, await answer(sent)).catch(() => {})
    },
  )
}

function beginning(): Beginning {
  return { began: Date.now(), id: crypto.randomUUID() }
}

function readRequest(request: PageRequest, { began, id }: Beginning): SentRequest {
  const headers = request.headers()
  return {
    method: request.method(),
    url: request.url(),
    began,
    id,
    headers: {
      get: (name) => headers[name.toLowerCase()] ?? null,
      has: (name) => headers[name.toLowerCase()] !== undefined,
      entries: () => Object.entries(headers),
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
