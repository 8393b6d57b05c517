import type { BadRow, CollectedEvent } from '../../snowplow/index.ts'
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

/** Keeps the newest `maxEvents` entries that a collector received. */
export class EventStore {
  readonly #maxEvents: number
  /** Oldest first. Those before `#first` are forgotten, and are removed many at a time. */
  #entries: (Entry | undefined)[] = []
  #first = 0
  readonly #dropped = new Map<string, number>()
  readonly #listeners = new Set<StoreListener>()
  #sequence = 0

  constructor(maxEvents: number) {
    this.#maxEvents = maxEvents
  }

  add(
    request: ReceivedRequest,
    events: readonly CollectedEvent[],
    badRows: readonly BadRow[],
  ): void {
    for (const event of events) {
      this.#add({ kind: 'good', sequence: ++this.#sequence, request, event })
    }
    for (const row of badRows) this.#add({ kind: 'bad', sequence: ++this.#sequence, request, row })
  }

  /** Returns the entries of a namespace, or of all, newest first. */
  read(namespace?: string): Entry[] {
    const entries = this.#kept().reverse()
    return namespace === undefined
      ? entries
      : entries.filter(({ request }) => request.namespace === namespace)
  }

  summary(namespace: string): Summary {
    const entries = this.read(namespace)
    const good = entries.filter(({ kind }) => kind === 'good').length
    const dropped = this.#dropped.get(namespace) ?? 0
    return {
      total: entries.length,
      good,
      bad: entries.length - good,
      // Only if events were dropped, so that the answer otherwise equals Micro's.
      ...(dropped > 0 ? { dropped } : {}),
    }
  }

  /** Forgets the entries of a namespace. */
  reset(namespace: string): void {
    this.#entries = this.#kept().filter(({ request }) => request.namespace !== namespace)
    this.#first = 0
    this.#dropped.delete(namespace)
    for (const listener of this.#listeners) listener.reset?.(namespace)
  }

  /** Tells a listener about changes from now on. Returns the undo. */
  listen(listener: StoreListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #kept(): Entry[] {
    return this.#entries.slice(this.#first) as Entry[]
  }

  #add(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#entries.length - this.#first > this.#maxEvents) this.#dropOldest()
    for (const listener of this.#listeners) listener.added(entry)
  }

  #dropOldest(): void {
    const { namespace } = (this.#entries[this.#first] as Entry).request
    this.#entries[this.#first++] = undefined
    this.#dropped.set(namespace, (this.#dropped.get(namespace) ?? 0) + 1)
    if (this.#first <= this.#maxEvents) return
    this.#entries = this.#kept()
    this.#first = 0
  }
}
