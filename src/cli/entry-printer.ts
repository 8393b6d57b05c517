import type { Entry } from '../collector/index.ts'
import { forEachInTurns } from '../foundation/index.ts'

/** Prints entries as they come, in turns: a request with thousands of them holds nobody up. */
export class EntryPrinter {
  readonly #print: (entry: Entry) => void
  #waiting: Entry[] = []
  #printing: Promise<void> | undefined

  constructor(print: (entry: Entry) => void) {
    this.#print = print
  }

  add(entry: Entry): void {
    this.#waiting.push(entry)
    this.#printing ??= this.#printAll()
  }

  /** Resolves when all are printed. */
  async finish(): Promise<void> {
    await this.#printing
  }

  async #printAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting
      this.#waiting = []
      await forEachInTurns(entries, (entry) => this.#printOne(entry))
    }
    this.#printing = undefined
  }

  /** Prints an entry. One that cannot be printed must not end the collector: it is in `/micro`. */
  #printOne(entry: Entry): void {
    try {
      this.#print(entry)
    } catch (error) {
      console.warn(`Failed to print entry ${entry.sequence}: ${error}.`)
    }
  }
}
