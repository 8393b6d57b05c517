import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import {
  BlockRun,
  beginTest,
  currentRun,
  fakes,
  outsideRun,
  runForTest,
  runToEnd,
  settleTest,
} from '../../src/fakes/index.ts'

const failureOf = (ended: Promise<unknown>): Promise<Error | undefined> =>
  ended.then(
    () => undefined,
    (error: Error) => error,
  )
const leaveTwoAlone = () => {
  expect(() => {}).toTriggerInternalEvents('pull_package')
  expect(() => {}).toTriggerInternalEvents('push_package')
}

test('several failures are one error, whose message has all and whose stack is that of the first', async () => {
  const error = await failureOf(runToEnd(beginTest('the inner test'), leaveTwoAlone))
  const { errors } = error as AggregateError
  expect(errors).toHaveLength(2)
  const [first, second] = errors as [Error, Error]
  expect(error?.message).toBe(`${first.message}\n\n${second.message}`)
  const frames = first.stack?.slice(first.stack.indexOf('\n    at '))
  expect(frames).toContain('settle-test.test.ts')
  expect(error?.stack).toBe(`Error: ${error?.message}${frames}`)
})

test('a single failure is thrown as it is', async () => {
  const error = await failureOf(
    runToEnd(
      beginTest('the inner test'),
      () => void expect(() => {}).toTriggerInternalEvents('pull_package'),
    ),
  )
  expect(error).not.toBeInstanceOf(AggregateError)
  expect(stripVTControlCharacters(error?.message ?? '')).toContain('expect(block)')
})

test.for<[string, unknown]>([
  ['null', null],
  ['a text', 'a text'],
  ['a number', 7],
])('what a block throws may be no error: %s', async ([text, thrown]) => {
  const error = await failureOf(
    runToEnd(beginTest('the inner test'), () => {
      const { openAssertions } = currentRun()
      openAssertions.add({ settle: () => Promise.reject(thrown) })
      openAssertions.add({ settle: () => Promise.reject(new Error('second')) })
    }),
  )
  expect(error?.message).toBe(`${text === 'a number' ? '7' : text}\n\nsecond`)
  expect(error?.stack).toContain('settle-test.ts')
})

test('an assertion is settled once', async () => {
  let settled = 0
  runForTest(outsideRun(), () => {
    outsideRun().openAssertions.add({
      settle: async () => {
        settled++
      },
    })
  })
  await settleTest(outsideRun())
  await settleTest(outsideRun())
  expect(settled).toBe(1)
})

test('code outside of tests is still that when a file has ended', async () => {
  await settleTest(outsideRun())
  expect(runForTest(outsideRun(), () => fakes.journal)).toBe(outsideRun().journal)
})

test('a block that is open when its test ends is closed, and no other is', async () => {
  const around = BlockRun.open(currentRun())
  let block: BlockRun | undefined
  await runToEnd(beginTest('the inner test'), () => {
    block = BlockRun.open(currentRun())
  })
  expect(block?.open).toBe(false)
  expect(around.open).toBe(true)
  around.release()
})

test('a test that has left a failure has failed, one that has left none has not', async () => {
  const [failed, passed] = [beginTest('failed'), beginTest('passed')]
  await failureOf(runToEnd(failed, leaveTwoAlone))
  await runToEnd(passed, () => {})
  expect([failed.failed, passed.failed]).toEqual([true, false])
})
