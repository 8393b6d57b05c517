import type { Decode, DecodedRequest } from '../snowplow/index.ts'
import type { Call, Handler } from './application.ts'
import { isAccepted } from './collected-request.ts'
import type { Answer } from './collector-log.ts'
import { collectorReply } from './collector-reply.ts'
import type { EventStore, ReceivedRequest } from './micro/index.ts'
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

/** Makes the handler of trackers' requests: it decodes them, and the recipient answers. */
export function createCollect(options: CollectOptions): Handler {
  const { decode, maxBytes, recipient, store, defaultOrigin } = options
  return async (call) => {
    const { request, namespace } = call
    const inFlight = recipient.logOf(namespace)?.inFlight.add(request)
    try {
      const { method, url, headers } = request
      const body = await readBytes(method === 'POST' ? request.body : null, maxBytes)
      const decoded = decode({ method, url, headers, body })
      const answer = await askFor(recipient, call, decoded)
      // A time-out for the client: it gets no answer until it gives up.
      if (answer === 'timeout') await aborted(request.signal)
      if (typeof answer !== 'number') return NETWORK_ERROR
      if (isAccepted({ status: answer }) || decoded.tooLarge) {
        store?.add(receivedRequest(call), decoded.events, decoded.badRows)
      }
      return answerTo(call, answer, defaultOrigin)
    } finally {
      inFlight?.delete(request)
    }
  }
}

/** Asks the running test for the answer. Without one, all that is not too large is accepted. */
async function askFor(
  recipient: Recipient,
  { request, namespace }: Call,
  decoded: DecodedRequest,
): Promise<Answer> {
  const log = recipient.logOf(namespace)
  if (!log) return decoded.tooLarge ? 413 : 200
  return recipient.run(namespace, () => log.receive(request, decoded))
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

function receivedRequest({ request: { headers }, peer, namespace, path }: Call): ReceivedRequest {
  const [, vendor = 'com.snowplowanalytics.snowplow', version = 'tp1'] =
    VENDOR_PATH.exec(path) ?? []
  const { address, rawHeaders } = peer
  return {
    namespace,
    vendor,
    version,
    time: Date.now(),
    hostname: headers.get('host')?.replace(/:\d+$/, '') ?? '',
    ipAddress: address,
    headers: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
    ),
    contentType: headers.get('content-type'),
    userAgent: headers.get('user-agent'),
    referer: headers.get('referer'),
  }
}
