import { expect, test } from 'vitest'
import { beginTest, noteFailure, runToEnd } from '../../src/fakes/index.ts'
import { catchUnhandledFailures } from '../../src/fakes/unhandled-failures.ts'
import { testBeside } from './test-beside.ts'

/** An emitter as the process of a runner is one, which keeps what reaches the runner. */
function emitterOfRunner() {
  const heard: unknown[][] = []
  const emitter = {
    emit(...emitted: [event: string | symbol, ...args: unknown[]]) {
      expect(this).toBe(emitter)
      heard.push(emitted)
      return false
    },
  }
  return { emitter, heard, undo: catchUnhandledFailures(emitter) }
}

test('a failure that nobody handled fails the test that made it, and does not reach the runner', async () => {
  const { emitter, heard } = emitterOfRunner()
  const failure = new Error('of the assertion')
  const testRun = beginTest('the inner test')
  const ended = runToEnd(testRun, () => {
    noteFailure(failure, testRun)
    expect(emitter.emit('unhandledRejection', failure, 'its promise')).toBe(true)
  })
  await expect(ended).rejects.toBe(failure)
  expect(heard).toEqual([])
})

test('after the end of its test it goes on to the runner, unless it was told as not awaited', async () => {
  const { emitter, heard } = emitterOfRunner()
  const failure = new Error('of the assertion')
  const testRun = beginTest('the inner test')
  noteFailure(failure, testRun)
  await runToEnd(testRun, () => {})
  expect(emitter.emit('unhandledRejection', failure, 'its promise')).toBe(false)
  expect(heard).toEqual([['unhandledRejection', failure, 'its promise']])
  testRun.notAwaited = true
  expect(emitter.emit('unhandledRejection', failure, 'its promise')).toBe(true)
  expect(heard).toHaveLength(1)
})

test.for<[string, unknown]>([
  ['an error of other code', new Error('of other code')],
  ['a text', 'reason'],
  ['null', null],
  ['nothing', undefined],
])('%s goes on to the runner', ([, reason]) => {
  const { emitter, heard } = emitterOfRunner()
  noteFailure(reason instanceof Error ? {} : reason, testBeside())
  expect(emitter.emit('unhandledRejection', reason, 'its promise')).toBe(false)
  expect(heard).toEqual([['unhandledRejection', reason, 'its promise']])
})

test('another event goes on to the runner, even with a failure of an assertion', () => {
  const { emitter, heard } = emitterOfRunner()
  const failure = new Error('of the assertion')
  noteFailure(failure, testBeside())
  expect(emitter.emit('uncaughtException', failure)).toBe(false)
  expect(heard).toEqual([['uncaughtException', failure]])
})

test('after the undo everything goes on to the runner', () => {
  const { emitter, heard, undo } = emitterOfRunner()
  const failure = new Error('of the assertion')
  noteFailure(failure, testBeside())
  undo()
  expect(emitter.emit('unhandledRejection', failure)).toBe(false)
  expect(heard).toEqual([['unhandledRejection', failure]])
})
