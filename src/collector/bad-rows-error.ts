import { capLines, InternalEventsError, stringifyJson } from '../foundation/index.ts'
import type { BadRow } from '../snowplow/index.ts'

export type BadRowsErrorCode =
  /** A collector received items or requests that are not events. Correct the code that sends them, or call `collector.expectBadRows()` (in Playwright `internalEvents.expectBadRows()`). */
  'BAD_ROWS'

/** Thrown by a test whose collector received bad rows that it does not expect. */
export class BadRowsError extends InternalEventsError<BadRowsErrorCode> {
  /** `collector` is the name by which the test knows the collector. */
  constructor(badRows: readonly BadRow[], collector = 'collector') {
    const lines = badRows.map(({ reasons, payload }) => {
      const what = payload === undefined ? 'a request' : printPayload(payload)
      return `${what}: ${reasons.map(({ message }) => message).join('; ')}`
    })
    super(
      'BAD_ROWS',
      `Failed to collect all events: ${lines.length === 1 ? '1 bad row' : `${lines.length} bad rows`}.\n${capLines(lines).join('\n')}\nCorrect the code that sends them, or call ${collector}.expectBadRows() in a test that expects them.`,
    )
  }
}

function printPayload(payload: unknown): string {
  const text = stringifyJson(payload)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
