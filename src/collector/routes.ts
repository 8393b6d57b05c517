import type { Identifiable } from '../definitions/index.ts'
import { decodeText } from '../foundation/index.ts'
import type { Call, Handler, IncomingRequest, Route } from './application.ts'
import {
  answerAll,
  answerBad,
  answerEvents,
  answerGood,
  answerMicro,
  answerReset,
  answerSchema,
  answerWait,
  type MicroEndPoint,
  type MicroParts,
  readPageFile,
  streamEntries,
} from './micro/index.ts'
import { FORWARDING, PIXELS, TP2, USAGE_DATA, VENDOR_PATH } from './paths.ts'
import { readBytes } from './read-bytes.ts'
import { apiReply, type Reply } from './reply.ts'
import type { Target } from './target.ts'
import { answerUsageData, authenticated } from './usage-data/index.ts'

const GET = ['GET']
const POST = ['POST']
const OPTIONS = ['OPTIONS']
const READ = ['GET', 'HEAD']
const ASK = ['GET', 'POST', 'HEAD']
const MICRO_PATHS = ['all', 'good', 'bad', 'events', 'reset', 'iglu', 'wait', 'ui']

/** What every table needs of the collector itself. */
export interface Collecting {
  readonly collect: Handler
  readonly preflight: Handler
}

/** The table of a collector in process: what trackers send, and nothing that belongs to others. */
export function inProcessRoutes({ collect, preflight }: Collecting, ownPath?: string): Route[] {
  const hasEvent = ({ query }: Target) => new URLSearchParams(query).has('e')
  const posted =
    ownPath === undefined || ownPath === '/' ? [TP2, FORWARDING] : [TP2, FORWARDING, ownPath]
  return [
    ...[TP2, ...PIXELS].map((path): Route => [GET, path, collect, hasEvent]),
    ...posted.flatMap((path): Route[] => [
      [POST, path, collect],
      [OPTIONS, path, preflight],
    ]),
  ]
}

/** How clients of an instance count. */
export interface UsageDataSetup<Incoming> {
  readonly user?: ((request: Incoming) => Identifiable | undefined) | undefined
  readonly maxBytes?: number
  readonly run?: <Result>(namespace: string, block: () => Result) => Result
  readonly when?: () => boolean
}

/** The line of GitLab's usage data API. */
export function usageDataRoute<Incoming extends IncomingRequest>({
  user = authenticated,
  maxBytes = Number.POSITIVE_INFINITY,
  run = (_namespace, block) => block(),
  when = () => true,
}: UsageDataSetup<Incoming> = {}): Route<Incoming> {
  const answer: Handler<Incoming> = async ({ request, namespace, params: [endPoint = ''] }) => {
    const owner = user(request)
    const text = await readText(request, maxBytes)
    const contentType = request.headers.get('content-type') ?? ''
    const { status, body } = run(namespace, () =>
      answerUsageData(endPoint, owner, contentType, text),
    )
    return body ? apiReply(status, body) : { status, headers: {}, body: null }
  }
  return [POST, USAGE_DATA, answer, when]
}

/** The table of a collector on a port, which is alone there. */
export function standaloneRoutes(
  { collect, preflight }: Collecting,
  usageData: Route,
  parts: MicroParts,
  maxBytes: number,
): Route[] {
  const file = (name: string, type: string): Handler => {
    const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }
    return () => ({ status: 200, headers, body: readPageFile(name) })
  }
  const stream: Handler = () => ({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    body: streamEntries(parts.store),
  })
  const micro =
    (endPoint: MicroEndPoint): Handler =>
    async (call) => {
      const { request, query, params, namespace } = call
      const { method } = request
      const asked = {
        method,
        params,
        query: new URLSearchParams(query),
        body: method === 'POST' ? await readText(request, maxBytes) : '',
        namespace,
        get signal() {
          return request.signal
        },
      }
      const { status, body } = await answerMicro(endPoint, asked, parts)
      return shared(call, status, body)
    }
  const say =
    (status: number, text: string): Handler =>
    (call) =>
      shared(call, status, text)

  return [
    [OPTIONS, /^/, preflight],
    [POST, VENDOR_PATH, collect],
    ...[TP2, ...PIXELS].map((path): Route => [READ, path, collect]),
    ['*', '/health', say(200, 'ok')],
    usageData,

    ['*', '/micro/ui', file('index.html', 'text/html')],
    ['*', '/micro/ui/page.css', file('page.css', 'text/css')],
    ['*', '/micro/ui/page.js', file('page.js', 'text/javascript')],
    ['*', '/micro/stream', stream],

    [ASK, /^\/micro\/all\/?$/, micro(answerAll)],
    [ASK, /^\/micro\/good\/?$/, micro(answerGood)],
    [ASK, /^\/micro\/bad\/?$/, micro(answerBad)],
    [ASK, /^\/micro\/events\/?$/, micro(answerEvents)],
    [ASK, /^\/micro\/reset\/?$/, micro(answerReset)],
    [ASK, /^\/micro\/wait\/?$/, micro(answerWait)],
    [ASK, /^\/micro\/iglu\/([^/]+)\/([^/]+)\/jsonschema\/(\d+-\d+-\d+)\/?$/, micro(answerSchema)],
    [
      ASK,
      /^\/micro\/iglu\/./,
      say(404, 'Schemas are at /micro/iglu/{vendor}/{name}/jsonschema/{m-r-a}.'),
    ],
    [
      ASK,
      /^\/micro/,
      say(404, `Supported: ${MICRO_PATHS.map((one) => `/micro/${one}`).join(', ')}`),
    ],
    ['*', /^\/micro/, say(405, 'Use GET or POST.')],

    ['*', /^/, say(404, 'Not found.')],
  ]
}

/** Answers whoever asks, across origins. */
function shared({ request }: Call, status: number, body: unknown): Reply {
  return apiReply(status, body, request.headers.get('origin') ?? '*')
}

async function readText({ body }: IncomingRequest, maxBytes: number): Promise<string> {
  return decodeText((await readBytes(body, maxBytes)) ?? new Uint8Array())
}
