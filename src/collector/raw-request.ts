import { noteRawRequest, type RawRequest } from '../fakes/index.ts'
import { readRawBody } from '../snowplow/index.ts'
import type { Call } from './application.ts'
import { readBytes } from './read-bytes.ts'
import type { Recipient } from './recipient.ts'

/** Returns a request as it came, with the bytes of its body where their items could not be read. */
export function rawRequest(
  { request, peer: { rawHeaders } }: Call,
  body: Uint8Array | undefined,
  maxBytes: number,
): RawRequest {
  const { method, url, headers } = request
  const ofPeer = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  )
  return {
    method,
    url,
    headers: [...ofPeer, ...(headers.entries?.() ?? [])],
    ...(body && { body: readRawBody(body, headers, maxBytes) }),
  }
}

/** Notes a request that no end point takes for its test: what it carries has been sent all the same. */
export async function noteRefused(
  call: Call,
  maxBytes: number,
  recipient: Recipient,
): Promise<void> {
  const { request, namespace } = call
  const { testRun } = recipient.logOf(namespace) ?? {}
  if (!testRun) return
  const endSending = testRun.underWay.begin()
  try {
    const body = (await readBytes(request.body, maxBytes)) ?? new Uint8Array()
    const raw = rawRequest(call, body, maxBytes)
    recipient.run(namespace, () => noteRawRequest(testRun, raw, true))
  } finally {
    endSending()
  }
}
