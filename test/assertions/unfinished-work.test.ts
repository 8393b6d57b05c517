import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { MatcherError } from '../../src/entries/index.ts'
import { beginTest, runToEnd } from '../../src/fakes/index.ts'
import { pull } from '../matchers/events/pull-package.ts'
import { messageOf } from '../matchers/message-of.ts'
import { uncheckedExpect } from '../matchers/unchecked.ts'

/** The value that a block returns may show that its work is not done; then no claim says anything. */
const pullLater = async () => {
  await Promise.resolve()
  pull()
}
const items = [1, 2]
const lists: [string, () => unknown][] = [
  ['promises', () => items.map(pullLater)],
  ['promises and others', () => [1, pullLater()]],
  ['promises, of an asynchronous block', async () => items.map(pullLater)],
  ['lists of promises', () => [[pullLater()], []]],
  ['lists, four deep', () => [[[[pullLater()]]]]],
  ['a set', () => new Set(items.map(pullLater))],
  ['a map', () => new Map(items.map((id) => [id, pullLater()]))],
]
const itself: unknown[] = []
itself.push(itself)
function* run() {
  yield pull()
}
async function* runLater() {
  yield pull()
}
const iterators: [string, () => unknown][] = [
  ['Generator', () => run()],
  ['Generator', async () => run()],
  ['AsyncGenerator', () => runLater()],
  ['Iterator Helper', () => ({ [Symbol.toStringTag]: 'Iterator Helper' })],
]

test.each(lists)('refuses a list of %s, whatever the claim', async (_name, block) => {
  const message = (claims: string) =>
    `Failed to check expect(block).${claims}: the block returns a list with promises, so it ends before its work does. Await them in the block: await Promise.all(…).`
  expect(await messageOf(() => expect(block).not.toTriggerInternalEvents())).toBe(
    message('not.toTriggerInternalEvents()'),
  )
  expect(await messageOf(() => expect(block).toTriggerInternalEvents('pull_package').twice())).toBe(
    message('toTriggerInternalEvents("pull_package").twice()'),
  )
  await expect(
    Promise.resolve(
      expect(block)
        .toNotIncrementUsageMetrics('counts.package_pulls')
        .and.toNotTriggerInternalEvents(),
    ),
  ).rejects.toThrow(MatcherError)
  expect(await messageOf(() => expect(block).toNotChange(() => 1))).toBe(
    message('toNotChange(read)'),
  )
})

test.each(iterators)('refuses a lazy iterator: %s', async (kind, block) => {
  const { not } = uncheckedExpect(expect(block)) as never as { not: unknown }
  expect(await messageOf(() => uncheckedExpect(not).toTriggerInternalEvents('pull_package'))).toBe(
    `Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): the block returns a lazy iterator (${kind}), which runs nothing before it is iterated. Iterate it in the block; if other code does that, do not return it.`,
  )
})

test('what the list does later is no second failure', async () => {
  const inner = runToEnd(beginTest('the inner test'), async () => {
    const { not } = uncheckedExpect(expect(() => items.map(pullLater))) as never as { not: unknown }
    uncheckedExpect(not).toTriggerInternalEvents()
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  await expect(inner).rejects.toThrow(/^Failed to check [^\n]*$/)
})

test('the error of the block comes first', async () => {
  expect(
    await messageOf(() =>
      expect(() => {
        throw new TypeError('no')
      }).not.toTriggerInternalEvents(),
    ),
  ).toBe('no')
})

test.each<[string, () => unknown]>([
  ['a number', () => [1].push(2)],
  ['a list', () => items.map((id) => id)],
  ['an empty list', () => []],
  ['a list of what is none', () => [undefined, null, 'then']],
  ['a list with a promise five deep', () => [[[[[Promise.resolve()]]]]]],
  ['a list that holds itself', () => itself],
  ['what awaited promises gave', () => Promise.all(items.map(async () => 1))],
  ['a function to unsubscribe', () => () => {}],
  ['an emitter', () => new EventEmitter().on('done', () => {})],
  ['an object with a promise', () => ({ ready: Promise.resolve() })],
  ['an iterator of a list', () => items.values()],
  ['the result of a generator', () => run().return()],
  ['a list that a generator filled', () => [...(function* () {})()]],
])('takes a block that returns %s', async (_name, block) => {
  await expect(block).not.toTriggerInternalEvents()
})

test('a generator that the block iterates is judged', async () => {
  await expect(() => [...run()]).toTriggerInternalEvents('pull_package')
  await expect(async () => {
    for await (const _each of runLater());
  }).toTriggerInternalEvents('pull_package')
  await expect(() => Promise.all(items.map(pullLater)))
    .toTriggerInternalEvents('pull_package')
    .twice()
})
