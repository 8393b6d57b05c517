/** The two outputs of a command. */
export interface Terminal {
  out(text: string): void
  error(text: string): void
}
