import { errorText } from '../tracking/error-text.ts'
import type { QueuedEvent } from './event-queue.ts'
import { requestBody } from './outgoing-event.ts'
import { runLater } from './real-timers.ts'

/** The outcome of an attempt to send. */
export interface Answer {
  /**
   * `retry` if the events can be sent again, `refused` if another attempt would fail too, `too much`
   * if only some of them may be refused.
   */
  readonly outcome: 'delivered' | 'retry' | 'refused' | 'too much'
  /** The reason, unless the events were delivered. */
  readonly cause: string
  /** The time that the collector asks to wait, in milliseconds. */
  readonly retryAfter?: number | undefined
}

/** The longest answer of a collector is `ok`; a stranger's page may have no end. */
const MAX_ANSWER = 16

/**
 * Sends events in one request. Only a 2xx answer of the end point itself counts as delivery, and
 * only if its body is that of a collector (`ok`) or of GitLab's `/-/collect_events` (empty).
 */
export async function sendEvents(
  url: string,
  events: readonly QueuedEvent[],
  timeout: number,
  aborted: AbortController,
): Promise<Answer> {
  const cancelTimer = runLater(
    () => aborted.abort(new Error(`no answer within ${timeout} ms`)),
    timeout,
  )
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: requestBody(events),
      // A redirect would hand the events to another host.
      redirect: 'manual',
      signal: aborted.signal,
    })
    return await answerOf(response)
  } catch (error) {
    return { outcome: 'retry', cause: reasonOf(aborted.signal.reason ?? error) }
  } finally {
    cancelTimer()
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { ok, status, headers } = response
  const cause = `status ${status}`
  if (ok) {
    if (await isOfCollector(response)) return { outcome: 'delivered', cause: '' }
    return { outcome: 'retry', cause: `${cause} of a page that is not a collector` }
  }
  // Its body is of no use, and may have no end.
  response.body?.cancel().catch(() => {})
  // A redirect that is not followed has the status 0 in some engines.
  if (status < 400) {
    return { outcome: 'retry', cause: status === 304 ? cause : `a redirect (${cause})` }
  }
  // One of several events may be what is wrong, or the cause of the size.
  if ([400, 413, 422].includes(status)) return { outcome: 'too much', cause }
  if (status < 500 && status !== 408 && status !== 429) return { outcome: 'refused', cause }
  return { outcome: 'retry', cause, retryAfter: timeOf(headers.get('retry-after')) }
}

/** Tells whether a body is `ok`, or empty. A page may have no end, so only its start is read. */
async function isOfCollector({ body }: Response): Promise<boolean> {
  if (!body) return true
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length <= MAX_ANSWER) {
    const { done, value } = await reader.read()
    if (done) return /^(ok)?\s*$/.test(text)
    text += decoder.decode(value, { stream: true })
  }
  // The connection is of no more use, and its end is no news.
  reader.cancel().catch(() => {})
  return false
}

/** Returns the milliseconds that a header `Retry-After` asks for, in seconds or by a date. */
function timeOf(header: string | null): number {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  return Math.max(0, Date.parse(text) - Date.now()) || 0
}

/** Returns the reason that `fetch` hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  const { cause } = Object(error) as { cause?: { message?: string; code?: string } }
  // If several addresses refuse, there is only a code.
  return cause?.message || cause?.code || errorText(error)
}
