import { afterEach, describe, expect, test, vi } from 'vitest'
import { isOwnTimer, latestAsyncId } from '../../src/fakes/own-timer.ts'

afterEach(() => vi.unstubAllGlobals())

/** Returns what a function gives when it is called by what it is handed to. */
const within = (call: (run: () => void) => unknown, run: () => boolean): Promise<boolean> =>
  new Promise((resolve) => call(() => resolve(run())))

describe('only the code that set it can have caused', () => {
  test('a timer that fires once', async () => {
    expect(await within(setTimeout, () => isOwnTimer(latestAsyncId()))).toBe(true)
    expect(await within(setImmediate, () => isOwnTimer(latestAsyncId()))).toBe(true)
  })

  test('no timer that was set later', async () => {
    const last = latestAsyncId()
    expect(await within(setTimeout, () => isOwnTimer(last))).toBe(false)
  })

  test('no timer that repeats', async () => {
    let timer: NodeJS.Timeout | undefined
    const every = (run: () => void) => {
      timer = setInterval(run, 1)
    }
    expect(await within(every, () => isOwnTimer(latestAsyncId()))).toBe(false)
    clearInterval(timer)
  })

  test('no promise', async () => {
    await undefined
    expect(isOwnTimer(latestAsyncId())).toBe(false)
  })
})

describe('where the internals of Node.js say so', () => {
  class Timeout {}
  class Immediate {}
  class Other {}

  test.for<[string, object, boolean]>([
    ['a timer that fires once', Object.assign(new Timeout(), { _repeat: null }), true],
    ['an immediate', new Immediate(), true],
    ['a timer that repeats', Object.assign(new Timeout(), { _repeat: 1 }), false],
    ['a timer that does not tell', new Timeout(), false],
    ['another resource', Object.assign(new Other(), { _repeat: null }), false],
    ['a resource without a class', Object.create(null), false],
  ])('%s', ([, resource, own]) => {
    const hooks = { executionAsyncId: () => 7, executionAsyncResource: () => resource }
    vi.stubGlobal('process', { getBuiltinModule: () => hooks })
    const told = [isOwnTimer(6), isOwnTimer(7)]
    vi.unstubAllGlobals()
    expect(told).toEqual([false, own])
  })
})

test('a browser cannot tell', () => {
  vi.stubGlobal('process', undefined)
  const told = [isOwnTimer(1), latestAsyncId()]
  vi.unstubAllGlobals()
  expect(told).toEqual([false, 0])
})
