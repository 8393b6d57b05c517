import {
  type AsymmetricMatcher,
  type CalledAs,
  isAsymmetric,
  isPattern,
  matcherError,
  matchesPattern,
  printValue,
} from '../../assertions/index.ts'

/** A class of errors. */
// biome-ignore lint/suspicious/noExplicitAny: classes differ in the arguments of their constructors
export type ErrorClass = abstract new (...args: any[]) => unknown

/** The argument of `.and.toThrow()` and `.and.toReject()`, as `toThrow` of the runner takes it. */
export type ExpectedError =
  | ErrorClass
  | string
  | RegExp
  | AsymmetricMatcher
  | { readonly message: string }

/** An expected error, as it was read from the argument. */
export interface ErrorRule {
  /** The rule in words: `an error of class TypeError`. */
  readonly text: string
  accepts(error: unknown): boolean
}

/** @throws {MatcherError} `INVALID_EXPECTATION` for an argument that no error can be compared with. */
export function readExpectedError(
  args: readonly unknown[],
  { text, context }: CalledAs,
): ErrorRule {
  if (args.length === 0) return { text: 'an error', accepts: () => true }
  const [expected] = args
  if (typeof expected === 'string') {
    return {
      text: `an error whose message contains ${JSON.stringify(expected)}`,
      accepts: (error) => messageOf(error).includes(expected),
    }
  }
  if (isPattern(expected)) {
    return {
      text: `an error whose message matches ${expected}`,
      accepts: (error) => matchesPattern(expected, messageOf(error)),
    }
  }
  if (isAsymmetric(expected)) {
    return {
      text: `an error like ${printValue(expected, context.utils)}`,
      accepts: (error) => expected.asymmetricMatch(error),
    }
  }
  const rule = isClass(expected) ? classRule(expected) : objectRule(expected, context)
  if (rule) return rule
  throw matcherError(
    'INVALID_EXPECTATION',
    text(),
    `it cannot compare an error with ${typeof expected === 'function' ? 'a function that is not a class' : printValue(expected, context.utils)}`,
    'Pass a class, a part of the message, a RegExp, an asymmetric matcher or an error, or nothing for any error.',
  )
}

/** Prints an error on one line: `TypeError: no`. */
export function printError(error: unknown, { utils }: CalledAs['context']): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : printValue(error, utils)
}

function classRule(expected: ErrorClass): ErrorRule {
  return {
    text: `an error of class ${expected.name}`,
    accepts: (error) => error instanceof expected,
  }
}

function objectRule(
  expected: unknown,
  { equals, customTesters = [], utils }: CalledAs['context'],
): ErrorRule | undefined {
  if (expected instanceof Error) {
    return {
      text: `the error ${expected.name}: ${expected.message}`,
      accepts: (error) => equals(error, expected, [...customTesters]),
    }
  }
  const message = (expected as { readonly message?: unknown } | null | undefined)?.message
  if (typeof message !== 'string') return undefined
  return {
    text: `an error whose message is ${printValue(message, utils)}`,
    accepts: (error) => messageOf(error) === message,
  }
}

function isClass(value: unknown): value is ErrorClass {
  return typeof value === 'function' && typeof value.prototype === 'object'
}

function messageOf(error: unknown): string {
  const message = (error as { readonly message?: unknown } | null | undefined)?.message
  return typeof message === 'string' ? message : String(error)
}
