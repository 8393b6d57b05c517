import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterAll, expect, test } from 'vitest'
import {
  AiUsageEventWriter,
  InMemoryAiUsageEventStore,
} from '../../../src/entries/ai-usage-events.ts'
import { RedisAiUsageEventBuffer } from '../../../src/entries/redis.ts'
import { startRedis } from './start-redis.ts'

const { port, stop } = await startRedis()
const io = new Redis({ port })
const node = await createClient({ socket: { port } }).connect()
afterAll(() => {
  io.disconnect()
  node.destroy()
  stop()
})

const user = { id: 1 }

test('rows of several processes wait in one list, and any of them stores them', async () => {
  const store = new InMemoryAiUsageEventStore()
  const [first, second] = [io, node].map(
    (client) =>
      new AiUsageEventWriter({
        store,
        batchSize: 7,
        buffer: new RedisAiUsageEventBuffer(client, { key: 'shared' }),
      }),
  ) as [AiUsageEventWriter, AiUsageEventWriter]
  for (let id = 1; id <= 50; id++) {
    const writer = id % 2 ? first : second
    writer.trackEvent('troubleshoot_job', {
      user: { id },
      job: { id: 'ü', pipeline: { id: 2n ** 70n } },
      timestamp: Date.now(),
    })
  }
  expect((await first.pending()) + (await second.pending())).toBeGreaterThanOrEqual(50)
  await Promise.all([first.flush(), second.flush()])
  expect(store.count()).toBe(50)
  expect(await io.llen('shared')).toBe(0)
  const [row] = store.select({ where: { userId: 50 } })
  expect(row).toMatchObject({
    event: 'troubleshoot_job',
    namespaceId: undefined,
    payload: { job_id: 'ü', pipeline_id: '1180591620717411303424' },
  })
})

test('a row has its time to the microsecond', async () => {
  const store = new InMemoryAiUsageEventStore()
  const buffer = new RedisAiUsageEventBuffer(io, { key: 'times' })
  const row = { event: 'troubleshoot_job', eventId: 7, userId: 1, namespaceId: 28, payload: {} }
  const rows = [
    { ...row, timestamp: new Date(Date.now() - 1) },
    { ...row, timestamp: new Date(), microseconds: 7 },
  ]
  for (const each of rows) await buffer.push(each)
  expect(await buffer.first(2)).toEqual(rows)
  await new AiUsageEventWriter({ store, buffer }).flush()
  expect(store.select()).toEqual(rows)
})

test('a batch that fails stays in the list', async () => {
  const store = new InMemoryAiUsageEventStore()
  const buffer = new RedisAiUsageEventBuffer(io, { key: 'kept' })
  const writer = new AiUsageEventWriter({ store: failing(), buffer })
  writer.trackEvent('troubleshoot_job', { user })
  await expect(writer.flush()).rejects.toThrow('off')
  expect(await io.llen('kept')).toBe(1)
  await new AiUsageEventWriter({ store, buffer }).flush()
  expect([store.count(), await io.llen('kept')]).toEqual([1, 0])
})

test('a list of something else is told of', async () => {
  await io.rpush('other', 'not a row')
  const buffer = new RedisAiUsageEventBuffer(io, { key: 'other' })
  const writer = new AiUsageEventWriter({ store: new InMemoryAiUsageEventStore(), buffer })
  await expect(writer.flush()).rejects.toThrow(
    'Failed to read the list other: it has "not a row", which is not a row of this buffer. Remove it, or give the buffer a key of its own.',
  )
})

test('a key of another type is told of, with host and command', async () => {
  await io.set('text', 'x')
  const buffer = new RedisAiUsageEventBuffer(io, { key: 'text' })
  const errors: unknown[] = []
  const writer = new AiUsageEventWriter({
    store: new InMemoryAiUsageEventStore(),
    buffer,
    onError: (error) => errors.push(error),
  })
  writer.trackEvent('troubleshoot_job', { user })
  await expect(writer.flush()).rejects.toThrow(
    `Failed to run LRANGE on Redis at localhost:${port}: WRONGTYPE Operation against a key holding the wrong kind of value. Check that it runs there, and that the client is connected.`,
  )
  expect(errors).toMatchObject([{ code: 'BUFFER_FAILED', cause: { code: 'REDIS_FAILED' } }])
})

test('rows that a server without memory refuses are stored by the next flush', async () => {
  const store = new InMemoryAiUsageEventStore()
  const buffer = new RedisAiUsageEventBuffer(io, { key: 'full' })
  const errors: unknown[] = []
  const onError = (error: unknown) => errors.push(error)
  const writer = new AiUsageEventWriter({ store, buffer, onError })
  await io.config('SET', 'maxmemory', '1')
  for (let id = 1; id <= 3; id++) writer.trackEvent('troubleshoot_job', { user: { id } })
  expect(await writer.pending()).toBe(3)
  await io.config('SET', 'maxmemory', '0')
  expect(await writer.pending()).toBe(3)
  await writer.flush()
  expect([store.count(), await writer.pending()]).toEqual([3, 0])
  expect(errors).toEqual([
    expect.objectContaining({
      code: 'BUFFER_FAILED',
      message: `Failed to put 3 rows of AI usage events into the buffer: it threw "Failed to run RPUSH on Redis at localhost:${port}: OOM command not allowed when used memory > 'maxmemory'. Check that it runs there, and that the client is connected.". Mend the buffer; until then rows wait in this process alone, from where a flush stores them.`,
    }),
  ])
})

function failing(): InMemoryAiUsageEventStore {
  const store = new InMemoryAiUsageEventStore()
  store.insert = () => {
    throw new Error('off')
  }
  return store
}
