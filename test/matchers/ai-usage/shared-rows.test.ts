import { setTimeout as delay } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import {
  type AiUsageEventStore,
  InMemoryAiUsageEventStore,
} from '../../../src/entries/ai-usage-events.ts'
import { fakes, flushAiUsageEvents, useAiUsageEventStore } from '../../../src/entries/index.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'

const ROW = {
  event: 'troubleshoot_job',
  eventId: 7,
  userId: 1,
  namespaceId: undefined,
  timestamp: new Date(),
  payload: {},
}
const SHARED =
  'Failed to check expect(block).toRecordAiUsageEvents("troubleshoot_job"): another process stored "troubleshoot_job" while another block or test used the same store, so nobody can tell whose row it is. Await one assertion before the next one starts, or give each test a user of its own: useAiUsageEventStore(store, { where: { userId } }).'

/** Returns another store that has the same rows, and may say so. */
function sameRows(
  store: InMemoryAiUsageEventStore,
  place: object | undefined = store.place,
): AiUsageEventStore {
  return {
    place,
    insert: async (rows) => store.insert(rows),
    select: async (query: object = {}) => store.select(query) as never,
    count: async (query) => store.count(query),
    countByDay: async (query) => store.countByDay(query),
    reset: async () => store.reset(),
  }
}

/** Runs tests at the same time, and returns the messages of their failures. */
function failuresOf(...tests: readonly (() => unknown)[]): Promise<(string | undefined)[]> {
  return Promise.all(
    tests.map((body) =>
      runToEnd(beginTest('the inner test'), body).then(
        () => undefined,
        ({ message }) => stripVTControlCharacters(message),
      ),
    ),
  )
}

/** Expects a row of a block that causes none. */
const expectOne = (store: AiUsageEventStore) => async () => {
  useAiUsageEventStore(store)
  await expect(() => delay(60)).toRecordAiUsageEvents('troubleshoot_job')
}
const NOTHING = `expect(block).toRecordAiUsageEvents("troubleshoot_job")

Expected "troubleshoot_job" to be recorded once, but the store got no AI usage events.

Expected: "troubleshoot_job" once
Recorded: nothing
Store: one of your own

Track "troubleshoot_job" in the block, or wait with .within(ms) until another process has stored it.`

test('nobody can tell whose a row is that another writer stored, where two stores have it', async () => {
  const memory = new InMemoryAiUsageEventStore()
  const writes = async () => {
    useAiUsageEventStore(sameRows(memory))
    await expect(async () => {
      await delay(20)
      memory.insert([ROW])
    }).toRecordAiUsageEvents('troubleshoot_job')
  }
  expect(await failuresOf(expectOne(sameRows(memory)), writes)).toEqual([SHARED, SHARED])
})

test('what a test tracks is no row of another test, whatever store it goes through', async () => {
  const memory = new InMemoryAiUsageEventStore()
  const tracks = async () => {
    useAiUsageEventStore(sameRows(memory))
    await delay(20)
    fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } })
    await flushAiUsageEvents()
  }
  const expectNone = async () => {
    useAiUsageEventStore(sameRows(memory))
    await expect(() => delay(60)).not.toRecordAiUsageEvents()
  }
  expect(await failuresOf(expectOne(sameRows(memory)), expectNone, tracks)).toEqual([
    NOTHING,
    undefined,
    undefined,
  ])
  expect(memory.count()).toBe(1)
})

test('a test that has ended, or uses another store by now, may have caused a row', async () => {
  const store = new InMemoryAiUsageEventStore()
  const writes = async (after: () => void) => {
    await delay(20)
    useAiUsageEventStore(store)
    store.insert([ROW])
    after()
  }
  expect(await failuresOf(expectOne(store), () => writes(() => {}))).toEqual([SHARED, undefined])
  store.reset()
  const leaves = async () => {
    await writes(() => useAiUsageEventStore(undefined))
    await delay(60)
  }
  expect(await failuresOf(expectOne(store), leaves)).toEqual([SHARED, undefined])
  store.reset()
  const before = async () => {
    useAiUsageEventStore(store)
    await delay(20)
    store.insert([ROW])
  }
  expect(await failuresOf(before, expectOne(store))).toEqual([undefined, SHARED])
})

test('a proxy of a store has its rows', async () => {
  const memory = new InMemoryAiUsageEventStore()
  const proxy = () =>
    new Proxy(memory, {
      get(target, name) {
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const writes = async () => {
    useAiUsageEventStore(proxy())
    await delay(20)
    memory.insert([ROW])
    await delay(60)
  }
  expect(await failuresOf(expectOne(proxy()), writes)).toEqual([SHARED, undefined])
})

test('stores that do not say that they have the same rows are stores of their own', async () => {
  const memory = new InMemoryAiUsageEventStore()
  const writes = async () => {
    useAiUsageEventStore(memory)
    await delay(20)
    memory.insert([ROW])
    await delay(60)
  }
  expect(await failuresOf(expectOne(sameRows(memory, {})), writes)).toEqual([undefined, undefined])
})
