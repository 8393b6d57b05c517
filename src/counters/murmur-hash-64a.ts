/** The low and high 32 bits of a 64-bit hash. */
export interface Hash64 {
  low: number
  high: number
}

/** Redis' seed for HyperLogLog. */
const SEED = 0xadc83b19
const M_LOW = 0x5bd1e995
const M_HIGH = 0xc6a4a793
const ROTATION = 47 - 32

/**
 * Computes MurmurHash64A as Redis' HyperLogLog does, in two halves of 32 bits: BigInt would be an
 * order of magnitude slower.
 *
 * Writes into `into`, so that hashing allocates nothing.
 */
export function murmurHash64A(bytes: Uint8Array, length: number, into: Hash64): void {
  // h = seed ^ (length * m)
  multiply(length, 0, into)
  let low = (into.low ^ SEED) >>> 0
  let high = into.high
  const end = length - (length % 8)
  for (let offset = 0; offset < end; offset += 8) {
    multiply(readWord(bytes, offset), readWord(bytes, offset + 4), into)
    // k ^= k >> 47
    into.low = (into.low ^ (into.high >>> ROTATION)) >>> 0
    multiply(into.low, into.high, into)
    low = (low ^ into.low) >>> 0
    high = (high ^ into.high) >>> 0
    multiply(low, high, into)
    low = into.low
    high = into.high
  }
  const rest = length % 8
  if (rest > 0) {
    let tailLow = 0
    let tailHigh = 0
    for (let index = rest - 1; index >= 0; index--) {
      const byte = bytes[end + index] as number
      if (index >= 4) tailHigh |= byte << (8 * (index - 4))
      else tailLow |= byte << (8 * index)
    }
    multiply((low ^ tailLow) >>> 0, (high ^ tailHigh) >>> 0, into)
    low = into.low
    high = into.high
  }
  low = (low ^ (high >>> ROTATION)) >>> 0
  multiply(low, high, into)
  into.low = (into.low ^ (into.high >>> ROTATION)) >>> 0
}

/** Computes `into = (low, high) * m`, modulo 2^64. */
function multiply(low: number, high: number, into: Hash64): void {
  const a0 = low & 0xffff
  const a1 = low >>> 16
  const b0 = M_LOW & 0xffff
  const b1 = M_LOW >>> 16
  const p00 = a0 * b0
  const p01 = a0 * b1
  const p10 = a1 * b0
  const middle = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff)
  const carry = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16)
  into.high = (carry + Math.imul(low, M_HIGH) + Math.imul(high, M_LOW)) >>> 0
  into.low = (((middle & 0xffff) << 16) | (p00 & 0xffff)) >>> 0
}

function readWord(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset] as number) |
      ((bytes[offset + 1] as number) << 8) |
      ((bytes[offset + 2] as number) << 16) |
      ((bytes[offset + 3] as number) << 24)) >>>
    0
  )
}
