import { type OutgoingEvent, requestBody } from './outgoing-event.ts'
import { runLater } from './real-timers.ts'

/** The outcome of an attempt to send. */
export interface Answer {
  /** `retry` if the events can be sent again, `refused` if another attempt would fail too. */
  readonly outcome: 'delivered' | 'retry' | 'refused' | 'too large'
  /** The reason, unless the events were delivered. */
  readonly cause: string
  /** The time that the collector asks to wait, in milliseconds. */
  readonly retryAfter?: number
}

/** The longest answer of a collector is `ok`; a stranger's page may have no end. */
const MAX_ANSWER = 16

/**
 * Sends events in one request. Only a 2xx answer of the end point itself counts as delivery, and
 * only if its body is that of a collector (`ok`) or of GitLab's `/-/collect_events` (empty).
 */
export async function sendEvents(
  url: string,
  events: readonly OutgoingEvent[],
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
  if (ok) {
    const body = await readStart(response)
    if (/^(ok)?\s*$/.test(body)) return { outcome: 'delivered', cause: '' }
    return { outcome: 'retry', cause: `status ${status} of a page that is not a collector` }
  }
  // Its body is of no use, and may have no end.
  response.body?.cancel().catch(() => {})
  // A redirect that is not followed has the status 0 in some engines.
  if (status < 400) return { outcome: 'retry', cause: `a redirect (status ${status})` }
  const cause = `status ${status}`
  if (status === 413) return { outcome: 'too large', cause }
  if (status < 500 && status !== 408 && status !== 429) return { outcome: 'refused', cause }
  const seconds = Number(headers.get('retry-after') ?? 0)
  return { outcome: 'retry', cause, ...(seconds > 0 ? { retryAfter: seconds * 1000 } : {}) }
}

/** Reads the start of a body, and leaves the rest. */
async function readStart({ body }: Response): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length <= MAX_ANSWER) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  // The connection is of no more use, and its end is no news.
  reader.cancel().catch(() => {})
  return text
}

/** Returns the reason that `fetch` hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  const { message, cause } = Object(error) as {
    message?: string
    cause?: { message?: string; code?: string }
  }
  // If several addresses refuse, there is only a code.
  return cause?.message || cause?.code || message || String(error)
}
