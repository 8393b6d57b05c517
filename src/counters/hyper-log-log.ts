import { utf8Encoder } from '../foundation/index.ts'
import { type Hash64, murmurHash64A } from './murmur-hash-64a.ts'

const REGISTER_BITS = 14
const REGISTERS = 1 << REGISTER_BITS
/** The hash bits that are left for counting zeros; a register holds 1 to 51. */
const Q = 64 - REGISTER_BITS
const ALPHA_INFINITY = 0.7213475204444817
/** From here on a plain array of registers is smaller than a map of those that are set. */
const SPARSE_LIMIT = 512

let bytes = new Uint8Array(256)
const hash: Hash64 = { low: 0, high: 0 }

/**
 * A HyperLogLog that estimates as Redis does: the same hash and seed, 16,384 registers, the same
 * estimator (Ertl's, with Redis' constants). `add` tells, like `PFADD`, whether a register grew.
 */
export class HyperLogLog {
  #registers: Map<number, number> | Uint8Array = new Map()

  add(member: string): boolean {
    hashOf(member)
    const index = hash.low & (REGISTERS - 1)
    const rank = rankOf(hash)
    const registers = this.#registers
    if (registers instanceof Map) {
      if ((registers.get(index) ?? 0) >= rank) return false
      registers.set(index, rank)
      if (registers.size > SPARSE_LIMIT) this.#registers = dense(registers)
      return true
    }
    if ((registers[index] as number) >= rank) return false
    registers[index] = rank
    return true
  }

  clone(): HyperLogLog {
    const copy = new HyperLogLog()
    const registers = this.#registers
    copy.#registers = registers instanceof Map ? new Map(registers) : registers.slice()
    return copy
  }

  /** Estimates the number of distinct members in the union of all. */
  static count(logs: readonly HyperLogLog[]): number {
    const union = new Uint8Array(REGISTERS)
    for (const log of logs) {
      for (const [index, rank] of log.#registers.entries()) {
        if (rank > (union[index] as number)) union[index] = rank
      }
    }
    const histogram = new Array<number>(Q + 2).fill(0)
    for (const rank of union) histogram[rank] = (histogram[rank] as number) + 1
    return estimate(histogram)
  }
}

function dense(sparse: ReadonlyMap<number, number>): Uint8Array {
  const registers = new Uint8Array(REGISTERS)
  for (const [index, rank] of sparse) registers[index] = rank
  return registers
}

function hashOf(member: string): void {
  // A UTF-16 code unit takes three bytes of UTF-8 at most.
  if (member.length * 3 > bytes.length) bytes = new Uint8Array(member.length * 3)
  const { written } = utf8Encoder.encodeInto(member, bytes)
  murmurHash64A(bytes, written, hash)
}

/** Returns one more than the number of zeros at the end of the hash's upper 50 bits; at most 51. */
function rankOf({ low, high }: Hash64): number {
  const lower = low >>> REGISTER_BITS
  if (lower !== 0) return trailingZeros(lower) + 1
  return high === 0 ? Q + 1 : 32 - REGISTER_BITS + trailingZeros(high) + 1
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word)
}

function estimate(histogram: readonly number[]): number {
  const m = REGISTERS
  let z = m * tau((m - (histogram[Q + 1] as number)) / m)
  for (let rank = Q; rank >= 1; rank--) z = (z + (histogram[rank] as number)) * 0.5
  z += m * sigma((histogram[0] as number) / m)
  return Math.round((ALPHA_INFINITY * m * m) / z)
}

function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY
  let y = 1
  let z = x
  for (let before = Number.NaN; before !== z; ) {
    x *= x
    before = z
    z += x * y
    y += y
  }
  return z
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let y = 1
  let z = 1 - x
  for (let before = Number.NaN; before !== z; ) {
    x = Math.sqrt(x)
    before = z
    y *= 0.5
    z -= (1 - x) ** 2 * y
  }
  return z / 3
}
