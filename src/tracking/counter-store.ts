/** How long a key lives after a write. */
export interface Expiry {
  /** Seconds from the write on. */
  readonly seconds: number
  /** `always` restarts the time at each write, `when-none` only starts it where none runs. */
  readonly set: 'always' | 'when-none'
}

/** Reads counters. Keys that do not exist, or have expired, count nothing. */
export interface CounterReader {
  /** The number at a key, whole or not; 0 when there is none. */
  read(key: string): number
  /** How many distinct members the union of the keys holds, as Redis' `PFCOUNT` estimates it. */
  countUnique(keys: readonly string[]): number
  /** The fields of a hash with their counts. */
  readFields(key: string): ReadonlyMap<string, number>
}

/** Where usage metrics are counted: Redis in production, memory in tests. */
export interface CounterStore extends CounterReader {
  /** `INCRBY` */
  increment(key: string, by: number, expiry?: Expiry): void
  /** `INCRBYFLOAT` */
  incrementFloat(key: string, by: number, expiry?: Expiry): void
  /** `PFADD`; whether the estimate may have changed. */
  addUnique(key: string, member: string, expiry?: Expiry): boolean
  /** `HINCRBY` */
  incrementField(key: string, field: string, by: number, expiry?: Expiry): void
}
