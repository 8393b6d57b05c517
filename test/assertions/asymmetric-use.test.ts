import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginTest, runToEnd } from '../../src/fakes/index.ts'
import { pull } from '../matchers/events/pull-package.ts'
import { misuseOf } from '../matchers/misuse-of.ts'

/** An asymmetric comparison would not wait for the verdict: it reads `pass` off what a matcher returns. */
const refusal = (assertion: string) =>
  `Failed to check ${assertion}: it runs a block and returns a promise, so it cannot be an asymmetric matcher. Write it as an assertion of its own.`
// Types refuse it.
const asymmetric = expect as unknown as Record<'toTriggerInternalEvents', (name: string) => unknown>

const { stackTraceLimit } = Error
beforeEach(() => {
  Error.stackTraceLimit = 7
})
afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit
})

test('is an error, whatever the block does, and adds none at the end of the test', async () => {
  await runToEnd(beginTest('the inner test'), () => {
    for (const block of [pull, () => {}, async () => {}]) {
      const compare = () =>
        expect({ block }).toEqual({ block: asymmetric.toTriggerInternalEvents('pull_package') })
      expect(misuseOf(compare, 'ASYMMETRIC_USE')).toBe(
        refusal('expect(block).toTriggerInternalEvents("pull_package")'),
      )
    }
  })
})

test('negated, it is one, too', () => {
  const { not } = expect as unknown as { not: typeof asymmetric }
  const compare = () => expect(pull).toEqual(not.toTriggerInternalEvents('pull_package'))
  expect(misuseOf(compare, 'ASYMMETRIC_USE')).toBe(
    refusal('expect(block).not.toTriggerInternalEvents("pull_package")'),
  )
})

test('of a promise that is derived from an assertion, it is an error without its text', async () => {
  const derived = expect(pull)
    .toTriggerInternalEvents('pull_package')
    .then(() => {})
  expect(misuseOf(() => (derived as never as { pass: boolean }).pass, 'ASYMMETRIC_USE')).toBe(
    refusal('expect(block)'),
  )
  await derived
})

test('the stack reaches the line of the test, and later ones are as long as before', () => {
  const compare = () =>
    expect({ pull }).toEqual({ pull: asymmetric.toTriggerInternalEvents('pull_package') })
  expect(compare).toThrow(
    expect.objectContaining({ stack: expect.stringContaining('asymmetric-use.test.ts') }),
  )
  expect(Error.stackTraceLimit).toBe(7)
})
