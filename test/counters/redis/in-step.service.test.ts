import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import type { CounterStore } from '../../../src/counters/index.ts'
import { InMemoryCounterStore } from '../../../src/entries/index.ts'
import { createRedisCounterStore } from '../../../src/entries/redis.ts'
import { startRedis } from './start-redis.ts'

/** The store in memory and a real Redis, driven in step: every answer is compared. */
const { port, stop } = await startRedis()
const client = new Redis({ port })
afterAll(() => {
  client.disconnect()
  stop()
})
let prefixes = 0

const key = fc.constantFrom('{a}_1', '{a}_2', '{a}_3')
const member = fc.oneof(
  fc.nat({ max: 300 }).map(String),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const by = fc.integer({ min: -1_000_000, max: 1_000_000 })
/** Whole numbers of it pass, so that the moments that a run takes do not matter. */
const UNIT = 1000
const units = fc.integer({ min: 1, max: 20 }).map((count) => count * UNIT)
const expiry = fc.option(
  fc.record({ seconds: units, set: fc.constantFrom('always', 'when-none') }),
  { nil: undefined },
)

/** A store whose clock can be put forward. */
interface Driven {
  readonly store: CounterStore
  jump(seconds: number): unknown
}

function inMemory(): Driven {
  let now = 0
  return {
    store: new InMemoryCounterStore({ now: () => now }),
    jump(seconds) {
      now += seconds * 1000
    },
  }
}

/** The clock of Redis is that of the machine; what a jump does is to bring all ends nearer. */
function inRedis(): Driven {
  const prefix = `step-${++prefixes}:`
  return {
    store: createRedisCounterStore(client, { prefix }),
    async jump(seconds) {
      for (const name of await client.keys(`${prefix}*`)) {
        const left = await client.pttl(name)
        if (left >= 0) await client.pexpire(name, left - seconds * 1000)
      }
    },
  }
}

/** One call; keys of one kind keep to it, as in the real system. */
type Step = (driven: Driven) => unknown
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, member, expiry).map<Step>(
    ([key, member, expiry]) =>
      ({ store }) =>
        store.addUnique(`u${key}`, member, expiry),
  ),
  fc
    .tuple(key, fc.array(member, { maxLength: 200 }))
    .map<Step>(([key, members]) => async ({ store }) => {
      const answers: boolean[] = []
      for (const member of members) answers.push(await store.addUnique(`u${key}`, member))
      return answers
    }),
  fc.uniqueArray(key, { minLength: 1 }).map<Step>(
    (keys) =>
      ({ store }) =>
        store.countUnique(keys.map((key) => `u${key}`)),
  ),
  fc.tuple(key, by, expiry).map<Step>(
    ([key, by, expiry]) =>
      ({ store }) =>
        store.increment(`t${key}`, by, expiry),
  ),
  fc.tuple(key, by, expiry).map<Step>(
    ([key, by, expiry]) =>
      ({ store }) =>
        store.incrementFloat(`s${key}`, by / 100, expiry),
  ),
  fc.tuple(key, member, by, expiry).map<Step>(
    ([key, field, by, expiry]) =>
      ({ store }) =>
        store.incrementField(`h${key}`, field, by, expiry),
  ),
  fc.tuple(fc.constantFrom('t', 's'), key).map<Step>(
    ([kind, key]) =>
      ({ store }) =>
        store.read(kind + key),
  ),
  key.map<Step>(
    (key) =>
      async ({ store }) =>
        new Map(await store.readFields(`h${key}`)),
  ),
  fc
    .tuple(fc.constantFrom('u', 't', 's', 'h'), key)
    .map<Step>(([kind, key]) => async ({ store }) => {
      const seconds = await store.timeToLive(kind + key)
      return seconds === undefined ? undefined : Math.ceil(seconds / UNIT)
    }),
  units.map<Step>(
    (seconds) =>
      ({ jump }) =>
        jump(seconds),
  ),
  fc.constant<Step>(({ store }) => store.reset()),
)

test('answers what Redis answers, whatever is done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const [memory, redis] = [inMemory(), inRedis()]
      for (const run of steps) expect(await run(memory)).toEqual(await run(redis))
    }),
    { numRuns: 200 },
  )
}, 60_000)

test('expires when Redis does', async () => {
  const seconds = 1
  const stores = [new InMemoryCounterStore(), inRedis().store]
  const expiring = { seconds, set: 'always' } as const
  for (const store of stores) {
    await store.addUnique('{a}_u', '1', expiring)
    await store.increment('t', 5, expiring)
    await store.increment('t', 1, { seconds: 1000, set: 'when-none' })
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 50))
  for (const store of stores) {
    expect(await store.countUnique(['{a}_u'])).toBe(0)
    expect(await store.read('t')).toBe(0)
    expect(await store.addUnique('{a}_u', '1')).toBe(true)
    expect(await store.timeToLive('{a}_u')).toBeUndefined()
  }
})

test.each([
  ['numbers', (index: number) => String(index)],
  ['names', (index: number) => `user:${(index * 2_654_435_761) % 4_294_967_296}`],
  [
    'unicode',
    (index: number) => `\u{1F600}${String.fromCodePoint(0x4e00 + (index % 20_000))}${index}`,
  ],
])(
  'counts %s from 0 to 1,000,000 as Redis does, and says the same of each',
  async (_kind, of) => {
    const memory = new InMemoryCounterStore()
    const key = `count-${++prefixes}`
    const every = [
      0, 1, 2, 10, 100, 1000, 5000, 12_000, 20_000, 50_000, 100_000, 400_000, 1_000_000,
    ]
    const differences: unknown[] = []
    let index = 0
    for (const upTo of every) {
      while (index < upTo) {
        const pipeline = client.pipeline()
        const members: string[] = []
        for (; index < upTo && members.length < 5000; index++) members.push(of(index))
        for (const member of members) pipeline.call('PFADD', key, member)
        const answers = (await pipeline.exec()) ?? []
        for (const [at, member] of members.entries()) {
          const added = memory.addUnique(key, member)
          if (added !== (answers[at]?.[1] === 1)) differences.push({ member, added })
        }
      }
      const counts = [memory.countUnique([key]), Number(await client.call('PFCOUNT', key))]
      if (counts[0] !== counts[1]) differences.push({ upTo, counts })
    }
    expect(differences).toEqual([])
  },
  120_000,
)
