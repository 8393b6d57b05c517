/**
 * The base of every error that this package throws on purpose.
 *
 * The message reads `Failed to <verb> <subject>: <cause>. <remedy>.`; `code` is what a program
 * branches on.
 */
export abstract class InternalEventsError<Code extends string = string> extends Error {
  readonly code: Code

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.name = new.target.name
  }
}
