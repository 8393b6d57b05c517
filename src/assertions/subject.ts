import { InternalEventsError, isPromiseLike } from '../foundation/index.ts'
import {
  HTML_SUBJECTS,
  type HtmlSubject,
  isText,
  lacksElements,
  readHtmlSubject,
} from '../html/index.ts'
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
  if (isBlock(subject)) return withoutParameters(subject, matcher)
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
  if (isBlock(subject)) return withoutParameters(subject, matcher)
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
  for (const [cause, remedy] of faults(subject)) throw refusal('html', matcher, cause, remedy)
  const html = readHtml(subject, matcher)
  if (html?.roots.length !== 0) return html
  throw refusal(
    'html',
    matcher,
    'the subject is a list without elements, so there is nothing to check',
    'Correct the selector, or assert on the element around them.',
  )
}

/** Yields the faults of what looks like HTML, and is not. */
function* faults(subject: unknown): Generator<[cause: string, remedy: string]> {
  if (isText(subject) && lacksElements(String(subject))) {
    yield [
      `the subject is text without any element: ${JSON.stringify(cutText(String(subject)))}`,
      'Pass the rendered HTML itself, not a selector, a text or a promise of it.',
    ]
  }
  if (Array.isArray(subject) && subject.length > 0 && subject.every(isText)) {
    yield ['the subject is a list of strings', "Join them to one piece of HTML: html.join('')."]
  }
}

/** An empty wrapper of Vue Test Utils throws whatever is asked of it. */
function readHtml(subject: unknown, matcher: Matcher): HtmlSubject | undefined {
  try {
    return readHtmlSubject(subject)
  } catch (error) {
    if (error instanceof InternalEventsError) throw error
    const message = error instanceof Error ? error.message : 'it cannot be read'
    throw refusal(
      'subject',
      matcher,
      `the subject throws when it is read: ${message.replace(/\.$/, '')}`,
      'Correct the selector, or assert on the element around it.',
    )
  }
}

function cutText(text: string): string {
  return text.length > TEXT ? `${text.slice(0, TEXT - 1)}…` : text
}

const TEXT = 60

function refusal(subject: string, matcher: Matcher, cause: string, remedy: string): Error {
  const assertion = `expect(${subject}).${matcher.name}()`
  return matcherError('INVALID_SUBJECT', assertion, cause, remedy)
}

/** Tells a block from a generator function, which runs nothing when it is called. */
function isBlock(subject: unknown): subject is Block {
  return (
    typeof subject === 'function' &&
    !/GeneratorFunction\]$/.test(Object.prototype.toString.call(subject))
  )
}

/** @throws {MatcherError} for a function with parameters, such as `done`: nothing would be passed for them. */
function withoutParameters(block: Block, matcher: Matcher): Block {
  if (block.length === 0) return block
  throw refusal(
    'subject',
    matcher,
    'the subject is a function with parameters, and a block is called without arguments',
    'Call it in a block: expect(() => run(…)).',
  )
}

function invalidSubject(matcher: Matcher, subject: unknown, wanted: string, remedy: string): Error {
  return refusal(
    'subject',
    matcher,
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
  if ((subject as { nodeType?: unknown }).nodeType === 2) return 'an attribute of an element'
  return typeof subject === 'object' ? 'an object' : `a ${typeof subject}`
}
