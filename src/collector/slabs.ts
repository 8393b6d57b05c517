/** The bytes of a slab: few enough to let go of soon, enough for a thousand requests. */
const SLAB = 1_048_576
/** The bytes of the two lengths before each record. */
const LENGTHS = 8
/** The length of a body that is not there. */
const NONE = 0xffffffff

/** A text and a body that belong together. */
export interface SlabRecord {
  readonly head: string
  /** A part of the slab: whoever keeps it for long copies it. */
  readonly body: Uint8Array | undefined
}

interface Slab {
  readonly bytes: Buffer
  /** The end of its records. */
  end: number
}

/**
 * Queues records as bytes. V8 would move the objects of a hundred thousand requests twice before it
 * leaves them alone, which costs more than to write them down.
 */
export class Slabs {
  #slabs: Slab[] = []
  /** The place of the oldest record in the first slab. */
  #start = 0
  #bytes = 0

  /** The bytes of the records. */
  get bytes(): number {
    return this.#bytes
  }

  push(head: string, body: Uint8Array | undefined): void {
    // A character of UTF-16 takes three bytes at most.
    const slab = this.#slabFor(LENGTHS + 3 * head.length + (body?.length ?? 0))
    const { bytes, end } = slab
    const length = bytes.write(head, end + LENGTHS)
    bytes.writeUInt32LE(length, end)
    bytes.writeUInt32LE(body?.length ?? NONE, end + 4)
    if (body) bytes.set(body, end + LENGTHS + length)
    slab.end = end + LENGTHS + length + (body?.length ?? 0)
    this.#bytes += slab.end - end
  }

  /** Takes the oldest record. */
  shift(): SlabRecord | undefined {
    const [slab] = this.#slabs
    if (!slab) return undefined
    const { bytes, end } = slab
    const start = this.#start + LENGTHS
    const bodyLength = bytes.readUInt32LE(this.#start + 4)
    const bodyStart = start + bytes.readUInt32LE(this.#start)
    const next = bodyLength === NONE ? bodyStart : bodyStart + bodyLength
    this.#bytes -= next - this.#start
    this.#start = next
    if (next === end) {
      this.#slabs.shift()
      this.#start = 0
    }
    return {
      head: bytes.toString('utf8', start, bodyStart),
      body: bodyLength === NONE ? undefined : bytes.subarray(bodyStart, next),
    }
  }

  clear(): void {
    this.#slabs = []
    this.#start = 0
    this.#bytes = 0
  }

  /** Returns the newest slab where it has as many free bytes, otherwise a new one. */
  #slabFor(length: number): Slab {
    const newest = this.#slabs.at(-1)
    if (newest && newest.bytes.length - newest.end >= length) return newest
    // Not from the pool, which others share, and without zeros, since all that is read was written.
    const slab = { bytes: Buffer.allocUnsafeSlow(Math.max(SLAB, length)), end: 0 }
    this.#slabs.push(slab)
    return slab
  }
}
