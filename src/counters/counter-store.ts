/** The time that a key lives after a write. */
export interface Expiry {
  /** Seconds from the write on. */
  readonly seconds: number
  /** `always` restarts the time at each write, `when-none` only starts it when none runs. */
  readonly set: 'always' | 'when-none'
}

/** A value that a store in memory has at once, and one over a network later. */
export type Awaitable<Value> = Value | Promise<Value>

/** Writes counters. */
export interface CounterWriter {
  /** Adds a whole number, as `INCRBY`. */
  increment(key: string, by: number, expiry?: Expiry): Awaitable<void>
  /** Adds any number, as `INCRBYFLOAT`. */
  incrementFloat(key: string, by: number, expiry?: Expiry): Awaitable<void>
  /** Adds a member, as `PFADD`; returns whether the estimate may have changed. */
  addUnique(key: string, member: string, expiry?: Expiry): Awaitable<boolean>
  /** Adds a whole number to a field, as `HINCRBY`. */
  incrementField(key: string, field: string, by: number, expiry?: Expiry): Awaitable<void>
}

/** Reads counters at once. Keys that do not exist, or have expired, count nothing. */
export interface CounterReader {
  /** Returns the number at a key, whole or not; 0 when there is none. */
  read(key: string): number
  /** Estimates, as `PFCOUNT` of Redis does, the number of distinct members in all keys together. */
  countUnique(keys: readonly string[]): number
  /** Returns the fields of a hash with their counts. */
  readFields(key: string): ReadonlyMap<string, number>
}

/**
 * The place where usage metrics are counted: Redis in production, memory in tests.
 * `describeCounterStore` of `internal-events-testing/redis` tests that a store of your own behaves
 * as these do.
 */
export interface CounterStore extends CounterWriter {
  /** Reads as `CounterReader` does. */
  read(key: string): Awaitable<number>
  /** Counts as `CounterReader` does. */
  countUnique(keys: readonly string[]): Awaitable<number>
  /** Reads fields as `CounterReader` does. */
  readFields(key: string): Awaitable<ReadonlyMap<string, number>>
  /** Returns the seconds that a key still lives, rounded up, or `undefined` without an expiry. */
  timeToLive(key: string): Awaitable<number | undefined>
  /** Forgets everything that is in this store, and nothing else. */
  reset(): Awaitable<void>
}
