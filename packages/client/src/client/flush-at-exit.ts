/** The flushes of the clients with events that wait. */
const waiting = new Set<() => void>()
let listens = false

/**
 * Calls a function when the process has nothing left to do, once. A service that ends by a signal or
 * by `process.exit` has to shut its client down itself. Returns what forgets the function.
 */
export function flushAtExit(flush: () => void): () => void {
  waiting.add(flush)
  if (!listens) {
    listens = true
    // Engines other than Node.js do not have it. Other handlers may track, so they are called first.
    globalThis.process?.on?.('beforeExit', () => queueMicrotask(flushAll))
  }
  return () => waiting.delete(flush)
}

function flushAll(): void {
  const flushes = [...waiting]
  waiting.clear()
  for (const flush of flushes) flush()
}
