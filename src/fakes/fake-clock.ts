import { shared } from '../foundation/index.ts'
import { keepOwner } from './code-owner.ts'

type Timer = (callback: (...args: unknown[]) => unknown, ...rest: unknown[]) => unknown

/** A function that the fake timers of runners put in the place of a timer function. */
interface FakeTimer extends Timer {
  /** Of Vitest, and of the modern ones of Jest. */
  readonly clock?: Record<string, Timer>
  /** Of the legacy ones of Jest, which are mocks. */
  getMockImplementation?(): Timer | undefined
  mockImplementation?(timer: Timer): void
}

const TIMERS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
]
const LEGACY = /^bound _fake/
const NODE_TEST = 'bound #createTimer'

/** The timer functions that are no fakes: each block asks, and most tests keep the real ones. */
const real = new WeakSet<Timer>()

const keeping = () => shared('timers-that-keep-owners', () => new WeakSet<Timer>())

/**
 * Has what code sets on a fake clock belong to that code, as with real timers: a fake clock calls it
 * from where the time is advanced.
 */
export function keepOwnersOfTimers(): void {
  const holders = globalThis as unknown as Record<string, FakeTimer | undefined>
  for (const name of TIMERS) keepOwners(holders, name)
  const { process } = globalThis
  if (process) keepOwners(process as unknown as typeof holders, 'nextTick')
}

function keepOwners(holder: Record<string, FakeTimer | undefined>, name: string): void {
  const timer = holder[name]
  if (!timer || real.has(timer)) return
  const { clock } = timer
  if (!clock && !timer.getMockImplementation && timer.name !== NODE_TEST) {
    real.add(timer)
    return
  }
  if (clock?.[name]) clock[name] = keepingOwner(clock[name])
  const legacy = timer.getMockImplementation?.()
  if (legacy && LEGACY.test(legacy.name)) timer.mockImplementation?.(keepingOwner(legacy))
  if (timer.name === NODE_TEST) holder[name] = keepingOwner(timer)
}

function keepingOwner(timer: Timer): Timer {
  if (keeping().has(timer)) return timer
  const kept: Timer = function (this: unknown, callback, ...rest) {
    const owned = typeof callback === 'function' ? keepOwner(callback) : callback
    return Reflect.apply(timer, this, [owned, ...rest])
  }
  // The function keeps all that hangs on the timer: its promisified form, say, and the name, by
  // which other copies of the package know it.
  Object.defineProperties(kept, Object.getOwnPropertyDescriptors(timer))
  keeping().add(kept)
  return kept
}
