import type { IncomingMessage } from 'node:http'
import { type IncomingRequest, NAMESPACE_HEADER } from '../../index.ts'

/** The reason why a request is refused unread, with the status of its answer. */
export interface Fault {
  readonly status: number
  readonly cause: string
}

/** The bytes that the head of a request may have: a GET of 40 KB, and its headers. */
const LARGEST_HEAD = 45_056
/** The bytes of a head that are read all the same, since they tell whose request is refused. */
export const LARGEST_READ_HEAD = 1_000_000

export const TOO_LARGE: Fault = {
  status: 431,
  cause: `the request has more than ${LARGEST_HEAD} bytes before its body`,
}
export const UNKNOWN_EXPECTATION: Fault = {
  status: 417,
  cause: 'the request has a header Expect that is not 100-continue',
}
const NO_HOST: Fault = { status: 400, cause: 'the request has no header Host' }

/** Returns the reason to refuse a request that Node.js has read, as Node.js itself would. */
export function faultOf(request: IncomingMessage): Fault | undefined {
  if (headLength(request) > LARGEST_HEAD) return TOO_LARGE
  const { headers, httpVersion } = request
  return headers.host === undefined && httpVersion === '1.1' ? NO_HOST : undefined
}

/** Counts the bytes of the first line and of the headers, with what is between them. */
function headLength({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  let length = method.length + url.length + ' HTTP/1.1\r\n\r\n '.length
  for (const text of rawHeaders) length += text.length + ': '.length
  return length
}

/** Makes the request that stands for one that is refused: it becomes a bad row in its namespace. */
export function refusedRequest(
  cause: string,
  start: string,
  namespace: string | undefined,
  signal: AbortSignal,
): IncomingRequest {
  const [inPath = ''] = /(?<=^\S+ )\/t\/[^/ ]+(?=\/)/.exec(start) ?? []
  const has = (name: string) => name === NAMESPACE_HEADER && namespace !== undefined
  return {
    method: 'GET',
    url: `${inPath}/i`,
    headers: { has, get: (name) => (has(name) ? (namespace ?? null) : null) },
    body: null,
    signal,
    fault: `${cause}: ${JSON.stringify(start.slice(0, 60))}`,
  }
}
