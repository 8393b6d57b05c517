import { Readable } from 'node:stream'
import type { KeySource } from '../terminal.ts'

/** A sequence that a terminal sends for one key, or one character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals begin them with it
const KEY = /\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Za-z])|./gsu

const MEANT = new Map([
  // A terminal that is not listened to yet makes a line feed of Enter.
  ['\n', '\r'],
  // Ctrl-D ends the answers, as Ctrl-C does; a prompt would close, and nobody would ever answer.
  ['\x04', '\x03'],
])

/**
 * Hands on the keys of a terminal one by one. A prompt stops listening when it has its answer; the
 * keys that were typed ahead wait here for the next prompt, where they would else be lost.
 */
export class KeyStream extends Readable {
  readonly isTTY: boolean
  readonly #source: KeySource
  readonly #decoder = new TextDecoder()
  readonly #onData = (data: Buffer | string) => {
    const text = typeof data === 'string' ? data : this.#decoder.decode(data, { stream: true })
    for (const key of text.match(KEY) ?? []) this.push(MEANT.get(key) ?? key)
  }
  readonly #onEnd = () => this.push(null)
  #listens = false

  /** @param onEnd Called when all keys are read and there will be no more. */
  constructor(source: KeySource, onEnd: () => void) {
    super()
    this.isTTY = source.isTTY === true
    this.#source = source
    this.once('end', onEnd)
  }

  setRawMode(mode: boolean): this {
    this.#source.setRawMode?.(mode)
    return this
  }

  override _read(): void {
    if (this.#listens) return
    this.#listens = true
    this.#source.on('data', this.#onData)
    this.#source.once('end', this.#onEnd)
    this.#source.resume()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#source.off('data', this.#onData)
    this.#source.off('end', this.#onEnd)
    // A terminal that is listened to keeps the process alive.
    this.#source.pause()
    callback(error)
  }
}
