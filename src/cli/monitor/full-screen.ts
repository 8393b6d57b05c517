import { emitKeypressEvents } from 'node:readline'
import { atEnd } from '../at-end.ts'
import type { PromptStreams } from '../terminal.ts'

const ALTERNATE_SCREEN = '\x1b[?1049h'
const FORMER_SCREEN = '\x1b[?1049l'
const HIDE_CURSOR = '\x1b[?25l'
const SHOW_CURSOR = '\x1b[?25h'
/** Some terminals count the width of a character in another way: it must not begin a new line. */
const NO_WRAP = '\x1b[?7l'
const WRAP = '\x1b[?7h'
const TOP = '\x1b[H'
/** Before a line: behind one that is as wide as the terminal, it would clear the last character. */
const CLEAR_LINE = '\x1b[K'
const CLEAR_REST = '\x1b[J'

/** A key: its name, or `ctrl-c` and the like. */
export type OnKey = (key: string) => void

/** Takes a whole terminal, and gives it back as it was, however the program ends. */
export class FullScreen {
  readonly #streams: PromptStreams
  readonly #onKey: (text: string | undefined, key: { name?: string; ctrl?: boolean }) => void
  readonly #onEnd: () => void
  readonly #onResize: () => void
  readonly #giveBack: () => void
  readonly #forgetEnd: () => void
  #drawn = ''

  /** @param onResize Called when `draw` is needed again. */
  constructor(streams: PromptStreams, onKey: OnKey, onResize: () => void) {
    this.#streams = streams
    const { input, output } = streams
    this.#onKey = (_text, { name = '', ctrl = false }) => onKey(ctrl ? `ctrl-${name}` : name)
    // A terminal that has gone sends no more keys.
    this.#onEnd = () => onKey('ctrl-d')
    this.#onResize = () => {
      this.#drawn = ''
      onResize()
    }
    this.#giveBack = () => {
      input.setRawMode?.(false)
      output.write(WRAP + SHOW_CURSOR + FORMER_SCREEN)
    }
    this.#forgetEnd = atEnd(this.#giveBack)
    output.write(ALTERNATE_SCREEN + HIDE_CURSOR + NO_WRAP)
    output.on('resize', this.#onResize)
    emitKeypressEvents(input)
    input.setRawMode?.(true)
    input.on('keypress', this.#onKey)
    input.once('end', this.#onEnd)
    input.resume()
  }

  /** Its size; some terminals do not tell it, or say 0. */
  get size(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#streams.output
    return { columns: columns || 80, rows: rows || 24 }
  }

  /** Draws lines that fit. The same ones again are left alone, so that they can be selected. */
  draw(lines: readonly string[]): void {
    const drawn = lines.map((line) => CLEAR_LINE + line).join('\r\n')
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    this.#streams.output.write(TOP + drawn + CLEAR_REST)
  }

  close(): void {
    const { input, output } = this.#streams
    input.off('keypress', this.#onKey)
    input.off('end', this.#onEnd)
    // A terminal that is listened to keeps the process alive.
    input.pause()
    output.off('resize', this.#onResize)
    this.#forgetEnd()
    this.#giveBack()
  }
}
