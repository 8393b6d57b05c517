import { Redis } from 'ioredis'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createInternalEvents } from '../../../src/entries/index.ts'
import { createRedisCounterStore } from '../../../src/entries/redis.ts'
import { startRedis } from './start-redis.ts'

/** The writes that reach a real Redis, as its MONITOR shows them. */
const { port, stop } = await startRedis()
const client = new Redis({ port })
// A command of another connection, while this one begins, would reach ioredis as an answer to nothing.
await client.ping()
const monitor = await client.monitor()
const seen: string[] = []
monitor.on('monitor', (_time: string, [name = '', key = '']: string[]) => {
  if (/^(incrby|pfadd|hincrby|incrbyfloat)$/i.test(name)) seen.push(`${name} ${key}`)
})
afterAll(() => {
  monitor.disconnect()
  client.disconnect()
  stop()
})

const counters = createRedisCounterStore(client, { prefix: 'batch:' })
const { trackInternalEvent, withBatchedRedisWrites } = createInternalEvents({ counters })
const pull = (id: number) => trackInternalEvent('pull_package', { user: { id } })

beforeEach(() => {
  seen.length = 0
})

/** The writes that have arrived, totals and all others. */
async function writes(): Promise<{ totals: number; others: number }> {
  await counters.settled()
  await client.call('ECHO', 'the end')
  await expect.poll(() => seen.length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const totals = seen.filter((command) => command.toLowerCase().startsWith('incrby ')).length
  return { totals, others: seen.length - totals }
}

test('n unique and m total metrics make incr * n + m writes', async () => {
  pull(0)
  const { totals: m, others: n } = await writes()
  expect([m > 1, n > 0]).toEqual([true, true])

  seen.length = 0
  const incr = 5
  withBatchedRedisWrites(() => {
    for (let id = 0; id < incr; id++) pull(id)
  })
  const batched = await writes()
  expect(batched).toEqual({ totals: m, others: incr * n })

  seen.length = 0
  for (let id = 0; id < incr; id++) pull(id)
  expect(await writes()).toEqual({ totals: incr * m, others: incr * n })
})

test('what waits is written although the block throws, and nobody reads it before', async () => {
  await counters.reset()
  const key = '{event_counters}_pull_package'
  await expect(
    withBatchedRedisWrites(async () => {
      pull(1)
      pull(2)
      expect(await counters.read(key)).toBe(0)
      throw new Error('The block failed')
    }),
  ).rejects.toThrow('The block failed')
  expect(await counters.read(key)).toBe(2)
})
