// Taken when this module loads: a test may fake timers, but our own waits have to end.
const { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = realTimers()

export const startTimer: typeof globalThis.setTimeout = setTimeout
export const stopTimer: typeof globalThis.clearTimeout = clearTimeout
export const startInterval: typeof globalThis.setInterval = setInterval
export const stopInterval: typeof globalThis.clearInterval = clearInterval

/** Returns the time (ms since epoch) that the clock of this machine shows. */
export const realTime: () => number = Date.now

/** Waits until all microtasks are done, and the runner has heard of rejections that nobody handled. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (setImmediate) setImmediate(resolve)
    else startTimer(resolve, 0)
  })
}

/**
 * Waits in turns of a millisecond: on a busy machine, one long timer ends before the work that it
 * waits for has had its turns.
 */
export async function waitInTurns(time: number): Promise<void> {
  for (let turn = 0; turn < time; turn++) {
    await new Promise((resolve) => startTimer(resolve, 1))
  }
}

/**
 * Returns the function that advances the timers, where a test has faked them: those of Vitest and
 * Jest carry their clock, and Jest's legacy ones are mocks of a function that tells by its name.
 */
export function advanceOfFakeTimers(): string | undefined {
  const { setTimeout } = globalThis as { setTimeout: { getMockImplementation?(): unknown } }
  if ('clock' in setTimeout) return 'vi.advanceTimersByTimeAsync(ms), or that of jest'
  const fake = setTimeout.getMockImplementation?.() as { readonly name?: unknown } | undefined
  return fake?.name === 'bound _fakeSetTimeout' ? 'jest.advanceTimersByTime(ms)' : undefined
}

interface Timers {
  readonly clearInterval: typeof globalThis.clearInterval
  readonly clearTimeout: typeof globalThis.clearTimeout
  /** Browsers have none. */
  readonly setImmediate?: typeof globalThis.setImmediate
  readonly setInterval: typeof globalThis.setInterval
  readonly setTimeout: typeof globalThis.setTimeout
}

/** Returns those of Node.js, if there are some: Jest may fake the globals before a set-up file runs. */
function realTimers(): Timers {
  return globalThis.process?.getBuiltinModule?.('node:timers') ?? globalThis
}
