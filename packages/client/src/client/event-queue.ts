import type { OutgoingEvent } from './outgoing-event.ts'

/** The size of a piece of memory, in bytes: a small one at first, which an idle client keeps. */
const FIRST_SLAB = 65_536
const SLAB = 1_048_576

interface Place {
  readonly id: string
  readonly name: string
  readonly slab: Uint8Array
  readonly start: number
  /** The place where the contexts begin, after the fields. */
  readonly middle: number
  readonly end: number
}

/** An event as it comes out of the queue: its contexts are bytes, to be encoded. */
export interface QueuedEvent extends Omit<OutgoingEvent, 'contexts'> {
  readonly contexts: Uint8Array
}

/**
 * Holds the events that wait, in their order, as bytes outside the heap: strings that live long make
 * V8 grow its young generation to 130 MB, and pause for a tenth of a second.
 */
export class EventQueue {
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()
  readonly #places: Place[] = []
  #slab: Uint8Array = new Uint8Array(0)
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

  push({ id, name, fields, contexts }: OutgoingEvent): void {
    // A character takes up to three bytes.
    this.#makeRoom(3 * (fields.length + contexts.length))
    const start = this.#used
    const middle = this.#write(fields)
    const end = this.#write(contexts)
    this.#bytes += end - start
    this.#places.push({ id, name, slab: this.#slab, start, middle, end })
  }

  /** Returns the first events, or one in the middle: so many, and so many bytes, but always one. */
  slice(from: number, count: number, bytes: number): QueuedEvent[] {
    const events: QueuedEvent[] = []
    let size = 0
    for (let index = from; index < this.length && events.length < count; index++) {
      const { id, name, slab, start, middle, end } = this.#places[index] as Place
      size += end - start
      if (events.length > 0 && size > bytes) break
      const fields = this.#decoder.decode(slab.subarray(start, middle))
      events.push({ id, name, fields, contexts: slab.subarray(middle, end) })
    }
    return events
  }

  /** Forgets events. */
  drop(from: number, count: number): void {
    for (const { start, end } of this.#places.splice(from, count)) this.#bytes -= end - start
    if (this.length > 0) return
    this.#used = 0
    if (this.#slab.length > FIRST_SLAB) this.#slab = new Uint8Array(0)
  }

  #makeRoom(size: number): void {
    if (this.#slab.length - this.#used >= size) return
    this.#slab = new Uint8Array(Math.max(size, this.length === 0 ? FIRST_SLAB : SLAB))
    this.#used = 0
  }

  /** Writes text, and returns where it ends. */
  #write(text: string): number {
    this.#used += this.#encoder.encodeInto(text, this.#slab.subarray(this.#used)).written
    return this.#used
  }
}
