import { expect, test } from 'vitest'
import { MatcherError, trackInternalEvent } from '../../src/entries/index.ts'
import { beginTest, outsideTests, runToEnd } from '../../src/fakes/index.ts'
import { testBeside } from '../fakes/test-beside.ts'
import { pull } from '../matchers/events/pull-package.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const refusal = async (assertion: PromiseLike<unknown>) => {
  const error = await Promise.resolve(assertion).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(MatcherError)
  expect(error).toHaveProperty('code', 'UNATTRIBUTED_EVENTS')
  return (error as Error).message
}
const denied = 'Failed to check expect(block).not.toTriggerInternalEvents()'

test('an event of code that belongs to no test, while two tests run', async () => {
  testBeside()
  const assertion = expect(() => outsideTests(pull)).not.toTriggerInternalEvents()
  expect(await refusal(assertion)).toBe(
    `${denied}: code that belongs to no test (a server or a worker started outside, say) tracked "pull_package" while several blocks or tests were running, so nobody can tell whose event it is. Run such tests one after another, await one assertion before the next one starts, or start that code inside the block.`,
  )
})

test('neither another event nor a refused call of such code matters', async () => {
  testBeside()
  const block = () =>
    outsideTests(() => {
      trackInternalEvent('delete_package')
      expect(() => trackInternalEvent('pull_package', { user: 1 as never })).toThrow()
    })
  await expect(block).not.toTriggerInternalEvents('pull_package')
  await expect(() => {
    block()
    pull()
  }).toTriggerInternalEvents('pull_package')
})

test('an event of code of the test beside two of its blocks', async () => {
  const [one, other] = [
    expect(() => wait(5)).not.toTriggerInternalEvents(),
    expect(() => wait(5)).toTriggerInternalEvents('pull_package'),
  ]
  pull()
  const rest =
    'code of this test that belongs to none of its blocks tracked "pull_package" while several of them were open, so nobody can tell whose event it is. Await one assertion before the next one starts, or start that code inside the block.'
  const messages = await Promise.all([refusal(one), refusal(other)])
  expect(messages).toEqual([
    `${denied}: ${rest}`,
    `Failed to check expect(block).toTriggerInternalEvents("pull_package"): ${rest}`,
  ])
})

test('an event of code of a test that has ended', async () => {
  let go = () => {}
  await runToEnd(beginTest('the "inner" test'), () => {
    void new Promise<void>((resolve) => {
      go = resolve
    }).then(() => pull())
  })
  const block = async () => {
    go()
    await wait(1)
  }
  expect(await refusal(expect(block).not.toTriggerInternalEvents())).toBe(
    `${denied}: code of the test "the \\"inner\\" test", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).`,
  )
})
