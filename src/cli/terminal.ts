/** The two outputs of a command. */
export interface Terminal {
  out(text: string): void
  error(text: string): void
  /** True if somebody looks at what `out` writes, and not another program. */
  readonly isInteractive?: boolean | undefined
}
