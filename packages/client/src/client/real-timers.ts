/** Timers that a test's fake clock does not hold: an attempt to send has to end. */
const { setTimeout, clearTimeout } = globalThis

/** Runs a function later, unless the process ends before. Returns what cancels it. */
export function runLater(run: () => void, milliseconds: number): () => void {
  const timer: unknown = setTimeout(run, milliseconds)
  // Node.js gives an object, other engines a number.
  ;(timer as { unref?(): void }).unref?.()
  return () => clearTimeout(timer as number)
}

/** Waits, and keeps the process alive meanwhile. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/** Resolves when all promises have, or after a time; rejects as soon as one of them does. */
export async function within(milliseconds: number, promises: readonly unknown[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timedOut = new Promise<void>((resolve) => {
    // The process is not to end before whoever waits knows.
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([Promise.all(promises), timedOut]).finally(() => clearTimeout(timer))
}
