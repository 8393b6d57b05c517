import { FakesError } from './fakes-error.ts'

interface StagedFailure {
  readonly name: string
  readonly error: unknown
}

/** The calls that a test has told to fail. */
export class StagedFailures {
  #waiting: StagedFailure[] = []
  readonly #thrown = new Set<unknown>()

  /** Makes the next call that tracks the event fail. */
  add(name: string, error: unknown): void {
    this.#waiting.push({ name, error: error ?? failedTracking(name) })
  }

  /** Takes the failure of the call that tracks the event now, if one waits for it. */
  take(name: string): StagedFailure | undefined {
    const index = this.#waiting.findIndex((failure) => failure.name === name)
    const [failure] = index < 0 ? [] : this.#waiting.splice(index, 1)
    if (failure) this.#thrown.add(failure.error)
    return failure
  }

  /** Tells whether a call has failed with this error. */
  hasThrown(error: unknown): boolean {
    return this.#thrown.has(error)
  }

  reset(): void {
    this.#waiting = []
    this.#thrown.clear()
  }
}

function failedTracking(name: string): FakesError {
  return new FakesError(
    'FAILED_TRACKING',
    `Failed to track ${JSON.stringify(name)}: fakes.failTracking made this call fail. Handle the error where the event is tracked.`,
  )
}
