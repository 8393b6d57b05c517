import { decodeText } from '../foundation/index.ts'
import type { SchemaRegistry } from '../snowplow/iglu/index.ts'
import type { Handler, IncomingRequest, Route } from './application.ts'
import type { Backlog } from './backlog.ts'
import {
  answerMicro,
  type EventStore,
  type MicroEndPoint,
  readPageFile,
  streamEntries,
} from './micro/index.ts'
import { MICRO } from './paths.ts'
import { readBytes } from './read-bytes.ts'
import { apiReply, isStream, jsonReply, type Reply } from './reply.ts'
import { sameOriginOnly } from './same-origin.ts'

/** The parts of a collector that its REST API and its page need. */
export interface MicroRoutesOptions {
  readonly store: EventStore
  readonly backlog: Backlog
  readonly registry: SchemaRegistry
  readonly microVersion: 3 | 4
  readonly allowedHosts: readonly string[]
}

/** The largest body of a question, in bytes: filters and columns are far smaller. */
const MAX_QUESTION = 1_000_000

const GET = ['GET', 'HEAD']
const POST = ['POST']
const ASK = ['GET', 'POST', 'HEAD']

/** The page runs its own script and style alone, talks to the collector alone, and is in no frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const SUPPORTED =
  'Supported endpoints: /micro/all, /micro/good, /micro/bad, /micro/events, /micro/reset, /micro/columns, /micro/columnStats, /micro/timeline, /micro/iglu, /micro/ui, /micro/wait'
const IGLU =
  'Schema lookup should be in format iglu/{vendor}/{schemaName}/jsonschema/{model}-{revision}-{addition}'
const NO_AUTHENTICATION = { domain: '', audience: '', clientId: '', enabled: false }

/** Makes the routes of Snowplow Micro's REST API and of the page, for the collector's own origin. */
export function microRoutes(options: MicroRoutesOptions): Route[] {
  const { store, backlog, registry, microVersion, allowedHosts } = options
  const own = (answer: Handler, changesState = false) =>
    sameOriginOnly(answer, allowedHosts, changesState)

  const reply = (status: number, body: unknown): Reply => {
    if (isStream(body)) return { status, headers: { 'content-type': 'application/json' }, body }
    // Texts are JSON from version 4 on.
    return microVersion === 3 ? apiReply(status, body) : jsonReply(status, body)
  }
  const say = (status: number, body: unknown): Handler => own(() => reply(status, body))
  const file = (name: string, type: string): Handler => {
    const headers = {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-cache',
      'content-security-policy': PAGE_POLICY,
    }
    return own(() => ({ status: 200, headers, body: readPageFile(name) }))
  }
  const stream = own(async ({ request }) => {
    await backlog.decode()
    const body = request.method === 'HEAD' ? null : streamEntries(store)
    void backlog.decode()
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }
    return { status: 200, headers, body }
  })
  const micro = (endPoint: MicroEndPoint): Handler =>
    own(async (call) => {
      const body = await readQuestion(call.request)
      if (body === undefined) {
        return reply(413, { error: `the body is larger than ${MAX_QUESTION} bytes` })
      }
      const question = { ...call, query: new URLSearchParams(call.query), body }
      if (endPoint === 'reset') backlog.forget(call.namespace)
      else await backlog.decode()
      const answering = answerMicro(endPoint, question, { store, registry, microVersion })
      // One that waits listens from now on, and should hear of what came a moment ago.
      if (endPoint === 'wait') void backlog.decode()
      const answer = await answering
      return reply(answer.status, answer.body)
    }, endPoint === 'reset')

  return [
    [GET, /^\/micro\/ui\/?$/, file('index.html', 'text/html')],
    [GET, '/micro/ui/page.css', file('page.css', 'text/css')],
    ...['page.js', 'line.js', 'fields.js'].map(
      (name): Route => [GET, `/micro/ui/${name}`, file(name, 'text/javascript')],
    ),
    [GET, '/micro/stream', stream],

    [ASK, '/micro/all', micro('all')],
    [ASK, '/micro/good', micro('good')],
    [ASK, '/micro/bad', micro('bad')],
    [ASK, '/micro/events', micro('events')],
    [ASK, '/micro/reset', micro('reset')],
    [ASK, '/micro/wait', micro('wait')],
    [GET, '/micro/columns', micro('columns')],
    [POST, '/micro/columnStats', micro('columnStats')],
    [POST, '/micro/timeline', micro('timeline')],
    [GET, '/micro/auth-config', say(200, NO_AUTHENTICATION)],
    [GET, /^\/micro\/iglu\/([^/]+)\/([^/]+)\/jsonschema\/(\d+-\d+-\d+)$/, micro('iglu')],
    [GET, /^\/micro\/iglu\/[^/]+\/[^/]+\/jsonschema\/[^/]+$/, say(404, IGLU)],
    ['*', MICRO, say(404, SUPPORTED)],
  ]
}

async function readQuestion({ method, body }: IncomingRequest): Promise<string | undefined> {
  if (method !== 'POST') return ''
  const bytes = await readBytes(body, MAX_QUESTION)
  return bytes && decodeText(bytes)
}
