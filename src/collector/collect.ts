import { isMapping } from '../foundation/index.ts'
import type { Decode, DecodedRequest, Sender } from '../snowplow/index.ts'
import type { Answer } from './answer.ts'
import type { Call, Handler, IncomingRequest } from './application.ts'
import type { Backlog } from './backlog.ts'
import { isAccepted } from './collected-request.ts'
import { collectorReply } from './collector-reply.ts'
import { decodeCall } from './decode-call.ts'
import { type NetworkUser, networkUserOf } from './network-user.ts'
import { rawRequest } from './raw-request.ts'
import { readBytes } from './read-bytes.ts'
import type { Recipient } from './recipient.ts'
import { NETWORK_ERROR, type Reply } from './reply.ts'

/** The parts that the handler of trackers' requests needs. */
export interface CollectOptions {
  readonly decode: Decode
  readonly maxBytes: number
  readonly recipient: Recipient
  /** The keeper of accepted events and bad rows. */
  readonly backlog?: Backlog
  /** The origin that an answer allows if the request has none. */
  readonly defaultOrigin: string | null
}

/** Makes the handlers of requests of one kind of sender: the running test answers, or nobody does. */
export function createCollect(options: CollectOptions): (sender: Sender) => Handler {
  const { recipient, backlog, maxBytes } = options
  return (sender) => async (call) => {
    const { request, namespace } = call
    const log = recipient.logOf(namespace)
    const inFlight = log?.inFlight.add(request)
    const endSending = log?.testRun.underWay.begin()
    try {
      const body = await readBody(request, maxBytes)
      // Its test may have begun while it arrived.
      return backlog && !recipient.logOf(namespace)
        ? await acceptUnread(options, backlog, call, sender, body)
        : await answerDecoded(options, call, sender, body, endSending)
    } finally {
      inFlight?.delete(request)
      endSending?.()
    }
  }
}

/** Accepts a request without a look into it, where nobody decides on the answer. */
async function acceptUnread(
  { defaultOrigin }: CollectOptions,
  backlog: Backlog,
  call: Call,
  sender: Sender,
  body: Uint8Array | undefined,
): Promise<Reply> {
  const user = networkUserOf(call.request, call.query, call.peer.address)
  const tooLarge = await backlog.take(call, sender, user, body)
  return answerTo(call, tooLarge ? 413 : 200, defaultOrigin, cookieFor(sender, user))
}

/** Decodes a request, and answers as the recipient decides. */
async function answerDecoded(
  options: CollectOptions,
  call: Call,
  sender: Sender,
  body: Uint8Array | undefined,
  endSending: (() => void) | undefined,
): Promise<Reply> {
  const { backlog, defaultOrigin } = options
  const { request } = call
  const decoded = await decodeCall(options.decode, call, sender, body)
  const answer = await askFor(options, call, decoded, body)
  // A time-out for the client: it gets no answer until it gives up.
  if (answer === 'timeout') {
    endSending?.()
    request.onNoAnswer?.()
    await aborted(request.signal)
  }
  if (typeof answer !== 'number') return NETWORK_ERROR
  if (!backlog) return answerTo(call, answer, defaultOrigin)
  const user = networkUserOf(request, call.query, call.peer.address)
  // A request that is too large to be accepted is kept as a bad row.
  if (isAccepted({ status: answer }) || decoded.tooLarge) {
    await backlog.add(call, user, decoded, body)
  }
  return answerTo(call, answer, defaultOrigin, cookieFor(sender, user))
}

/** Returns the cookie that has a client remember who it is. An instance that forwards does not set it. */
function cookieFor(sender: Sender, { cookie }: NetworkUser): string | undefined {
  return sender === 'forwarding' ? undefined : cookie
}

const NO_BODY = new Uint8Array()

/** Reads the body of a POST; `undefined` if it is too large. */
async function readBody(
  { method, body, fault }: IncomingRequest,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  return method === 'POST' && fault === undefined ? readBytes(body, maxBytes) : NO_BODY
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
  const isUnread = decoded.badRows.some(({ payload }) => !isMapping(payload))
  return recipient.run(namespace, () =>
    log.receive(request, decoded, () => rawRequest(call, isUnread ? body : undefined, maxBytes)),
  )
}

/** Answers a request with a status, or a preflight of CORS. */
export function answerTo(
  { request: { method, headers }, path }: Call,
  status: number,
  defaultOrigin: string | null,
  cookie?: string,
): Reply {
  const origin = headers.get('origin') ?? defaultOrigin
  return collectorReply({ method, path, origin }, status, cookie)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
