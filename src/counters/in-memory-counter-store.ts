import { CounterError } from './counter-error.ts'
import type { CounterReader, CounterStore, Expiry } from './counter-store.ts'
import { HyperLogLog } from './hyper-log-log.ts'

/** The value that a key had for the moments after the version before, until this one. */
interface Version {
  readonly until: number
  readonly entry: Entry | undefined
}

interface Entry {
  value: number | HyperLogLog | Map<string, number>
  /** ms since epoch, or `undefined` for keys that never expire. */
  expiresAt: number | undefined
}

/** The counters as they were at a moment; `release` ends the bookkeeping that keeps them so. */
export interface CounterSnapshot extends CounterReader {
  /** The time of the moment, in ms since epoch. */
  readonly time: number
  /** The number of resets of the store by then: counts from both sides of a reset cannot be compared. */
  readonly resets: number
  /** Returns a store that begins with these counters. */
  fork(): InMemoryCounterStore
  /** Ends the bookkeeping that keeps the counters as they were. */
  release(): void
}

/** The in-memory stand-in for Redis' counters, with the same keys, estimates and expiry. */
export class InMemoryCounterStore implements CounterReader, CounterStore {
  readonly #entries = new Map<string, Entry>()
  /** The values of keys that were written since a snapshot, the oldest first. */
  readonly #versions = new Map<string, Version[]>()
  /** The moments of the snapshots that are not released, in order. */
  readonly #moments: number[] = []
  #moment = 0
  readonly #now: () => number
  #resets = 0
  /** The counters that the store began with, which it takes over when it first needs them. */
  #base: ((key: string) => Entry | undefined) | undefined

  /** `now` gives the time in ms since epoch. Default: `Date`, looked up at each call. */
  constructor({ now = () => Date.now() }: { now?: () => number } = {}) {
    this.#now = now
  }

  read(key: string): number {
    return readNumber(this.#live(key))
  }

  countUnique(keys: readonly string[]): number {
    return countUnique(keys, (key) => this.#live(key))
  }

  readFields(key: string): ReadonlyMap<string, number> {
    return new Map(readFields(this.#live(key)))
  }

  increment(key: string, by: number, expiry?: Expiry): void {
    const entry = this.#forWriting(key, 0, expiry)
    entry.value = numberIn(key, entry) + by
  }

  incrementFloat(key: string, by: number, expiry?: Expiry): void {
    const entry = this.#forWriting(key, 0, expiry)
    const sum = numberIn(key, entry) + by
    // Redis adds in long double, where the noise in a double's last digits does not show.
    entry.value = Number(sum.toPrecision(15))
  }

  addUnique(key: string, member: string, expiry?: Expiry): boolean {
    const entry = this.#forWriting(key, new HyperLogLog(), expiry)
    if (!(entry.value instanceof HyperLogLog)) throw wrongType(key)
    return entry.value.add(member)
  }

  incrementField(key: string, field: string, by: number, expiry?: Expiry): void {
    const entry = this.#forWriting(key, new Map(), expiry)
    if (!(entry.value instanceof Map)) throw wrongType(key)
    entry.value.set(field, (entry.value.get(field) ?? 0) + by)
  }

  timeToLive(key: string): number | undefined {
    const expiresAt = this.#live(key)?.expiresAt
    return expiresAt === undefined ? undefined : Math.ceil((expiresAt - this.#now()) / 1000)
  }

  /** Returns the keys that hold something, sorted. */
  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key) !== undefined).sort()
  }

  /** Clears everything. Snapshots keep what they saw. */
  reset(): void {
    for (const key of this.#entries.keys()) this.#keepForSnapshots(key)
    this.#entries.clear()
    this.#resets += 1
  }

  /**
   * Returns the counters as they are now. Later writes bear the cost: the first write to a key sets
   * its earlier value aside.
   */
  snapshot(): CounterSnapshot {
    const moment = ++this.#moment
    const time = this.#now()
    const entryOf = (key: string): Entry | undefined => {
      const entry = this.#entryAt(moment, key)
      return isLive(entry, time) ? entry : undefined
    }
    this.#moments.push(moment)
    return {
      time,
      resets: this.#resets,
      read: (key) => readNumber(entryOf(key)),
      countUnique: (keys) => countUnique(keys, entryOf),
      readFields: (key) => new Map(readFields(entryOf(key))),
      fork: () => InMemoryCounterStore.#over(entryOf, time),
      release: () => this.#release(moment),
    }
  }

  #release(moment: number): void {
    const index = firstIndex(this.#moments, (other) => other >= moment)
    if (this.#moments[index] !== moment) return
    // Mostly the oldest.
    if (index === 0) this.#moments.shift()
    else this.#moments.splice(index, 1)
    if (this.#moments.length === 0) this.#versions.clear()
  }

  #entryAt(moment: number, key: string): Entry | undefined {
    const versions = this.#versions.get(key) ?? []
    const version = versions[firstIndex(versions, ({ until }) => until >= moment)]
    return version ? version.entry : this.#entry(key)
  }

  static #over(entryOf: (key: string) => Entry | undefined, time: number): InMemoryCounterStore {
    const store = new InMemoryCounterStore({ now: () => time })
    store.#base = (key) => cloneEntry(entryOf(key))
    return store
  }

  #entry(key: string): Entry | undefined {
    const own = this.#entries.get(key)
    const base = own ? undefined : this.#base?.(key)
    if (base) this.#entries.set(key, base)
    return own ?? base
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entry(key)
    return isLive(entry, this.#now()) ? entry : undefined
  }

  #forWriting(key: string, initial: Entry['value'], expiry: Expiry | undefined): Entry {
    this.#keepForSnapshots(key)
    let entry = this.#live(key)
    if (!entry) {
      entry = { value: initial, expiresAt: undefined }
      this.#entries.set(key, entry)
    }
    if (expiry && (expiry.set === 'always' || entry.expiresAt === undefined)) {
      entry.expiresAt = this.#now() + expiry.seconds * 1000
    }
    return entry
  }

  /** Sets the value of a key aside for the snapshots since its latest version. */
  #keepForSnapshots(key: string): void {
    const newest = this.#moments.at(-1)
    if (newest === undefined) return
    const versions = this.#versions.get(key) ?? []
    if ((versions.at(-1)?.until ?? 0) >= newest) return
    while (versions.length > 0 && !this.#isSeen(versions)) versions.pop()
    versions.push({ until: this.#moment, entry: cloneEntry(this.#entry(key)) })
    this.#versions.set(key, versions)
  }

  /** Tells whether a snapshot may still read the latest version. */
  #isSeen(versions: readonly Version[]): boolean {
    const from = versions.at(-2)?.until ?? 0
    const next = this.#moments[firstIndex(this.#moments, (moment) => moment > from)]
    return next !== undefined && next <= (versions.at(-1) as Version).until
  }
}

/** Returns the index of the first item for which it holds, of a list that is sorted by it. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let from = 0
  let to = items.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(items[middle] as Item)) to = middle
    else from = middle + 1
  }
  return from
}

function isLive(entry: Entry | undefined, time: number): boolean {
  return entry !== undefined && (entry.expiresAt === undefined || entry.expiresAt > time)
}

function cloneEntry(entry: Entry | undefined): Entry | undefined {
  if (!entry) return undefined
  const { value, expiresAt } = entry
  if (typeof value === 'number') return { value, expiresAt }
  return { value: value instanceof HyperLogLog ? value.clone() : new Map(value), expiresAt }
}

function readNumber(entry: Entry | undefined): number {
  return typeof entry?.value === 'number' ? entry.value : 0
}

function countUnique(keys: readonly string[], entryOf: (key: string) => Entry | undefined): number {
  const logs = keys
    .map((key) => entryOf(key)?.value)
    .filter((value) => value instanceof HyperLogLog)
  return logs.length === 0 ? 0 : HyperLogLog.count(logs)
}

function readFields(entry: Entry | undefined): Iterable<readonly [string, number]> {
  return entry?.value instanceof Map ? entry.value : []
}

function numberIn(key: string, entry: Entry): number {
  if (typeof entry.value !== 'number') throw wrongType(key)
  return entry.value
}

function wrongType(key: string): CounterError {
  return new CounterError(
    'WRONG_TYPE',
    `Failed to count ${key}: the key holds another type of value. Use one key for one kind of count.`,
  )
}
