import { startTimer, stopTimer } from '../foundation/index.ts'

/**
 * Fetches a text, in at most `patience` milliseconds and until the signal ends it. A controller for
 * each request, since older versions of Node.js never let go of what `AbortSignal.any` returns.
 */
export async function fetchText(
  url: string,
  request: Omit<RequestInit, 'signal'>,
  patience: number,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const ending = new AbortController()
  const end = () => ending.abort(signal.reason)
  const timer = startTimer(
    () => ending.abort(new DOMException('too late', 'TimeoutError')),
    patience,
  )
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  try {
    const response = await fetch(url, { ...request, signal: ending.signal })
    return { status: response.status, text: await response.text() }
  } finally {
    stopTimer(timer)
    signal.removeEventListener('abort', end)
  }
}
