import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { trackInternalEvent, useCounterStore } from '../../../src/entries/index.ts'
import { createRedisCounterStore, RedisError } from '../../../src/entries/redis.ts'
import { startRedis } from './start-redis.ts'

/** Matchers that read counters in a real Redis. */
const { port, stop } = await startRedis()
const client = await createClient({ socket: { port } }).connect()
afterAll(() => {
  client.destroy()
  stop()
})

const pulls = 'counts.package_pulls'
const weekly = 'redis_hll_counters.packages.active_users_weekly'
const pull = (id: number) => trackInternalEvent('pull_package', { user: { id } })

describe('with a prefix of its own', () => {
  const counters = createRedisCounterStore(client)
  beforeEach(async () => {
    useCounterStore(counters)
    await counters.reset()
  })

  test('what this process counts', async () => {
    await expect(() => {
      for (const id of [1, 2, 2]) pull(id)
    })
      .toIncrementUsageMetrics(pulls)
      .by(3)
      .and.toIncrementUsageMetrics(weekly)
      .from(0)
      .to(2)
      .and.toTriggerInternalEvents('pull_package')
      .thrice()
    await expect(() => pull(2))
      .toIncrementUsageMetrics(pulls)
      .from(3)
      .to(4)
    await expect(() => pull(2)).toNotIncrementUsageMetrics(weekly)
  })

  test('nothing is left of the test before', async () => {
    await expect(() => pull(2))
      .toIncrementUsageMetrics(weekly)
      .from(0)
      .to(1)
  })
})

test('what a program in production counts, in a process and a language of its own', async () => {
  useCounterStore(
    createRedisCounterStore(client, {
      prefix: '',
      keyOverrides: { '{event_counters}_pull_package': 'USAGE_PACKAGE_PULLS' },
    }),
  )
  const run = promisify(execFile)
  const redisCli = (...command: string[]) => run('redis-cli', ['-p', String(port), ...command])
  await redisCli('SET', 'USAGE_PACKAGE_PULLS', '40')
  await expect(async () => {
    await redisCli('INCRBY', 'USAGE_PACKAGE_PULLS', '2')
  })
    .toIncrementUsageMetrics(pulls)
    .from(40)
    .to(42)
    .and.toNotIncrementUsageMetrics(weekly)
})

describe('where Redis fails', () => {
  test('the write in the block fails the assertion', async () => {
    useCounterStore(createRedisCounterStore(client, { prefix: 'broken:' }))
    await client.lPush('broken:{event_counters}_pull_package', 'no number')
    const failure = await failureOf(expect(() => pull(1)).toIncrementUsageMetrics(weekly))
    expect(failure).toBeInstanceOf(RedisError)
    expect((failure as Error).message).toContain(
      `Failed to run INCRBY on Redis at localhost:${port}: WRONGTYPE`,
    )
  })

  test('a connection that is lost in the block fails it in time, with host and command', async () => {
    const own = await startRedis()
    const dropped = new Redis({ port: own.port, maxRetriesPerRequest: null })
    dropped.on('error', () => {})
    useCounterStore(createRedisCounterStore(dropped, { prefix: 'lost:', timeout: 300 }))
    const failure = await failureOf(
      expect(async () => {
        own.stop()
        await new Promise((resolve) => dropped.once('close', resolve))
      }).toIncrementUsageMetrics(pulls),
    )
    dropped.disconnect()
    expect(failure).toBeInstanceOf(RedisError)
    expect((failure as Error).message).toBe(
      `Failed to run GET on Redis at localhost:${own.port}: no answer within 300 ms. Check that it runs there, and that the client is connected.`,
    )
  })

  test('the block does not run where what was before cannot be read', async () => {
    const own = await startRedis()
    const closed = new Redis({ port: own.port, lazyConnect: true, enableOfflineQueue: false })
    closed.on('error', () => {})
    own.stop()
    useCounterStore(createRedisCounterStore(closed, { prefix: 'closed:', timeout: 300 }))
    let runs = 0
    const failure = await failureOf(
      expect(() => {
        runs += 1
      }).not.toIncrementUsageMetrics(pulls),
    )
    expect((failure as Error).message).toContain(`Failed to run GET on Redis at localhost`)
    expect(runs).toBe(0)
  })
})

async function failureOf(assertion: PromiseLike<unknown>): Promise<unknown> {
  try {
    await assertion
  } catch (error) {
    return error
  }
  throw new Error('the assertion holds')
}
