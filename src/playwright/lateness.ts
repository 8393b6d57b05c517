import type { Sending } from '../collector/index.ts'
import type { SnowplowPayload } from '../snowplow/index.ts'

/**
 * The way in which an event came after a verdict: its request was under way then, the tracker kept it
 * until later, nobody can tell when it was tracked, or all of it came later.
 */
export type Lateness = 'under way' | 'kept' | 'undated' | 'later'

/** The longest time (ms) that a request takes, unless the clock of its page is not ours. */
const LATENCY = 1000

/** Returns the way in which the event of a payload came after a verdict of its test, in ms since 1970. */
export function latenessOf(
  payload: SnowplowPayload,
  sending: Sending,
  { startedAt, judgedAt }: { readonly startedAt: number; readonly judgedAt: number },
): Lateness {
  if (sending.began <= judgedAt) return 'under way'
  const tracked = trackedAt(payload, sending.began, startedAt)
  if (tracked !== undefined) return tracked <= judgedAt ? 'kept' : 'later'
  // The last event of a batch is the one for which the tracker sends it.
  return sending.isLast ? 'later' : 'undated'
}

/**
 * Returns the time at which an event was tracked, or `undefined` where its payload does not tell: the
 * clock of its page stands still (`page.clock.setFixedTime`), it has none, or one of its own.
 */
export function trackedAt(
  { dtm, stm }: SnowplowPayload,
  began: number,
  startedAt: number,
): number | undefined {
  const created = Number(dtm)
  const sent = Number(stm)
  const hasOtherClock = Math.abs(sent - began) > LATENCY
  if (hasOtherClock && sent <= created) return undefined
  const tracked = hasOtherClock ? began - (sent - created) : created
  return tracked >= startedAt && tracked <= began + LATENCY ? tracked : undefined
}

/** Says how an event came, with what to do about it. */
export const LATE_TEXTS: Readonly<
  Record<Lateness, { line(name: string, times: string): string; readonly remedy: string }>
> = {
  'under way': {
    line: (name, times) =>
      `Late: ${name} was sent${times} before the verdict, and arrived after it.`,
    remedy:
      'Its request was under way when the verdict fell. Correct the page, or expect the event.',
  },
  kept: {
    line: (name, times) =>
      `Late: ${name} was tracked${times} before the verdict, and sent after it.`,
    remedy:
      'The tracker kept it in its buffer, or sent another one first. Correct the page, or expect the event. If a later step of the test tracks it with a time of its own, let it be a true timestamp: { type: "ttm", value }.',
  },
  undated: {
    line: (name, times) =>
      `Late: ${name} was sent${times} after the verdict, in a batch that does not tell the real time, so it may have been tracked before it.`,
    remedy:
      'Let the clock of the page run (page.clock.install), have the tracker send each event at once (bufferSize: 1), or expect the event only after the batch.',
  },
  later: {
    line: (name, times) => `Late: ${name} was triggered${times} after the assertion.`,
    remedy:
      'The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.',
  },
}
