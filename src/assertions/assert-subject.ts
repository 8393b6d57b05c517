import { InternalEventsError, isPromiseLike } from '../foundation/index.ts'
import { HTML_SUBJECTS, type HtmlSubject, readHtmlSubject } from '../html/index.ts'
import { matcherError } from './matcher-error.ts'

export type Matcher = { readonly name: string } & ((...args: never[]) => unknown)

/**
 * The subject as rendered HTML; `undefined` where it is a block.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else, and for a list that holds no element.
 */
export function htmlOrBlock(subject: unknown, matcher: Matcher): HtmlSubject | undefined {
  const html = htmlOf(subject, matcher)
  if (html || isBlock(subject)) return html
  const remedy = `${WRAP.slice(0, -1)}, or pass ${HTML_SUBJECTS}.`
  throw invalidSubject(matcher, subject, 'a function or rendered HTML', remedy)
}

/**
 * The subject as rendered HTML.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else, and for a list that holds no element.
 */
export function htmlOnly(subject: unknown, matcher: Matcher): HtmlSubject {
  const html = htmlOf(subject, matcher)
  if (html) return html
  throw invalidSubject(matcher, subject, 'rendered HTML', `Pass ${HTML_SUBJECTS}.`)
}

/** What is wrong stands on the line of the assertion, not in the matcher. */
export function onLineOf<Result>(matcher: Matcher, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof InternalEventsError) Error.captureStackTrace?.(error, matcher)
    throw error
  }
}

export const WRAP = 'Wrap what triggers the events: expect(() => run()).'

function htmlOf(subject: unknown, matcher: Matcher): HtmlSubject | undefined {
  const html = readHtmlSubject(subject)
  if (html?.roots.length !== 0) return html
  throw matcherError(
    'INVALID_SUBJECT',
    `expect(html).${matcher.name}()`,
    'the subject is a list that holds no element, so that nothing would be checked',
    'Correct the selector, or assert on what is around the elements.',
  )
}

/** Calling a generator function runs nothing of it. */
export function isBlock(subject: unknown): subject is () => unknown {
  return typeof subject === 'function' && !subject.constructor.name.endsWith('GeneratorFunction')
}

export function invalidSubject(
  matcher: Matcher,
  subject: unknown,
  wanted: string,
  remedy: string,
): Error {
  return matcherError(
    'INVALID_SUBJECT',
    `expect(subject).${matcher.name}()`,
    `the subject should be ${wanted}, but is ${describe(subject)}`,
    remedy,
  )
}

function describe(subject: unknown): string {
  if (typeof subject === 'function') {
    return isBlock(subject) ? 'a function' : 'a generator function, which runs nothing when called'
  }
  if (subject === null || subject === undefined) return String(subject)
  if (isPromiseLike(subject)) return 'a promise, whose work has begun already'
  if (Array.isArray(subject)) return 'an array'
  return typeof subject === 'object' ? 'an object' : `a ${typeof subject}`
}
