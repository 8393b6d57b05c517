import { shared } from '../foundation/index.ts'
import { keepOwner } from './code-owner.ts'

type Timer = (callback: (...args: unknown[]) => unknown, ...rest: unknown[]) => unknown

/** A callback that waits on a fake clock. */
interface Pending {
  func: unknown
}

/** A clock of @sinonjs/fake-timers: its timer functions, and what waits on it. */
type Clock = Record<string, Timer> & {
  /** By id: in a `Map`, or in an object with older versions. */
  readonly timers?: ReadonlyMap<unknown, Pending> | Readonly<Record<string, Pending>>
  /** Of `queueMicrotask` and `process.nextTick`. */
  readonly jobs?: readonly Pending[]
}

/** A function that the fake timers of runners put in the place of a timer function. */
interface FakeTimer extends Timer {
  /** Of Vitest, of Sinon, and of the modern ones of Jest. */
  readonly clock?: Clock
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
const NODE_TEST = new Set(['bound #createTimer', 'bound #setImmediate'])

/** The timer functions that are no fakes: each block asks, and most tests keep the real ones. */
const real = new WeakSet<Timer>()

const keeping = () => shared('timers-that-keep-owners', () => new WeakSet<Timer>())
const kept = () => shared('callbacks-with-owners', () => new WeakSet<object>())

/**
 * Has what code sets on a fake clock belong to that code, as with real timers: a fake clock calls it
 * from where the time is advanced. What waits there already, since somebody has turned the clock on
 * after the last call, belongs to the running code.
 */
export function keepOwnersOfTimers(): void {
  const holders = globalThis as unknown as Record<string, FakeTimer | undefined>
  const clocks = new Set<Clock | undefined>()
  for (const name of TIMERS) clocks.add(keepOwners(holders, name))
  const { process } = globalThis
  if (process) clocks.add(keepOwners(process as unknown as typeof holders, 'nextTick'))
  // A clock has one list of what waits, whichever function has set it.
  for (const clock of clocks) if (clock) keepOwnersOfWaiting(clock)
}

/** Has a timer function keep owners, and returns the fake clock behind it. */
function keepOwners(
  holder: Record<string, FakeTimer | undefined>,
  name: string,
): Clock | undefined {
  const timer = holder[name]
  if (!timer || real.has(timer)) return undefined
  const { clock } = timer
  if (!clock && !timer.getMockImplementation && !NODE_TEST.has(timer.name)) {
    real.add(timer)
    return undefined
  }
  if (clock?.[name]) clock[name] = keepingOwner(clock[name])
  const legacy = timer.getMockImplementation?.()
  if (legacy && LEGACY.test(legacy.name)) timer.mockImplementation?.(keepingOwner(legacy))
  if (NODE_TEST.has(timer.name)) holder[name] = keepingOwner(timer)
  return clock
}

function keepOwnersOfWaiting(clock: Clock): void {
  const { timers = {}, jobs = [] } = clock
  // No instanceof: the clock of Jest comes from another realm.
  const waiting = typeof timers.values === 'function' ? timers.values() : Object.values(timers)
  for (const pending of [...waiting, ...jobs]) pending.func = withOwner(pending.func)
}

function keepingOwner(timer: Timer): Timer {
  if (keeping().has(timer)) return timer
  const owning: Timer = function (this: unknown, callback, ...rest) {
    return Reflect.apply(timer, this, [withOwner(callback), ...rest])
  }
  // The function keeps all that hangs on the timer: its promisified form, say, and the name, by
  // which other copies of the package know it.
  Object.defineProperties(owning, Object.getOwnPropertyDescriptors(timer))
  keeping().add(owning)
  return owning
}

/** Returns a callback as one of the running code, unless it has its owner, or none, already. */
function withOwner(callback: unknown): unknown {
  if (typeof callback !== 'function' || kept().has(callback)) return callback
  const owned = keepOwner(callback as Timer)
  kept().add(owned)
  return owned
}
