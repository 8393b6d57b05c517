import type { RedisClient } from './redis-client.ts'
import { RedisCounterStore, type RedisCounterStoreOptions } from './redis-counter-store.ts'

/**
 * Makes a counter store over a connected client of `redis` (5, 6) or `ioredis` (5, 6), for a Redis
 * of version 7 or newer: to count where another process reads, or to read what it has counted. The
 * store in memory gives the same counts without a server.
 *
 * @throws {RedisError} with host and command, when Redis refuses a command or does not answer
 *   within `timeout`.
 *
 * @example
 * ```ts
 * import { createInternalEvents } from 'internal-events-testing'
 * import { createRedisCounterStore } from 'internal-events-testing/redis'
 * import { createClient } from 'redis'
 *
 * const client = await createClient({ url: process.env['REDIS_URL'] ?? 'redis://localhost' }).connect()
 * const counters = createRedisCounterStore(client, { prefix: 'example:' })
 * const { trackInternalEvent } = createInternalEvents({ counters })
 * trackInternalEvent('pull_package', { user: { id: 1 } })
 * console.log(await counters.read('{event_counters}_pull_package')) // 1
 * await counters.reset()
 * client.destroy()
 * ```
 */
export function createRedisCounterStore(
  client: RedisClient,
  options?: RedisCounterStoreOptions,
): RedisCounterStore {
  return new RedisCounterStore(client, options)
}
