/** Timers that a test's fake clock does not hold: an attempt to send has to end. */
const { setTimeout, clearTimeout } = globalThis

/** Runs a function later, unless the process ends before. Returns what cancels it. */
export function runLater(run: () => void, milliseconds: number): () => void {
  const timer: unknown = setTimeout(run, milliseconds)
  // Node.js gives an object, other engines a number.
  ;(timer as { unref?(): void }).unref?.()
  return () => clearTimeout(timer as number)
}
