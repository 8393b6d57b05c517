import { shared } from '../foundation/index.ts'

/** A function that tracks, as a property that a test may replace by a mock. */
interface Replaceable {
  trackEvent(...args: never[]): void
}

/** The front end's functions, and the names that a mock in their place has passed on. */
interface WatchedTracking {
  functions: Replaceable | undefined
  readonly passedOn: string[]
}

const watched = () =>
  shared('watched-tracking', (): WatchedTracking => ({ functions: undefined, passedOn: [] }))

/** Names the object whose function a test may replace. */
export function watchForMocks(functions: Replaceable): void {
  watched().functions = functions
}

/** Notes a call of the real function, for the case that a mock has passed it on. */
export function notePassedOn(name: string): void {
  if (mockedCalls()) watched().passedOn.push(name)
}

/**
 * Begins to watch for mocks. The function that it returns gives the names of the events that a mock
 * in the place of `InternalEvents.trackEvent` has swallowed since it was last asked.
 */
export function watchSwallowed(): () => string[] {
  let calls = mockedCalls()
  let seen = calls?.length ?? 0
  let passed = watched().passedOn.length
  return () => {
    const now = mockedCalls() ?? calls
    const names = (now ?? []).slice(now === calls ? seen : 0).map(nameOf)
    for (const name of watched().passedOn.slice(passed)) {
      const index = names.indexOf(name)
      if (index >= 0) names.splice(index, 1)
    }
    calls = now
    seen = now?.length ?? 0
    passed = watched().passedOn.length
    return names
  }
}

/** Returns the calls of the mock that has replaced the function, whatever runner made it. */
function mockedCalls(): readonly unknown[] | undefined {
  const trackEvent: unknown = watched().functions?.trackEvent
  const calls = (trackEvent as { mock?: { calls?: unknown } } | undefined)?.mock?.calls
  return Array.isArray(calls) ? calls : undefined
}

/** Jest and Vitest keep a list of arguments for each call, `node:test` an object with one. */
function nameOf(call: unknown): string {
  const args: unknown = Array.isArray(call)
    ? call
    : (call as { arguments?: unknown } | null)?.arguments
  return String(Array.isArray(args) ? args[0] : undefined)
}
