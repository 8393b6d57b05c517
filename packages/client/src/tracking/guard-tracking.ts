/**
 * Throws the error of a tracking call, unless this is production, where nothing fails for it. A
 * runtime without `process`, on the edge, does not tell, and counts as production.
 */
export function throwOutsideProduction(error: unknown): void {
  if (typeof process !== 'undefined' && process.env['NODE_ENV'] !== 'production') throw error
}

/**
 * Runs code that tracks, and gives its error to `onError`. A function that tracks may be asynchronous:
 * nobody waits for it, but its rejection is heard, since an unhandled one ends the process.
 */
export function guardTracking(
  track: () => unknown,
  onError: (error: unknown) => void = throwOutsideProduction,
): void {
  try {
    const tracked = track()
    if (isPromiseLike(tracked)) Promise.resolve(tracked).catch(onError)
  } catch (error) {
    onError(error)
  }
}

export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (Object(value) as { then?: unknown }).then === 'function'
}
