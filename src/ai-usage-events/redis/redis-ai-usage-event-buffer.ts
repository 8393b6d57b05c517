import { type RedisClient, RedisError, runCommand } from '../../counters/redis/index.ts'
import type { AiUsageEvent, AiUsageEventBuffer } from '../index.ts'
import { checkBufferOptions } from './check-buffer-options.ts'
import type { RedisAiUsageEventBufferOptions } from './redis-ai-usage-event-buffer-options.ts'

/**
 * Rows that wait in a list of Redis, through a connected client of `redis` (5, 6) or `ioredis`
 * (5, 6): several processes fill it, and any of them may flush. A row leaves the list when it is
 * stored, so that a process that ends in between loses none.
 *
 * @throws {RedisError} with host and command.
 *
 * @example
 * ```ts
 * import { AiUsageEventWriter, InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 * import { RedisAiUsageEventBuffer } from 'internal-events-testing/redis'
 * import { createClient } from 'redis'
 *
 * const client = await createClient({ url: process.env['REDIS_URL'] ?? 'redis://localhost' }).connect()
 * const store = new InMemoryAiUsageEventStore()
 * const buffer = new RedisAiUsageEventBuffer(client, { key: 'example:ai_usage_events' })
 * const writer = new AiUsageEventWriter({ store, buffer })
 * writer.trackEvent('troubleshoot_job', { user: { id: 1 } })
 * await writer.flush()
 * console.log(store.count()) // 1
 * client.destroy()
 * ```
 */
export class RedisAiUsageEventBuffer implements AiUsageEventBuffer {
  readonly #client: RedisClient
  readonly #key: string
  readonly #timeout: number
  /** The texts of the list that rows were read from. */
  readonly #texts = new WeakMap<AiUsageEvent, string>()

  /** @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION` */
  constructor(client: RedisClient, options: RedisAiUsageEventBufferOptions = {}) {
    checkBufferOptions(client, options)
    const { key = 'internal-events-testing:ai_usage_events', timeout = 2000 } = options
    this.#client = client
    this.#key = key
    this.#timeout = timeout
  }

  async push(row: AiUsageEvent): Promise<void> {
    await this.#run('RPUSH', JSON.stringify(row, withoutBigInts))
  }

  async first(limit: number): Promise<AiUsageEvent[]> {
    const texts = (await this.#run('LRANGE', '0', String(limit - 1))) as string[]
    return texts.map((text) => {
      const row = this.#rowOf(text)
      this.#texts.set(row, text)
      return row
    })
  }

  async remove(rows: readonly AiUsageEvent[]): Promise<void> {
    // By their text: another process may have removed some meanwhile.
    const texts = rows.map((row) => this.#texts.get(row) ?? JSON.stringify(row, withoutBigInts))
    await Promise.all(texts.map((text) => this.#run('LREM', '1', text)))
  }

  async size(): Promise<number> {
    return Number(await this.#run('LLEN'))
  }

  #rowOf(text: string): AiUsageEvent {
    try {
      const row = JSON.parse(text)
      const { event, eventId, userId, namespaceId, microseconds, payload } = row
      const timestamp = new Date(row.timestamp)
      const kept = { event, eventId, userId, namespaceId, timestamp, payload }
      return microseconds === undefined ? kept : { ...kept, microseconds }
    } catch (cause) {
      throw new RedisError(
        'REDIS_FAILED',
        `Failed to read the list ${this.#key}: it has ${JSON.stringify(text.slice(0, 60))}, which is not a row of this buffer. Remove it, or give the buffer a key of its own.`,
        { cause },
      )
    }
  }

  async #run(name: string, ...args: string[]): Promise<unknown> {
    return await runCommand(this.#client, [name, this.#key, ...args], this.#timeout)
  }
}

/** Writes a `bigint` as its digits, as it is stored. */
function withoutBigInts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
