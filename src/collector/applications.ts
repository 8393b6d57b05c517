import type { Identifiable } from '../definitions/index.ts'
import { BlockRun, isTesting } from '../fakes/index.ts'
import { decodeText, type OptionNames } from '../foundation/index.ts'
import { SchemaRegistry } from '../snowplow/iglu/index.ts'
import { type CollectorOptions, createDecoder, MAX_BYTES } from '../snowplow/index.ts'
import {
  Application,
  type Call,
  type Handler,
  type IncomingRequest,
  type Route,
} from './application.ts'
import { Backlog } from './backlog.ts'
import { checkOptions } from './check-options.ts'
import { answerTo, createCollect } from './collect.ts'
import { ANY_SENDER, endPointsOf, TRACKER_FIELD } from './end-points.ts'
import { EventStore, type StoreListener } from './micro/index.ts'
import { microRoutes } from './micro-routes.ts'
import { MICRO, USAGE_DATA, VENDOR_PATH } from './paths.ts'
import { noteRefused } from './raw-request.ts'
import { readBytes } from './read-bytes.ts'
import { nobody, type Recipient, runningTest } from './recipient.ts'
import { apiReply } from './reply.ts'
import type { HostOptions } from './same-origin.ts'
import { readTarget, type Target, targetsOf } from './target.ts'
import { answerUsageData, authenticated, type UsageDataOptions } from './usage-data/index.ts'

/** The options of a collector in process. */
export interface InProcessOptions extends CollectorOptions {
  /** The only host whose requests are taken. The path of this URL is one more to POST to. */
  readonly url?: string | undefined
}

/** The options of the usage data API in process. */
export interface UsageDataHandlerOptions extends UsageDataOptions {
  /** The URL of the instance that has the API. Default: any host. */
  readonly url?: string | undefined
}

/** The options of a collector that stands alone. */
export interface StandaloneOptions extends CollectorOptions, HostOptions {
  /** The number of newest events that it keeps. Default: 100,000. */
  readonly maxEvents?: number | undefined
  /** The memory that kept events may take, in bytes, as estimated. Default: 256,000,000. */
  readonly maxStoreBytes?: number | undefined
  /** False keeps no events: there is neither a REST API nor a page. Default: true. */
  readonly storage?: boolean | undefined
  /** The version of Snowplow Micro whose shapes `/micro` answers in. Default: 4. */
  readonly microVersion?: 3 | 4 | undefined
}

const COLLECTOR_OPTIONS: OptionNames<CollectorOptions> = {
  schemas: true,
  strict: true,
  maxBytes: true,
  lenient: true,
}
const IN_PROCESS_OPTIONS: OptionNames<InProcessOptions> = { url: true, ...COLLECTOR_OPTIONS }
const USAGE_DATA_OPTIONS: OptionNames<UsageDataHandlerOptions> = { url: true, user: true }
export const STANDALONE_OPTIONS: OptionNames<StandaloneOptions> = {
  ...COLLECTOR_OPTIONS,
  allowedHosts: true,
  maxEvents: true,
  maxStoreBytes: true,
  storage: true,
  microVersion: true,
}

const POST = ['POST']
/** The methods of requests that carry something. */
const SENDING = ['POST', 'PUT', 'PATCH']
const OPTIONS = ['OPTIONS']

/** The events of a default collector fit in the memory of a small container. */
const MAX_STORE_BYTES = 256_000_000
const MAX_EVENTS = 100_000

const ROBOTS = ['*', 'Googlebot', 'AdsBot-Google']
  .map((agent) => `User-agent: ${agent}\nDisallow: /`)
  .join('\n\n')

/**
 * Makes the collector of this process, which takes requests for the running test.
 *
 * @throws {CollectorError} `UNKNOWN_OPTION`
 */
export function inProcessCollector(given: InProcessOptions): Application {
  checkOptions('make the collector', given, IN_PROCESS_OPTIONS)
  const { url, ...options } = given
  const { maxBytes = MAX_BYTES } = options
  const base = url === undefined ? undefined : new URL(url)
  const decode = createDecoder(options)
  const collect = createCollect({ decode, maxBytes, recipient: runningTest, defaultOrigin: null })
  const preflight: Handler = (call) => answerTo(call, 200, null)
  const endPoints = endPointsOf(base)
  const posted = endPoints.filter(({ methods }) => methods.includes('POST'))
  return new Application(
    [
      ...endPoints.map(({ methods, path, sender, shared }): Route => {
        return [methods, path, collect(sender), shared ? hasTrackerField : () => true]
      }),
      ...posted.map(({ path }): Route => [OPTIONS, path, preflight]),
    ],
    targetsOf(base),
  )
}

function hasTrackerField({ query }: Target): boolean {
  return [...new URLSearchParams(query).keys()].some((key) => TRACKER_FIELD.test(key))
}

/** Tells whether a request carries something, and does not only ask. */
function maySend(call: Call): boolean {
  return SENDING.includes(call.request.method) || hasTrackerField(call)
}

/** Tells whether the collector takes a request. Notes a POST that it does not, which may have been meant for it. */
export function takesRequest(
  collector: Application<Request>,
  method: string,
  url: string,
): boolean {
  const taken = collector.takes(method, url)
  if (!taken && method === 'POST') BlockRun.noteRequest({ method, url, taken })
  return taken
}

/**
 * Makes the usage data API of an instance, for the running test.
 *
 * @throws {CollectorError} `UNKNOWN_OPTION`
 */
export function usageDataApi(options: UsageDataHandlerOptions): Application<Request> {
  checkOptions('make the usage data API', options, USAGE_DATA_OPTIONS)
  const { url, user } = options
  const base = url === undefined ? undefined : new URL(url)
  const answer = countFor(runningTest, Number.POSITIVE_INFINITY, user)
  return new Application([[POST, USAGE_DATA, answer]], targetsOf(base))
}

/** Makes a collector that stands alone, with the REST API of Snowplow Micro. */
export function standaloneCollector(
  options: StandaloneOptions,
  recipient: Recipient = nobody,
  listener?: StoreListener,
): Application {
  const { maxBytes = MAX_BYTES, microVersion = 4, allowedHosts = [], storage = true } = options
  const { maxEvents = MAX_EVENTS, maxStoreBytes = MAX_STORE_BYTES } = options
  const registry = new SchemaRegistry(options)
  const store = new EventStore({ maxEvents: storage ? maxEvents : 0, maxStoreBytes })
  if (listener) store.listen(listener)
  const decode = createDecoder({ maxBytes, lenient: options.lenient }, registry)
  const backlog = new Backlog(store, decode)
  const collect = createCollect({ decode, maxBytes, recipient, backlog, defaultOrigin: '*' })

  const say =
    (status: number, text: string): Handler =>
    () =>
      apiReply(status, text)
  /** Refuses a request, which may be a tracker's with a wrong path or method. */
  const refuse =
    (text: string, isSent: (call: Call) => boolean = maySend): Handler =>
    async (call) => {
      const { method, url } = call.request
      if (isSent(call)) await noteRefused(call, maxBytes, recipient)
      if (method === 'POST') BlockRun.noteRequest({ method, url, taken: false })
      return apiReply(404, text)
    }

  return new Application(
    [
      // First, since most requests are theirs.
      ...endPointsOf(undefined).map(
        ({ methods, path, sender }): Route => [methods, path, collect(sender)],
      ),
      ...(storage
        ? microRoutes({ store, backlog, registry, microVersion, allowedHosts })
        : [['*', MICRO, say(404, 'Not found.')] satisfies Route]),
      [OPTIONS, /^/, (call) => answerTo(call, 200, '*')],
      ['*', /^\/r\/[^/]+$/, refuse('redirects disabled', () => true)],
      [ANY_SENDER, VENDOR_PATH, collect('unknown')],
      ['*', '/health', say(200, 'ok')],
      ['*', '/sink-health', say(200, 'ok')],
      ['*', '/robots.txt', say(200, ROBOTS)],
      [POST, USAGE_DATA, countFor(recipient, maxBytes), isTesting],
      ['*', /^/, refuse('Not found.')],
    ],
    readTarget,
  )
}

/** Makes the handler of GitLab's usage data API, which counts a request for its user. */
function countFor<Incoming extends IncomingRequest>(
  recipient: Recipient,
  maxBytes: number,
  userOf: (request: Incoming) => Identifiable | undefined = ({ headers }) => authenticated(headers),
): Handler<Incoming> {
  return async ({ request, namespace, params: [endPoint = ''] }) => {
    const user = userOf(request)
    const type = request.headers.get('content-type') ?? ''
    const endSending = recipient.logOf(namespace)?.testRun.underWay.begin()
    const text = await readText(request, maxBytes).finally(endSending)
    const { status, body } = recipient.run(namespace, () =>
      answerUsageData(endPoint, user, type, text),
    )
    return body ? apiReply(status, body) : { status, headers: {}, body: null }
  }
}

async function readText({ body }: IncomingRequest, maxBytes: number): Promise<string> {
  return decodeText((await readBytes(body, maxBytes)) ?? new Uint8Array())
}
