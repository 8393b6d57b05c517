import type { BadRow, CollectedEvent } from '../../snowplow/index.ts'

/** The part of a request that the shapes of Micro show. */
export interface ReceivedRequest {
  /** Empty if the request has none. */
  readonly namespace: string
  readonly vendor: string
  readonly version: string
  /** The query string, without its question mark. */
  readonly query: string
  /** The time of its arrival. */
  readonly time: number
  readonly hostname: string
  readonly ipAddress: string
  readonly networkUserId: string
  readonly headers: readonly string[]
  readonly contentType: string | null
  readonly userAgent: string | null
  readonly referer: string | null
}

export interface GoodEntry {
  readonly kind: 'good'
  /** Its position among all entries that the collector received, from 1 on. */
  readonly sequence: number
  /** The estimate of its memory in bytes. */
  readonly size: number
  readonly request: ReceivedRequest
  readonly event: CollectedEvent
}

export interface BadEntry {
  readonly kind: 'bad'
  readonly sequence: number
  readonly size: number
  readonly request: ReceivedRequest
  readonly row: BadRow
  /** The body of the request, if it had one. */
  readonly body: Uint8Array | undefined
}

/** One received event, or one bad row. */
export type Entry = GoodEntry | BadEntry
