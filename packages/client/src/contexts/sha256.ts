/** The first `count` primes. */
function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}

/** The first 32 bits of the fraction of a number. */
const fractionOf = (value: number): number => ((value % 1) * 2 ** 32) | 0

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

let constants: { readonly start: number[]; readonly rounds: number[] } | undefined

/**
 * Returns the digest of bytes, 32 of them. It is written here since it must not wait, which the
 * digest of `crypto.subtle` does, and edge runtimes lack `node:crypto`.
 *
 * Source: FIPS 180-4.
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  constants ??= {
    start: primes(8).map((prime) => fractionOf(Math.sqrt(prime))),
    rounds: primes(64).map((prime) => fractionOf(Math.cbrt(prime))),
  }
  const state = Int32Array.from(constants.start)
  const message = padded(bytes)
  for (let offset = 0; offset < message.byteLength; offset += 64) {
    compress(state, new DataView(message.buffer, offset, 64), constants.rounds)
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, word] of state.entries()) digest.setInt32(index * 4, word)
  return new Uint8Array(digest.buffer)
}

/** Fills the last block up: a bit, zeros, and the length in bits. */
function padded(bytes: Uint8Array): Uint8Array {
  const message = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n)
  return message
}

function compress(state: Int32Array, block: DataView, rounds: readonly number[]): void {
  const words = new Int32Array(64)
  const word = (index: number) => words[index] as number
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index++) {
    if (index < 16) words[index] = block.getInt32(index * 4)
    else {
      const near = word(index - 15)
      const far = word(index - 2)
      words[index] =
        word(index - 16) +
        (rotate(near, 7) ^ rotate(near, 18) ^ (near >>> 3)) +
        word(index - 7) +
        (rotate(far, 17) ^ rotate(far, 19) ^ (far >>> 10))
    }
    const first =
      h +
      (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
      ((e & f) ^ (~e & g)) +
      (rounds[index] as number) +
      word(index)
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] as number) + value
  }
}
