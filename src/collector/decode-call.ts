import type { Turn } from '../foundation/index.ts'
import {
  type Decode,
  type DecodedRequest,
  refusedRequest,
  type Sender,
  unreadable,
} from '../snowplow/index.ts'
import type { IncomingRequest, Peer } from './application.ts'
import type { Target } from './target.ts'

/** The part of a call that its decoding and its entries need. */
export interface DecodedCall extends Target {
  readonly request: Pick<IncomingRequest, 'method' | 'fault'> & {
    readonly headers: Pick<Headers, 'get' | 'has'>
  }
  readonly peer: Pick<Peer, 'rawHeaders'>
}

/** Decodes a request with its body, which is `undefined` if it was too large. It never rejects. */
export async function decodeCall(
  decode: Decode,
  { request: { method, headers, fault }, path, query }: DecodedCall,
  sender: Sender,
  body: Uint8Array | undefined,
  turn?: Turn,
): Promise<DecodedRequest> {
  if (fault !== undefined) return refusedRequest(unreadable(fault))
  return decode({ method, path, query, headers, body }, sender, turn)
}
