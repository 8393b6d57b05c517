/** The key of the names of an error's classes, own first. `internal-events-client` sets it too. */
const BRAND: unique symbol = Symbol.for('internal-events/error')

/**
 * The base of every error that this package throws on purpose.
 *
 * The message reads `Failed to <verb> <subject>: <cause>. <remedy>.`; programs branch on `code`.
 * `instanceof` compares a brand, not classes: a run may hold two copies of a class (ESM beside
 * CommonJS, or after `vi.resetModules()`), and the errors of both have to match.
 */
export abstract class InternalEventsError<Code extends string = string> extends Error {
  /** Tells the errors of a class apart. */
  readonly code: Code

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.name = new.target.name
    Object.defineProperty(this, BRAND, { value: classNames(new.target) })
  }

  /** @internal */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const names = (value as { [BRAND]?: readonly string[] } | null | undefined)?.[BRAND]
    // biome-ignore lint/complexity/noThisInStatic: the class that was asked, which may be a subclass
    return names?.includes(this.name) === true
  }
}

/**
 * Gives the brand and a code to a plain `Error` that has to equal one of the real system. Neither
 * is enumerable, so that comparisons do not see them.
 */
export function withCode(error: Error, code: string): Error {
  return Object.defineProperties(error, {
    code: { value: code },
    [BRAND]: { value: [InternalEventsError.name] },
  })
}

/** `Error` as it was when this class was made: a test may replace the global. */
const BASE = Object.getPrototypeOf(InternalEventsError)

function classNames(own: { readonly name: string }): string[] {
  const names: string[] = []
  for (let each = own; each !== BASE; each = Object.getPrototypeOf(each)) {
    names.push(each.name)
  }
  return names
}
