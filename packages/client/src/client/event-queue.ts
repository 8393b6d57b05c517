import { type OutgoingEvent, sizeOf } from './outgoing-event.ts'

/** The size of a piece of memory, in bytes. A larger event has one of its own. */
const SLAB = 1_048_576

interface Place {
  readonly id: string
  readonly name: string
  readonly slab: Uint8Array
  readonly start: number
  /** Where the contexts begin, after the fields. */
  readonly middle: number
  readonly end: number
}

/**
 * Holds the events that wait, in their order, as bytes outside the heap: strings that live long make
 * the garbage collector of V8 grow its young generation to 130 MB, and pause for a tenth of a second.
 */
export class EventQueue {
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()
  readonly #places: Place[] = []
  #slab = new Uint8Array(0)
  #used = 0
  #bytes = 0

  get length(): number {
    return this.#places.length
  }

  /** The size of all events, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** The names and ids of the events. */
  get events(): readonly Pick<OutgoingEvent, 'id' | 'name'>[] {
    return this.#places
  }

  push(event: OutgoingEvent): void {
    const { id, name, fields, contexts } = event
    const size = sizeOf(event)
    if (this.length === 0) this.#used = 0
    if (this.#slab.length - this.#used < size) {
      this.#slab = new Uint8Array(Math.max(SLAB, size))
      this.#used = 0
    }
    const start = this.#used
    this.#encoder.encodeInto(fields + contexts, this.#slab.subarray(start))
    this.#used += size
    this.#bytes += size
    const middle = start + fields.length
    this.#places.push({ id, name, slab: this.#slab, start, middle, end: this.#used })
  }

  /** Returns the first events: up to so many, and up to so many bytes, but always one. */
  first(count: number, bytes: number): OutgoingEvent[] {
    const events: OutgoingEvent[] = []
    let size = 0
    for (const { id, name, slab, start, middle, end } of this.#places) {
      size += end - start
      if (events.length > 0 && (size > bytes || events.length >= count)) break
      const text = (from: number, to: number) => this.#decoder.decode(slab.subarray(from, to))
      events.push({ id, name, fields: text(start, middle), contexts: text(middle, end) })
    }
    return events
  }

  /** Forgets the first events. */
  drop(count: number): void {
    for (const { start, end } of this.#places.splice(0, count)) this.#bytes -= end - start
  }
}
