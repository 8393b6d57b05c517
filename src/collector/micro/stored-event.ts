import type { BadRow, CollectedEvent } from '../../snowplow/index.ts'

/** What the shapes of Micro tell of a request. */
export interface ReceivedRequest {
  /** Empty for what was sent without one. */
  readonly namespace: string
  readonly vendor: string
  readonly version: string
  /** When it arrived. */
  readonly time: number
  readonly hostname: string
  readonly ipAddress: string
  readonly headers: readonly string[]
  readonly contentType: string | null
  readonly userAgent: string | null
  readonly referer: string | null
}

export interface GoodEntry {
  readonly kind: 'good'
  /** Counts up from 1 over everything that the collector received. */
  readonly sequence: number
  readonly request: ReceivedRequest
  readonly event: CollectedEvent
}

export interface BadEntry {
  readonly kind: 'bad'
  readonly sequence: number
  readonly request: ReceivedRequest
  readonly row: BadRow
}

/** One event that was received, or one thing that is none. */
export type Entry = GoodEntry | BadEntry
