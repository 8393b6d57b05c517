import type { CounterStore, Expiry } from '../index.ts'
import type { RedisClient } from './redis-client.ts'
import { RedisError, runCommand } from './run-command.ts'

/** The options of a store in Redis. */
export interface RedisCounterStoreOptions {
  /**
   * The text that all keys begin with. It has no braces: their content decides the slot in a
   * cluster. Default: one for each worker of Vitest or Jest, so that parallel test files do not
   * meet. Give `''` to read the keys that a program in production writes.
   */
  readonly prefix?: string | undefined
  /**
   * Older names of keys, by the names of today: the whole key, its week included, or for unique
   * counts the part after `{hll_counters}_`, without the week. As in GitLab's
   * `total_counter_redis_key_overrides.yml` and `hll_redis_key_overrides.yml`.
   */
  readonly keyOverrides?: Readonly<Record<string, string>> | undefined
  /** The time to wait for an answer, in milliseconds. Default: 2,000. */
  readonly timeout?: number | undefined
}

const PAGE = '1000'
const UNIQUE_SLOT = '{hll_counters}_'
const WEEKLY = /^(.*?)(-\d{4}-\d{2})?$/s

/** Counters in a Redis of version 7 or newer. */
export class RedisCounterStore implements CounterStore {
  readonly #client: RedisClient
  readonly #prefix: string
  readonly #timeout: number
  readonly #overrides: ReadonlyMap<string, string>
  readonly #writes = new Set<Promise<unknown>>()
  #failure: { readonly error: unknown } | undefined

  constructor(client: RedisClient, options: RedisCounterStoreOptions = {}) {
    const { prefix = workerPrefix(), timeout = 2000, keyOverrides = {} } = options
    if (/[{}]/.test(prefix)) {
      throw new RedisError(
        'REDIS_FAILED',
        `Failed to create the counter store: the prefix ${JSON.stringify(prefix)} has braces, which would choose the slot of keys in a cluster. Remove the braces.`,
      )
    }
    this.#client = client
    this.#prefix = prefix
    this.#timeout = timeout
    this.#overrides = new Map(Object.entries(keyOverrides))
  }

  increment(key: string, by: number, expiry?: Expiry): Promise<void> {
    return this.#write(key, ['INCRBY', this.#keyOf(key), String(by)], expiry)
  }

  incrementFloat(key: string, by: number, expiry?: Expiry): Promise<void> {
    return this.#write(key, ['INCRBYFLOAT', this.#keyOf(key), String(by)], expiry)
  }

  addUnique(key: string, member: string, expiry?: Expiry): Promise<boolean> {
    return this.#write(key, ['PFADD', this.#keyOf(key), member], expiry, (reply) => reply === 1)
  }

  incrementField(key: string, field: string, by: number, expiry?: Expiry): Promise<void> {
    return this.#write(key, ['HINCRBY', this.#keyOf(key), field, String(by)], expiry)
  }

  async read(key: string): Promise<number> {
    return Number((await this.#read(['GET', this.#keyOf(key)])) ?? 0)
  }

  async countUnique(keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0
    return Number(await this.#read(['PFCOUNT', ...keys.map((key) => this.#keyOf(key))]))
  }

  async readFields(key: string): Promise<ReadonlyMap<string, number>> {
    await this.settled()
    const fields = new Map<string, number>()
    // Not HGETALL, whose reply some clients turn into an object without the field __proto__.
    for await (const pairs of this.#scan(['HSCAN', this.#keyOf(key)])) {
      for (let index = 0; index < pairs.length; index += 2) {
        fields.set(pairs[index] as string, Number(pairs[index + 1]))
      }
    }
    return fields
  }

  async timeToLive(key: string): Promise<number | undefined> {
    const milliseconds = Number(await this.#read(['PTTL', this.#keyOf(key)]))
    return milliseconds < 0 ? undefined : Math.ceil(milliseconds / 1000)
  }

  /**
   * Deletes the keys with this store's prefix, page by page.
   *
   * @throws {RedisError} without a prefix, since it would delete the whole database.
   */
  async reset(): Promise<void> {
    if (this.#prefix === '') {
      throw new RedisError(
        'REDIS_FAILED',
        'Failed to reset the counter store: it has no prefix, so it would delete the whole database. Create it with a prefix, or delete the keys yourself.',
      )
    }
    await this.settled()
    const pattern = `${this.#prefix.replaceAll(/[*?[\]\\]/g, '\\$&')}*`
    for await (const keys of this.#scan(['SCAN'], 'MATCH', pattern)) {
      // One by one: in a cluster they lie in different slots.
      await Promise.all(keys.map((key) => this.#send(['UNLINK', key])))
    }
  }

  /**
   * Resolves when everything is written; tracking does not wait for that.
   *
   * @throws {RedisError} for the first write that failed since the last call.
   */
  async settled(): Promise<void> {
    await Promise.all(this.#writes)
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure.error
  }

  #keyOf(key: string): string {
    if (!key.startsWith(UNIQUE_SLOT)) return this.#prefix + (this.#overrides.get(key) ?? key)
    const [, name = '', week = ''] = WEEKLY.exec(key.slice(UNIQUE_SLOT.length)) ?? []
    return this.#prefix + UNIQUE_SLOT + (this.#overrides.get(name) ?? name) + week
  }

  #write<Result = void>(
    key: string,
    command: readonly string[],
    expiry?: Expiry,
    read: (reply: unknown) => Result = () => undefined as Result,
  ): Promise<Result> {
    const commands = [this.#send(command)]
    if (expiry) {
      const condition = expiry.set === 'when-none' ? ['NX'] : []
      commands.push(this.#send(['EXPIRE', this.#keyOf(key), String(expiry.seconds), ...condition]))
    }
    const written = Promise.all(commands).then(([reply]) => read(reply))
    // For callers that do not wait, the next reading throws the error.
    const noted: Promise<unknown> = written
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#writes.delete(noted))
    this.#writes.add(noted)
    return written
  }

  async #read(command: readonly string[]): Promise<unknown> {
    await this.settled()
    return await this.#send(command)
  }

  /** Yields the pages of a scan; a key that exists all the time is in at least one of them. */
  async *#scan(command: readonly string[], ...filter: string[]): AsyncGenerator<string[]> {
    let cursor = '0'
    do {
      const reply = await this.#send([...command, cursor, ...filter, 'COUNT', PAGE])
      const [next, page] = reply as [string, string[]]
      yield page
      cursor = String(next)
    } while (cursor !== '0')
  }

  #send(command: readonly string[]): Promise<unknown> {
    return runCommand(this.#client, command, this.#timeout)
  }
}

function workerPrefix(): string {
  const { VITEST_POOL_ID, JEST_WORKER_ID } = process.env
  return `internal-events-testing:${VITEST_POOL_ID ?? JEST_WORKER_ID ?? process.pid}:`
}
