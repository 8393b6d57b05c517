import { createServer } from 'node:net'
import { Redis as IoRedis } from 'ioredis'
import { Redis as IoRedis5 } from 'ioredis-5'
import { createClient } from 'redis'
import { createClient as createClient5 } from 'redis-5'
import { afterAll, describe, expect, test, vi } from 'vitest'
import {
  createInternalEvents,
  InMemoryCounterStore,
  usageMetrics,
} from '../../../src/entries/index.ts'
import {
  createRedisCounterStore,
  describeCounterStore,
  type RedisClient,
  RedisError,
} from '../../../src/entries/redis.ts'
import { startRedis } from './start-redis.ts'

const ends: (() => void)[] = []
afterAll(() => {
  for (const end of ends.reverse()) end()
})
const { port, stop } = await startRedis()
ends.push(stop)
const node6 = await createClient({ socket: { port } }).connect()
const node6of3 = await createClient({ RESP: 3, url: `redis://127.0.0.1:${port}` }).connect()
const node5 = await createClient5({ socket: { port } }).connect()
for (const client of [node6, node6of3, node5]) ends.push(() => client.destroy())
const io6 = new IoRedis({ port })
const io5 = new IoRedis5({ port })
const cluster = await startRedis(
  '--cluster-enabled',
  'yes',
  '--cluster-config-file',
  `/tmp/nodes-${port}.conf`,
)
ends.push(cluster.stop)
const clustered = new IoRedis({ port: cluster.port })
for (const client of [io6, io5, clustered]) ends.push(() => client.disconnect())
await clustered.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
while (!String(await clustered.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) {
  await new Promise((resolve) => setTimeout(resolve, 20))
}

const clients: [name: string, client: RedisClient][] = [
  ['redis 6', node6],
  ['redis 6 with RESP 3', node6of3],
  ['redis 5', node5],
  ['ioredis 6', io6],
  ['ioredis 5', io5],
  ['ioredis 6, on a cluster', clustered],
]

describeCounterStore({
  name: 'in memory',
  create: () => new InMemoryCounterStore(),
  describe,
  test,
})
let stores = 0
for (const [name, client] of clients) {
  const create = () => createRedisCounterStore(client, { prefix: `test-${++stores}:` })
  describeCounterStore({ name, create, describe, test })
}

describe('a store over Redis', () => {
  test('counts what is tracked, under the keys of the real system', async () => {
    const counters = createRedisCounterStore(node6, { prefix: 'tracking:' })
    const { trackInternalEvent } = createInternalEvents({ counters })
    for (const id of [1, 2, 2]) trackInternalEvent('pull_package', { user: { id } })
    expect(await counters.read('{event_counters}_pull_package')).toBe(3)
    expect(await counters.countUnique(['{hll_counters}_pull_package-user'])).toBe(0)
    const keys = await node6.keys('tracking:*')
    expect(keys).toContain('tracking:{event_counters}_pull_package')
    expect(
      keys.some((key) => /^tracking:\{hll_counters\}_pull_package-user-\d{4}-\d\d$/.test(key)),
    ).toBe(true)
  })

  test('reads what another program wrote: metrics, their windows, keys of older names', async () => {
    const counters = createRedisCounterStore(node6, {
      prefix: '',
      keyOverrides: {
        '{event_counters}_pull_package': 'USAGE_PACKAGE_PULLS',
        'pull_package-user': 'i_package_pulled',
      },
    })
    vi.useFakeTimers({ now: new Date('2026-02-13T12:00:00Z'), toFake: ['Date'] })
    await node6.set('USAGE_PACKAGE_PULLS', '41')
    await node6.pfAdd('{hll_counters}_i_package_pulled-2026-06', ['1', '2'])
    await node6.pfAdd('{hll_counters}_i_package_pulled-2026-07', ['2', '3', '4'])
    const weekly = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_weekly'
    expect(await usageMetrics.valueIn(counters, 'counts.package_pulls')).toBe(41)
    expect(await usageMetrics.valueIn(counters, weekly)).toBe(4)
    expect(await usageMetrics.valueIn(counters, weekly, { window: 'production' })).toBe(2)

    await node6.hIncrBy('{hll_counters}_push_package-operator:total-label-2026-07', 'npm', 3)
    expect(
      await usageMetrics.valueIn(counters, 'redis_hll_counters.packages.pushes_by_label_weekly'),
    ).toEqual({ label: { npm: 3 } })

    createInternalEvents({ counters }).trackInternalEvent('pull_package', { user: { id: 9 } })
    await counters.settled()
    expect(await node6.get('USAGE_PACKAGE_PULLS')).toBe('42')
    expect(await usageMetrics.valueIn(counters, weekly)).toBe(5)
    vi.useRealTimers()
  })

  test('reads a hash that takes several pages', async () => {
    const store = createRedisCounterStore(node6, { prefix: 'pages:' })
    for (let field = 0; field < 3000; field++) void store.incrementField('a', `f${field}`, field)
    const fields = await store.readFields('a')
    expect(fields.size).toBe(3000)
    expect(fields.get('f2999')).toBe(2999)
  })

  test('deletes what has its prefix, and nothing else', async () => {
    const mine = createRedisCounterStore(node6, { prefix: 'mine*[1]:' })
    const other = createRedisCounterStore(node6, { prefix: 'mine*1:' })
    for (let key = 0; key < 3000; key++) void mine.increment(`k${key}`, 1)
    await other.increment('k', 1)
    await mine.reset()
    expect(await mine.read('k2999')).toBe(0)
    expect(await other.read('k')).toBe(1)
  })

  test('deletes nothing without a prefix, where others write', async () => {
    const store = createRedisCounterStore(node6, { prefix: '' })
    await store.increment('shared', 1)
    await expect(store.reset()).rejects.toThrow(
      'Failed to reset the counter store: it has no prefix, so it would delete the whole database. Create it with a prefix, or delete the keys yourself.',
    )
    expect(await store.read('shared')).toBe(1)
  })

  test('has a prefix for each worker', async () => {
    const store = createRedisCounterStore(node6)
    await store.increment('worker', 1)
    expect(await node6.get(`internal-events-testing:${process.env['VITEST_POOL_ID']}:worker`)).toBe(
      '1',
    )
    await store.reset()
  })

  test('refuses a prefix with braces', () => {
    expect(() => createRedisCounterStore(node6, { prefix: '{a}' })).toThrow(
      'Failed to create the counter store: the prefix "{a}" has braces, which would choose the slot of keys in a cluster. Remove the braces.',
    )
  })

  test('tells at the next reading of a write that failed, once', async () => {
    const store = createRedisCounterStore(io6, { prefix: 'failing:' })
    await store.incrementField('a', 'npm', 1)
    void store.increment('a', 1)
    void store.addUnique('a', 'x')
    const failure = await store.read('b').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RedisError)
    expect(failure).toMatchObject({
      code: 'REDIS_FAILED',
      message: `Failed to run INCRBY on Redis at localhost:${port}: WRONGTYPE Operation against a key holding the wrong kind of value. Check that it runs there, and that the client is connected.`,
    })
    expect(await store.read('b')).toBe(0)
  })

  test.each([
    ['redis', () => createClient5({ url: `redis://127.0.0.1:${port}` }), `127.0.0.1:${port}`],
    [
      'ioredis',
      () => new IoRedis({ host: '127.0.0.1', port, lazyConnect: true, enableOfflineQueue: false }),
      `127.0.0.1:${port}`,
    ],
  ])('names host and command where there is no connection: %s', async (_name, connect, host) => {
    const client = connect()
    const store = createRedisCounterStore(client, { timeout: 100 })
    await expect(store.countUnique(['a'])).rejects.toThrow(
      `Failed to run PFCOUNT on Redis at ${host}: `,
    )
  })

  test('does not wait for ever', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port: deaf } = silent.address() as { port: number }
    const client = new IoRedis({ host: '127.0.0.1', port: deaf, enableReadyCheck: false })
    client.on('error', () => {})
    const store = createRedisCounterStore(client, { timeout: 50 })
    await expect(store.read('a')).rejects.toThrow(
      `Failed to run GET on Redis at 127.0.0.1:${deaf}: no answer within 50 ms. Check that it runs there, and that the client is connected.`,
    )
    client.disconnect()
    silent.close()
  })
})
