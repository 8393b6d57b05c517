/** The time before the first retry, in milliseconds. It doubles with each failure, up to the longest. */
const FIRST = 1000
const LONGEST = 60_000
/** The longest time that a collector can ask to wait. */
const MAX_ASKED = 300_000

/** Counts failures in a row, and tells when to try again. */
export class RetryTimes {
  #failures = 0
  #notBefore = 0

  get failures(): number {
    return this.#failures
  }

  /** Tells whether the collector has asked to wait, and the time has not come yet. */
  get isAskedToWait(): boolean {
    return performance.now() < this.#notBefore
  }

  /** Returns the time until the next attempt, in milliseconds. */
  fail(asked = 0): number {
    const longest = Math.min(LONGEST, FIRST * 2 ** this.#failures++)
    const wait = Math.min(asked, MAX_ASKED)
    this.#notBefore = performance.now() + wait
    // Services that failed together must not come back together.
    return Math.max(longest * (0.5 + Math.random() / 2), wait)
  }

  succeed(): void {
    this.#failures = 0
    this.#notBefore = 0
  }
}
