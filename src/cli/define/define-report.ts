import type { SimilarEvent } from '../../drafts/index.ts'
import { printable } from '../../foundation/index.ts'
import type { Terminal } from '../terminal.ts'

/** A file, and what became of it. */
export interface ReportedFile {
  readonly path: string
  readonly action: 'create' | 'update' | 'unchanged'
  readonly content: string
}

/** A piece of code that uses an event. */
export interface ReportedExample {
  readonly event: string
  readonly id: string
  readonly title: string
  readonly code: string
}

/** Tells what `define` did: as text while it does it, or as one JSON object when it has ended. */
export class DefineReport {
  readonly #terminal: Terminal
  readonly #isJson: boolean
  readonly #isDryRun: boolean
  readonly #files: ReportedFile[] = []
  readonly #similar: SimilarEvent[] = []
  readonly #warnings: string[] = []
  readonly #examples: ReportedExample[] = []

  constructor(terminal: Terminal, { json, dryRun }: { json: boolean; dryRun: boolean }) {
    this.#terminal = terminal
    this.#isJson = json
    this.#isDryRun = dryRun
  }

  get paths(): readonly string[] {
    return this.#isDryRun ? [] : this.#files.map(({ path }) => path)
  }

  file(file: ReportedFile): void {
    this.#files.push(file)
    if (this.#isJson) return
    const { path, action, content } = file
    this.#terminal.out(
      this.#isDryRun ? `would ${action} ${path}\n${content}` : `${action} ${path}\n`,
    )
  }

  /** Tells of events that may be the same as one that is defined without a question. */
  similar(events: readonly SimilarEvent[]): void {
    this.#similar.push(...events)
    for (const { action, description, file } of events) {
      this.#note(`similar event: ${action} (${file}) ${printable(description)}`)
    }
  }

  warn(warning: string): void {
    this.#warnings.push(warning)
    this.#note(`warning: ${warning}`)
  }

  /** Shows an example, by its title where others stand beside it; code alone can go into a file. */
  example(example: ReportedExample, isAlone: boolean): void {
    this.#examples.push(example)
    if (this.#isJson) return
    const title = isAlone ? '' : `--- ${example.title} ---\n\n`
    this.#terminal.out(`${title}${example.code}\n`)
  }

  /** Prints the JSON object, if there is anything to report. */
  end(): void {
    if (!this.#isJson || this.#files.length + this.#examples.length + this.#warnings.length === 0) {
      return
    }
    const report = {
      dryRun: this.#isDryRun,
      files: this.#files,
      similar: this.#similar,
      warnings: this.#warnings,
      examples: this.#examples,
    }
    this.#terminal.out(`${JSON.stringify(report, null, 2)}\n`)
  }

  #note(text: string): void {
    if (!this.#isJson) this.#terminal.error(`${text}\n`)
  }
}
