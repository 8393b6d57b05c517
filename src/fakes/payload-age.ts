import type { SnowplowPayload } from '../snowplow/index.ts'

/** The longest time (ms) that a request takes, unless its sender's clock differs. */
const LATENCY = 1000

/** A moment by the clock that tests may fake, and by one that they may not. */
export interface Moment {
  readonly date: number
  readonly real: number
}

export function now(): Moment {
  return { date: Date.now(), real: performance.now() }
}

/**
 * Tells whether a tracker created an event before the moment, and kept it until now. Its emitter
 * says when it sent it (`stm`); where nothing was sent, there is no buffer. Another clock than ours
 * tells the age of an event alone.
 */
export function isCreatedBefore(moment: Moment, payload: SnowplowPayload): boolean {
  const created = Number(payload['dtm'])
  const sent = Number(payload['stm'])
  if (!(sent >= created)) return false
  const { date, real } = now()
  if (Math.abs(date - sent) > LATENCY) return real - (sent - created) < moment.real
  // A clock that was set back says nothing.
  return created < moment.date && date >= moment.date
}
