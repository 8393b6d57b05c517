import { mock } from 'node:test'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { keepOwnersOfTimers } from '../../src/fakes/fake-clock.ts'
import { BlockRun, currentRun, outsideTests, trackInternalEvent } from '../../src/fakes/index.ts'
import { testBeside } from './test-beside.ts'

type Timer = (callback: unknown, ...rest: unknown[]) => unknown

const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })

/** Runs a function as a block that ends at once. */
function runBlock(run: () => void): BlockRun {
  const block = BlockRun.open(currentRun())
  block.run(run)
  block.close()
  return block
}

/** Puts a fake timer in the place of a real one. */
function fake(holder: object, name: string, timer: Timer): void {
  const timers = holder as Record<string, unknown>
  const real = timers[name]
  timers[name] = timer
  onTestFinished(() => {
    timers[name] = real
  })
}

/** A clock that keeps what is set on it. */
function clockOf(name: string) {
  const set: unknown[][] = []
  const clock = { [name]: (...args: unknown[]) => void set.push(args) }
  const timer: Timer = Object.assign((...args: unknown[]) => clock[name]?.(...args), { clock })
  const advance = () => {
    for (const [callback, ...args] of set.splice(0)) (callback as Timer)(...(args as [unknown]))
  }
  return { clock, timer, set, advance }
}

const lateNames = ({ late }: BlockRun) => late.map(({ record }) => record.name)

describe('what a block sets on a fake clock is its own', () => {
  test('with process.nextTick', () => {
    const { timer, advance } = clockOf('nextTick')
    const { nextTick } = process
    process.nextTick = timer as never
    const block = runBlock(() => process.nextTick(pull))
    process.nextTick = nextTick
    advance()
    expect(lateNames(block)).toEqual(['pull_package'])
  })

  test('with requestIdleCallback, which Node.js lacks', () => {
    const { timer, advance } = clockOf('requestIdleCallback')
    fake(globalThis, 'requestIdleCallback', timer)
    const block = runBlock(() => void globalThis.requestIdleCallback(pull))
    advance()
    expect(lateNames(block)).toEqual(['pull_package'])
  })

  test('with the legacy timers of Jest', () => {
    const set: (() => void)[] = []
    function _fakeSetTimeout(callback: () => void) {
      set.push(callback)
    }
    fake(globalThis, 'setTimeout', vi.fn(_fakeSetTimeout.bind(undefined)) as never)
    const block = runBlock(() => void setTimeout(pull, 1))
    for (const callback of set) callback()
    expect(lateNames(block)).toEqual(['pull_package'])
  })

  test('with the timers of node:test, which keep what hangs on them', () => {
    mock.timers.enable({ apis: ['setTimeout'] })
    onTestFinished(() => mock.timers.reset())
    const { name } = setTimeout
    const sleep = async () => {}
    Object.assign(setTimeout, { [promisify.custom]: sleep })
    const block = runBlock(() => void setTimeout(pull, 1))
    mock.timers.tick(1)
    expect(lateNames(block)).toEqual(['pull_package'])
    expect(setTimeout.name).toBe(name)
    expect(promisify(setTimeout)).toBe(sleep)
  })

  test('with setImmediate of node:test', () => {
    mock.timers.enable({ apis: ['setImmediate'] })
    onTestFinished(() => mock.timers.reset())
    const block = runBlock(() => void setImmediate(pull))
    mock.timers.tick(1)
    expect(lateNames(block)).toEqual(['pull_package'])
  })

  test('with setTimeout of node:test after an await, where the block turns it on', async () => {
    onTestFinished(() => mock.timers.reset())
    const block = BlockRun.open(currentRun())
    await block.run(() => {
      mock.timers.enable({ apis: ['setTimeout'] })
      return Promise.resolve().then(() => void setTimeout(pull, 1))
    })
    block.close()
    mock.timers.tick(1)
    expect(lateNames(block)).toEqual(['pull_package'])
  })

  test.for<[string, (waiting: unknown[]) => object]>([
    ['a Map', ([timer]) => ({ timers: new Map([[1, timer]]) })],
    ['an object, as older clocks have it', ([timer]) => ({ timers: { 1: timer } })],
    ['a list of jobs', (jobs) => ({ jobs })],
  ])('with a clock that the block turns on, and that keeps its timers in %s', ([, keep]) => {
    const waiting = { func: pull }
    const block = runBlock(() => {
      fake(
        globalThis,
        'setTimeout',
        Object.assign(() => {}, { clock: keep([waiting]) }),
      )
    })
    waiting.func()
    expect(lateNames(block)).toEqual(['pull_package'])
  })
})

test('a mock of setTimeout that is no clock stays as it is', () => {
  const set: unknown[] = []
  const own = (callback: unknown) => void set.push(callback)
  const timer = vi.fn(own)
  fake(globalThis, 'setTimeout', timer)
  runBlock(() => void setTimeout(pull, 1))
  expect(timer.getMockImplementation()).toBe(own)
  expect(set).toEqual([pull])
})

test('a clock is replaced once, however many blocks run', () => {
  const { clock, timer } = clockOf('setTimeout')
  const original = clock['setTimeout']
  fake(globalThis, 'setTimeout', timer)
  runBlock(() => {})
  const kept = clock['setTimeout']
  expect(kept).not.toBe(original)
  runBlock(() => {})
  expect(clock['setTimeout']).toBe(kept)
})

test('what is set goes to the clock with all arguments, and what is no function as it is', () => {
  const { timer, set } = clockOf('setTimeout')
  fake(globalThis, 'setTimeout', timer)
  runBlock(() => {
    timer('code', 5)
    timer(() => {}, 5, 'argument')
  })
  expect(set).toEqual([
    ['code', 5],
    [expect.any(Function), 5, 'argument'],
  ])
})

test('what code of no test sets belongs to the block that advances the clock', () => {
  const { timer, advance } = clockOf('setTimeout')
  fake(globalThis, 'setTimeout', timer)
  testBeside()
  runBlock(() => {})
  outsideTests(() => timer(pull, 1))
  runBlock(() => {})
  const block = runBlock(advance)
  expect(block.events.map(({ name }) => name)).toEqual(['pull_package'])
})

test('a callback that code of no test has set belongs to the next block that sets it', () => {
  const { timer, advance } = clockOf('setTimeout')
  fake(globalThis, 'setTimeout', timer)
  runBlock(() => {})
  outsideTests(() => timer(pull, 1))
  advance()
  const block = runBlock(() => timer(pull, 1))
  advance()
  expect(lateNames(block)).toEqual(['pull_package'])
})

test('a browser has no process', () => {
  vi.stubGlobal('process', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(keepOwnersOfTimers).not.toThrow()
})
