import type { BrowserContext, Request as PageRequest, Route } from '@playwright/test'
import { runForTest, type TestRun } from '../../../fakes/index.ts'
import { type Application, type IncomingRequest, type Reply, takesRequest } from '../../index.ts'

/** The test whose pages are heard, and the collector that answers them. */
interface Watched {
  readonly application: Application
  readonly testRun: TestRun
  /** Aborted when the test has ended. */
  readonly signal: AbortSignal
  readonly answer: (request: IncomingRequest) => Promise<Reply>
}

const METHODS = ['POST', 'GET', 'OPTIONS']

/** Has a collector answer what the pages of a context send to it, on any host. */
export async function routeRequests(context: BrowserContext, watched: Watched): Promise<void> {
  const { application, testRun, signal } = watched
  // A POST that it does not take may have been meant for it: messages tell of it.
  context.on('request', (request) => {
    if (!signal.aborted)
      runForTest(testRun, () => takesRequest(application, request.method(), request.url()))
  })
  await context.route(
    ({ href }) => METHODS.some((method) => application.takes(method, href)),
    async (route) => {
      const request = route.request()
      if (signal.aborted || !application.takes(request.method(), request.url()))
        return await route.fallback()
      const reply = await watched.answer(readRequest(request, signal))
      // A page that has gone does not need the answer.
      await fulfil(route, reply).catch(() => {})
    },
  )
}

function readRequest(request: PageRequest, signal: AbortSignal): IncomingRequest {
  const headers = request.headers()
  return {
    method: request.method(),
    url: request.url(),
    signal,
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
