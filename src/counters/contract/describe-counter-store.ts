import { deepStrictEqual as equal, rejects } from 'node:assert/strict'
import type { Awaitable, CounterStore } from '../index.ts'

/** The functions of a runner that the suite needs, and the store that it tests. */
export interface CounterStoreSuite {
  readonly name: string
  /** Makes an empty store, for one test. */
  readonly create: () => Awaitable<CounterStore>
  /** The functions of Vitest, Jest or `node:test`. */
  readonly describe: (name: string, suite: () => void) => unknown
  readonly test: (name: string, run: () => Promise<void>) => unknown
}

const KEY = '{hll_counters}_a'

/**
 * Tests that a counter store behaves as Redis does. Run it against a store of your own; the store
 * in memory and the one in Redis pass it.
 *
 * @example
 * ```ts
 * import { InMemoryCounterStore } from 'internal-events-testing'
 * import { describeCounterStore } from 'internal-events-testing/redis'
 * import { describe, test } from 'vitest'
 *
 * const create = () => new InMemoryCounterStore()
 * describeCounterStore({ name: 'a store of my own', create, describe, test })
 * ```
 */
export function describeCounterStore({ name, create, describe, test }: CounterStoreSuite): void {
  const check = (behaviour: string, run: (store: CounterStore) => Promise<void>) =>
    test(behaviour, async () => run(await create()))

  describe(name, () => {
    check('has nothing under a key that nobody wrote', async (store) => {
      equal(await store.read('a'), 0)
      equal(await store.countUnique([KEY]), 0)
      equal(await store.countUnique([]), 0)
      equal(new Map(await store.readFields('a')), new Map())
      equal(await store.timeToLive('a'), undefined)
    })

    check('adds up totals, key by key', async (store) => {
      await store.increment('a', 1)
      await store.increment('a', 41)
      await store.increment('b', 1)
      equal(await store.read('a'), 42)
      equal(await store.read('b'), 1)
    })

    check('adds up sums, without the noise of floating point', async (store) => {
      for (const by of [0.1, 0.2, -1.5, 20]) await store.incrementFloat('a', by)
      equal(await store.read('a'), 18.8)
    })

    check('counts distinct members, and says whether one was new', async (store) => {
      equal(await store.addUnique(KEY, '1'), true)
      equal(await store.addUnique(KEY, '1'), false)
      equal(await store.addUnique(KEY, '2'), true)
      equal(await store.countUnique([KEY]), 2)
    })

    check('counts the union of keys, some of which are not there', async (store) => {
      for (const member of ['1', '2', '3']) await store.addUnique(KEY, member)
      for (const member of ['3', '4']) await store.addUnique('{hll_counters}_b', member)
      equal(await store.countUnique([KEY, '{hll_counters}_b', '{hll_counters}_none']), 4)
      equal(await store.countUnique([KEY, KEY]), 3)
    })

    check('takes any text for a member', async (store) => {
      const members = ['', ' ', 'ü', 'u\u0308', '😀', '\u0000', '__proto__', 'a'.repeat(10_000)]
      for (const member of members) equal(await store.addUnique(KEY, member), true)
      equal(await store.countUnique([KEY]), members.length)
    })

    check('estimates as Redis does: to the last digit', async (store) => {
      const writes: Awaitable<boolean>[] = []
      for (let id = 0; id < 20_000; id++) writes.push(store.addUnique(KEY, `user-${id}`))
      await Promise.all(writes)
      // The result of PFCOUNT in Redis 7.0.
      equal(await store.countUnique([KEY]), 19_980)
    })

    check('counts by field', async (store) => {
      await store.incrementField('a', 'npm', 1)
      await store.incrementField('a', 'npm', 2)
      await store.incrementField('a', '__proto__', 1)
      await store.incrementField('b', 'npm', 1)
      const fields = new Map(await store.readFields('a'))
      equal(
        fields,
        new Map([
          ['npm', 3],
          ['__proto__', 1],
        ]),
      )
    })

    check('lets a key live for the time that was given', async (store) => {
      await store.increment('a', 1)
      equal(await store.timeToLive('a'), undefined)
      await store.increment('a', 1, { seconds: 100, set: 'when-none' })
      equal(await store.timeToLive('a'), 100)
      await store.increment('a', 1, { seconds: 200, set: 'when-none' })
      equal(await store.timeToLive('a'), 100)
      await store.addUnique(KEY, '1', { seconds: 100, set: 'always' })
      await store.addUnique(KEY, '1', { seconds: 200, set: 'always' })
      equal(await store.timeToLive(KEY), 200)
      await store.incrementFloat('b', 0.5, { seconds: 100, set: 'when-none' })
      await store.incrementField('c', 'npm', 1, { seconds: 100, set: 'when-none' })
      equal(await store.timeToLive('b'), 100)
      equal(await store.timeToLive('c'), 100)
    })

    check('refuses to count one thing where another is counted', async (store) => {
      const refused = (write: () => Awaitable<unknown>) => rejects(async () => await write())
      await store.incrementField('a', 'npm', 1)
      await refused(() => store.increment('a', 1))
      await refused(() => store.incrementFloat('a', 1))
      await refused(() => store.addUnique('a', '1'))
      await store.increment('b', 1)
      await refused(() => store.incrementField('b', 'npm', 1))
    })

    check('forgets everything when it is reset', async (store) => {
      await store.increment('a', 1)
      await store.addUnique(KEY, '1', { seconds: 100, set: 'always' })
      await store.incrementField('b', 'npm', 1)
      await store.reset()
      equal(await store.read('a'), 0)
      equal(await store.countUnique([KEY]), 0)
      equal(new Map(await store.readFields('b')), new Map())
      equal(await store.timeToLive(KEY), undefined)
    })
  })
}
