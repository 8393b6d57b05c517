import type { Writable } from 'node:stream'

/** The two outputs of a command. */
export interface Terminal {
  out(text: string): void
  error(text: string): void
  /** True if somebody looks at what `out` writes, and not another program. */
  readonly isInteractive?: boolean | undefined
  /** Resolves when nobody reads any more what `out` writes. */
  readonly outClosed?: Promise<unknown> | undefined
  /** The streams on which somebody can be asked; `undefined` where nobody sits at both ends. */
  readonly prompts?: PromptStreams | undefined
}

/** The terminal at which questions are asked. */
export interface PromptStreams {
  readonly input: KeySource
  readonly output: Writable & { readonly columns?: number; readonly rows?: number }
}

/** A terminal that keys come from. */
export interface KeySource extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
  setRawMode?(mode: boolean): unknown
}
