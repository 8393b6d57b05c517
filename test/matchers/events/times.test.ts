import { expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { unchecked } from '../unchecked.ts'
import { pull, pullTwice } from './pull-package.ts'

const later = async () => {
  await Promise.resolve()
  pullTwice()
}
const subject = (block: () => unknown = pullTwice) =>
  expect(block).toTriggerInternalEvents('pull_package')

test('times without a call ends the phrase, and the chain goes on behind it', async () => {
  await subject(later).exactly(2).times
  await subject().atLeast(1).times.and.not.toTriggerInternalEvents('push_package')
  await subject().atLeast(1).times.atMost(2).times
  await Promise.all([subject().exactly(2).times, subject().times(2)])
  const never: unknown = subject().exactly(2).times
  await expect(never).resolves.toBeUndefined()
  subject()
    .exactly(2)
    .times.catch(() => {})
})

test('what the phrase says is judged', async () => {
  expect(
    await messageOf(() => subject(later).exactly(3).times),
  ).toBe(`expect(block).toTriggerInternalEvents("pull_package").exactly(3)

Expected "pull_package" to be triggered 3 times, but it was triggered twice.

Expected: "pull_package" 3 times
Recorded: twice
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find out why it is not tracked 3 times, or expect .times(2).`)
})

test.each([
  ['.exactly(3)', () => subject().exactly(3).times],
  ['.twice()', () => subject().twice().times],
  ['.atLeast(1).atMost(2)', () => subject().atLeast(1).atMost(2).times],
])('a call behind %s is one too many', (said, phrase) => {
  expect(misuseOf(() => (phrase() as unknown as () => void)())).toBe(
    `Failed to check expect(block).toTriggerInternalEvents("pull_package")${said}: .times() is one too many, since ${said} has said the count. Write ${said}.times or ${said} alone.`,
  )
})

test('times that says no number is an error', async () => {
  expect(await messageOf(() => unchecked(subject(() => pull())).times as never)).toBe(
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): .times says no number. Write .times(3) or .exactly(3).times.',
  )
  expect(misuseOf(() => (subject().times as unknown as () => void)())).toContain(
    '.times(undefined) is not a valid count. Give a whole number from 0 on.',
  )
})
