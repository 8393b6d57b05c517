import type { BadRow, CollectedEvent } from '../../snowplow/index.ts'
import { sizeOfEntry } from './entry-size.ts'
import { redacted } from './redacted-request.ts'
import type { Entry, ReceivedRequest } from './stored-event.ts'

/** The numbers of received events; `dropped` is there if older events had to make room. */
export interface Summary {
  readonly total: number
  readonly good: number
  readonly bad: number
  readonly dropped?: number
}

/** A listener to the changes of a store. */
export interface StoreListener {
  added(entry: Entry): void
  /** Hears that a namespace was forgotten. */
  reset?(namespace: string): void
}

/** The bounds of a store. */
export interface StoreBounds {
  /** The number of newest entries that are kept. */
  readonly maxEvents: number
  /** The memory that entries may take, as estimated. */
  readonly maxStoreBytes: number
}

/**
 * The number of namespaces with entries, beside the one without a name. A suite that names one for
 * each of its tests would fill a collector that runs for days.
 */
export const MAX_NAMESPACES = 256

interface Count {
  good: number
  bad: number
  dropped: number
}

/** Keeps the newest entries that a collector received. */
export class EventStore {
  readonly #bounds: StoreBounds
  /** Oldest first. Those before `#first` are forgotten, and are removed many at a time. */
  #entries: (Entry | undefined)[] = []
  #first = 0
  #bytes = 0
  /** The namespaces with entries; the one that heard nothing for longest is first. */
  readonly #counts = new Map<string, Count>()
  /** The numbers of entries of namespaces that made room for others. */
  readonly #dropped = new Map<string, number>()
  readonly #listeners = new Set<StoreListener>()
  #sequence = 0

  constructor(bounds: StoreBounds) {
    this.#bounds = bounds
  }

  /** Keeps the events and the bad rows of a request; `body` is the body, which bad rows show. */
  add(
    given: ReceivedRequest,
    events: readonly CollectedEvent[],
    badRows: readonly BadRow[],
    body: Uint8Array | undefined = undefined,
  ): void {
    if (events.length + badRows.length === 0) return
    const request = redacted(given)
    const count = this.#countOf(request.namespace)
    // The entries of a request share it; the last counts it, since that is kept for longest.
    let unshared = events.length + badRows.length
    const sizeOf = (...values: readonly unknown[]) =>
      --unshared > 0
        ? sizeOfEntry(...values)
        : sizeOfEntry(...values, request, badRows.length > 0 ? body : undefined)
    const added: Entry[] = []
    for (const event of events) {
      const sequence = ++this.#sequence
      const size = sizeOf(event.payload, event.contexts, event.selfDescribing)
      added.push({ kind: 'good', sequence, size, request, event })
    }
    for (const row of badRows) {
      const sequence = ++this.#sequence
      const size = sizeOf(row.payload, row.reasons)
      added.push({ kind: 'bad', sequence, size, request, row, body })
    }
    for (const entry of added) this.#keep(entry, count)
    for (const entry of added) this.#tell((listener) => listener.added(entry))
  }

  /** Returns the entries of a namespace, or of all, newest first. */
  read(namespace?: string): Entry[] {
    const found: Entry[] = []
    // In one pass, since every question begins with it.
    for (let index = this.#entries.length - 1; index >= this.#first; index--) {
      const entry = this.#entries[index] as Entry
      if (namespace === undefined || entry.request.namespace === namespace) found.push(entry)
    }
    return found
  }

  /** The largest number of entries that it keeps. */
  get maxEvents(): number {
    return this.#bounds.maxEvents
  }

  /** The memory that its entries take, and the memory that they may take, in bytes, as estimated. */
  get bytes(): number {
    return this.#bytes
  }

  get maxBytes(): number {
    return this.#bounds.maxStoreBytes
  }

  /** Tells whether somebody listens to its changes. */
  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  /** Tells whether an entry has not been dropped to make room. */
  keeps({ sequence }: Entry): boolean {
    return sequence >= (this.#entries[this.#first]?.sequence ?? Number.POSITIVE_INFINITY)
  }

  summary(namespace: string): Summary {
    const { good, bad, dropped } = this.#counts.get(namespace) ?? this.#noneOf(namespace)
    // Only if events were dropped, so that the answer otherwise equals Micro's.
    return { total: good + bad, good, bad, ...(dropped > 0 ? { dropped } : {}) }
  }

  /** Forgets the entries of a namespace. */
  reset(namespace: string): void {
    this.#forget(namespace)
    this.#dropped.delete(namespace)
    this.#tell((listener) => listener.reset?.(namespace))
  }

  /** Tells a listener about changes from now on. Returns the undo. */
  listen(listener: StoreListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #kept(): Entry[] {
    return this.#entries.slice(this.#first) as Entry[]
  }

  #keep(entry: Entry, count: Count): void {
    this.#entries.push(entry)
    this.#bytes += entry.size
    count[entry.kind]++
    const { maxEvents, maxStoreBytes } = this.#bounds
    while (this.#entries.length - this.#first > maxEvents || this.#bytes > maxStoreBytes) {
      this.#dropOldest()
    }
  }

  #dropOldest(): void {
    const { kind, size, request } = this.#entries[this.#first] as Entry
    this.#entries[this.#first++] = undefined
    this.#bytes -= size
    const count = this.#counts.get(request.namespace)
    if (count) {
      count[kind]--
      count.dropped++
    }
    if (this.#first <= this.#entries.length / 2) return
    this.#entries = this.#kept()
    this.#first = 0
  }

  /** Returns the count of a namespace, which is now the last that heard something. */
  #countOf(namespace: string): Count {
    const count = this.#counts.get(namespace) ?? this.#noneOf(namespace)
    this.#dropped.delete(namespace)
    this.#counts.delete(namespace)
    this.#counts.set(namespace, count)
    if (this.#counts.size > MAX_NAMESPACES + 1) this.#dropNamespace()
    return count
  }

  #noneOf(namespace: string): Count {
    return { good: 0, bad: 0, dropped: this.#dropped.get(namespace) ?? 0 }
  }

  #dropNamespace(): void {
    for (const [namespace, { good, bad, dropped }] of this.#counts) {
      if (namespace === '') continue
      this.#forget(namespace)
      this.#dropped.set(namespace, good + bad + dropped)
      break
    }
    const [oldest] = this.#dropped.keys()
    if (this.#dropped.size > MAX_NAMESPACES && oldest !== undefined) this.#dropped.delete(oldest)
  }

  #forget(namespace: string): void {
    this.#counts.delete(namespace)
    const kept = this.#kept().filter(({ request }) => request.namespace !== namespace)
    this.#entries = kept
    this.#first = 0
    this.#bytes = kept.reduce((sum, { size }) => sum + size, 0)
  }

  /** Tells the listeners. One that fails must not keep a request from its answer: its events are kept. */
  #tell(tell: (listener: StoreListener) => void): void {
    for (const listener of this.#listeners) {
      try {
        tell(listener)
      } catch {}
    }
  }
}
