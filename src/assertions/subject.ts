import { InternalEventsError, isPromiseLike } from '../foundation/index.ts'
import { HTML_SUBJECTS, type HtmlSubject, readHtmlSubject } from '../html/index.ts'
import { matcherError } from './matcher-error.ts'

/** A matcher; the stack of an error begins below its frame. */
type Matcher = { readonly name: string } & ((...args: never[]) => unknown)

type Block = () => unknown

/**
 * Returns the subject as a function to run.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else.
 */
export function blockOnly(subject: unknown, matcher: Matcher): Block {
  if (isBlock(subject)) return subject
  throw invalidSubject(matcher, subject, 'a function', WRAP)
}

/**
 * Returns the subject as rendered HTML, or as a function to run.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else, and for a list that holds no element.
 */
export function htmlOrBlock(subject: unknown, matcher: Matcher): HtmlSubject | Block {
  const html = htmlOf(subject, matcher)
  if (html) return html
  if (isBlock(subject)) return subject
  const remedy = `${WRAP.slice(0, -1)}, or pass ${HTML_SUBJECTS}.`
  throw invalidSubject(matcher, subject, 'a function or rendered HTML', remedy)
}

/**
 * Returns the subject as rendered HTML.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else, and for a list that holds no element.
 */
export function htmlOnly(subject: unknown, matcher: Matcher): HtmlSubject {
  const html = htmlOf(subject, matcher)
  if (html) return html
  throw invalidSubject(matcher, subject, 'rendered HTML', `Pass ${HTML_SUBJECTS}.`)
}

/** Runs code that may refuse its arguments; the error points at the line of the assertion. */
export function onLineOf<Result>(matcher: Matcher, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof InternalEventsError) Error.captureStackTrace?.(error, matcher)
    throw error
  }
}

const WRAP = 'Wrap the code that triggers the events: expect(() => run()).'

function htmlOf(subject: unknown, matcher: Matcher): HtmlSubject | undefined {
  const html = readHtmlSubject(subject)
  if (html?.roots.length !== 0) return html
  throw matcherError(
    'INVALID_SUBJECT',
    `expect(html).${matcher.name}()`,
    'the subject is a list without elements, so there is nothing to check',
    'Correct the selector, or assert on the element around them.',
  )
}

/** Tells a block from a generator function, which runs nothing when it is called. */
function isBlock(subject: unknown): subject is Block {
  return (
    typeof subject === 'function' &&
    !/GeneratorFunction\]$/.test(Object.prototype.toString.call(subject))
  )
}

function invalidSubject(matcher: Matcher, subject: unknown, wanted: string, remedy: string): Error {
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
  if (isPromiseLike(subject)) return 'a promise, which has already begun its work'
  if (Array.isArray(subject)) return 'an array'
  return typeof subject === 'object' ? 'an object' : `a ${typeof subject}`
}
