import type { Terminal } from './terminal.ts'

/** The time after which a command is worth a bar, and that between two drawings, in milliseconds. */
const PATIENCE = 1000
const PAUSE = 100
const WIDTH = 30

/** Shows how far a command is, on a terminal, once it has taken longer than a second. */
export class ProgressBar {
  readonly #terminal: Terminal
  readonly #start = performance.now()
  #shown = 0

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** Draws the bar anew, if it is time. */
  show(done: number, total: number): void {
    if (!this.#terminal.isInteractive || done % 16 !== 0) return
    const now = performance.now()
    if (now - this.#start < PATIENCE || now - this.#shown < PAUSE) return
    this.#shown = now
    const full = Math.floor((done / total) * WIDTH)
    const bar = '='.repeat(full).padEnd(WIDTH, '-')
    this.#terminal.out(`\r[${bar}] ${done} of ${total} files`)
  }

  /** Removes the bar from the terminal. */
  clear(): void {
    if (this.#shown > 0) this.#terminal.out('\r\u001b[K')
    this.#shown = 0
  }
}
