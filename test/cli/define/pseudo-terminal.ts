import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const CLI = new URL('../../../src/entries/cli.ts', import.meta.url).pathname

/** A command at a terminal of its own, driven by somebody who reads before they type. */
export class PseudoTerminal {
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  #raw = ''
  #read = 0

  constructor(args: readonly string[], { columns = 100, rows = 40, env = {} } = {}) {
    const quoted = [process.execPath, CLI, ...args].map((arg) => `'${arg}'`).join(' ')
    this.#child = spawn(
      'script',
      ['-qec', `stty cols ${columns} rows ${rows}; echo "process $$"; exec ${quoted}`, '/dev/null'],
      {
        env: { ...process.env, TERM: 'xterm', FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
      },
    )
    this.#child.stdout?.on('data', (data) => {
      this.#raw += data
    })
    this.#ended = new Promise((resolve) => this.#child.once('close', resolve))
  }

  /** All that was written, with the sequences that steer the terminal. */
  get raw(): string {
    return this.#raw
  }

  /** The text that was written. */
  get screen(): string {
    return stripVTControlCharacters(this.#raw).replaceAll('\r', '')
  }

  /** Waits for a text that was not read yet, and types keys. */
  async answer(text: string, keys: string): Promise<void> {
    await this.see(text)
    this.#child.stdin?.write(keys)
  }

  async see(text: string): Promise<void> {
    for (;;) {
      // A narrow terminal breaks lines where it likes.
      const unread = withoutSpaces(this.screen).slice(this.#read)
      const at = unread.indexOf(withoutSpaces(text))
      if (at >= 0) {
        this.#read += at + withoutSpaces(text).length
        return
      }
      await Promise.race([
        new Promise((resolve) => this.#child.stdout?.once('data', resolve)),
        this.#ended.then(() => {
          throw new Error(`${text} never came:\n${this.screen}`)
        }),
      ])
    }
  }

  /** Types keys. */
  type(keys: string): void {
    this.#child.stdin?.write(keys)
  }

  /** Makes the terminal another size. */
  resize(columns: number, rows: number): void {
    const terminal = readlinkSync(`/proc/${this.#pid}/fd/0`)
    execFileSync('stty', ['-F', terminal, 'cols', String(columns), 'rows', String(rows)])
  }

  /** Sends a signal to the command itself. */
  signal(signal: NodeJS.Signals): void {
    process.kill(this.#pid, signal)
  }

  get #pid(): number {
    const [, pid] = /^process (\d+)/.exec(this.screen) ?? []
    return Number(pid)
  }

  /** Resolves with the exit code. */
  async end(): Promise<number | null> {
    return this.#ended
  }

  close(): void {
    this.#child.kill('SIGKILL')
  }
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/[\s│]+/g, '')
}
