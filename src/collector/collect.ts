import type { RawRequest } from '../fakes/index.ts'
import { isMapping } from '../foundation/index.ts'
import {
  type Decode,
  type DecodedRequest,
  readRawBody,
  refusedRequest,
  type Sender,
  unreadable,
} from '../snowplow/index.ts'
import type { Answer } from './answer.ts'
import type { Call, Handler } from './application.ts'
import { isAccepted } from './collected-request.ts'
import { collectorReply } from './collector-reply.ts'
import type { EventStore, ReceivedRequest } from './micro/index.ts'
import { isAnonymous, type NetworkUser, networkUserOf, TELLING_HEADERS } from './network-user.ts'
import { VENDOR_PATH } from './paths.ts'
import { readBytes } from './read-bytes.ts'
import type { Recipient } from './recipient.ts'
import { NETWORK_ERROR, type Reply } from './reply.ts'

/** The parts that the handler of trackers' requests needs. */
export interface CollectOptions {
  readonly decode: Decode
  readonly maxBytes: number
  readonly recipient: Recipient
  /** The store of accepted events and bad rows. */
  readonly store?: EventStore
  /** The origin that an answer allows if the request has none. */
  readonly defaultOrigin: string | null
}

/** Makes the handlers of requests of one kind of sender: they decode, and the recipient answers. */
export function createCollect(options: CollectOptions): (sender: Sender) => Handler {
  const { recipient, store, defaultOrigin } = options
  return (sender) => async (call) => {
    const { request, namespace } = call
    const log = recipient.logOf(namespace)
    const inFlight = log?.inFlight.add(request)
    const endSending = log?.testRun.underWay.begin()
    try {
      const { body, ...decoded } = await decodeCall(call, sender, options)
      const answer = await askFor(options, call, decoded, body)
      // A time-out for the client: it gets no answer until it gives up.
      if (answer === 'timeout') {
        endSending?.()
        request.onNoAnswer?.()
        await aborted(request.signal)
      }
      if (typeof answer !== 'number') return NETWORK_ERROR
      const reply = answerTo(call, answer, defaultOrigin)
      return store ? keep(store, call, decoded, { sender, reply, status: answer, body }) : reply
    } finally {
      inFlight?.delete(request)
      endSending?.()
    }
  }
}

interface Answered {
  readonly sender: Sender
  readonly reply: Reply
  readonly status: number
  readonly body: Uint8Array | undefined
}

/** Keeps what was accepted, or too large to be, and has the client remember who it is. */
function keep(
  store: EventStore,
  call: Call,
  { events, badRows, tooLarge }: DecodedRequest,
  { sender, reply, status, body }: Answered,
): Reply {
  const user = networkUserOf(call.request, call.query, call.peer.address)
  if (isAccepted({ status }) || tooLarge) {
    store.add(receivedRequest(call, user), events, badRows, body)
  }
  const { cookie } = user
  // An instance that forwards does not set it.
  if (cookie === undefined || sender === 'forwarding') return reply
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookie } }
}

async function decodeCall(
  { request, path, query }: Call,
  sender: Sender,
  { decode, maxBytes }: CollectOptions,
): Promise<DecodedRequest & { readonly body: Uint8Array | undefined }> {
  const { method, headers, fault } = request
  if (fault !== undefined) return { ...refusedRequest(unreadable(fault)), body: undefined }
  const body = await readBytes(method === 'POST' ? request.body : null, maxBytes)
  return { ...(await decode({ method, path, query, headers, body }, sender)), body }
}

/** Asks the running test for the answer. Without one, all that is not too large is accepted. */
async function askFor(
  { recipient, maxBytes }: CollectOptions,
  call: Call,
  decoded: DecodedRequest,
  body: Uint8Array | undefined,
): Promise<Answer> {
  const { request, namespace } = call
  const log = recipient.logOf(namespace)
  if (!log) return decoded.tooLarge ? 413 : 200
  return recipient.run(namespace, () =>
    log.receive(request, decoded, rawRequest(call, decoded, body, maxBytes)),
  )
}

/** Returns a request as it came, with its body where the items in it could not be read. */
function rawRequest(
  { request, peer: { rawHeaders } }: Call,
  { badRows }: DecodedRequest,
  body: Uint8Array | undefined,
  maxBytes: number,
): RawRequest {
  const { method, url, headers } = request
  const ofPeer = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  )
  const isUnread = badRows.some(({ payload }) => !isMapping(payload))
  return {
    method,
    url,
    headers: [...ofPeer, ...(headers.entries?.() ?? [])],
    ...(isUnread && { body: body ? readRawBody(body, headers, maxBytes) : '' }),
  }
}

/** Answers a request with a status, or a preflight of CORS. */
export function answerTo(
  { request: { method, headers }, path }: Call,
  status: number,
  defaultOrigin: string | null,
): Reply {
  return collectorReply({ method, path, origin: headers.get('origin') ?? defaultOrigin }, status)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

function receivedRequest(
  { request: { headers }, peer: { rawHeaders }, namespace, path, query }: Call,
  { id, ipAddress }: NetworkUser,
): ReceivedRequest {
  const [, vendor = 'com.snowplowanalytics.snowplow', version = 'tp1'] =
    VENDOR_PATH.exec(path) ?? []
  const hidden = isAnonymous(headers) ? TELLING_HEADERS : []
  return {
    namespace,
    vendor,
    version,
    query,
    time: Date.now(),
    hostname: headers.get('host')?.replace(/:\d+$/, '') ?? '',
    ipAddress,
    networkUserId: id,
    headers: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 && !hidden.includes(name.toLowerCase())
        ? [`${name}: ${rawHeaders[index + 1]}`]
        : [],
    ),
    contentType: headers.get('content-type'),
    userAgent: headers.get('user-agent'),
    referer: headers.get('referer'),
  }
}
