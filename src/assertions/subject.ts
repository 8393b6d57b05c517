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
  throw invalidSubject(matcher, subject, 'a function', meantBy(subject, BLOCK) ?? WRAP)
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
  const meant = meantBy(subject, EITHER) ?? remedy
  throw invalidSubject(matcher, subject, 'a function or rendered HTML', meant)
}

/**
 * Returns the subject as rendered HTML.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else, and for a list that holds no element.
 */
export function htmlOnly(subject: unknown, matcher: Matcher): HtmlSubject {
  const html = htmlOf(subject, matcher)
  if (html) return html
  const remedy = meantBy(subject, HTML) ?? `Pass ${HTML_SUBJECTS}.`
  throw invalidSubject(matcher, subject, 'rendered HTML', remedy)
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

const ITERATE =
  'Iterate it in a function: expect(() => [...run()]), or with for await where it is asynchronous.'
const FIND = 'Correct the selector, or check that the element is rendered.'

/** The kinds of subjects that tell what was meant. */
type Kind = 'generator' | 'promise' | 'null' | 'undefined' | 'value'

/** The remedies for such subjects, by what the matcher takes. */
type Remedies = Readonly<Partial<Record<Kind, string>>>

const BLOCK: Remedies = { generator: ITERATE }
const HTML: Remedies = { promise: 'Await it first.', null: FIND, undefined: FIND }
const EITHER: Remedies = {
  generator: ITERATE,
  promise: `${WRAP} If it is one of HTML, await it first.`,
  null: FIND,
  undefined: `${WRAP} If it should be an element, the selector has found none.`,
  value: WRAP,
}

function meantBy(subject: unknown, remedies: Remedies): string | undefined {
  if (subject === null) return remedies.null
  if (subject === undefined) return remedies.undefined
  if (isGenerator(subject)) return remedies.generator
  if (isPromiseLike(subject)) return remedies.promise
  return typeof subject === 'object' ? undefined : remedies.value
}

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

function isGenerator(subject: unknown): boolean {
  return /Generator(?:Function)?\]$/.test(Object.prototype.toString.call(subject))
}

function describe(subject: unknown): string {
  if (typeof subject === 'function') {
    return isBlock(subject) ? 'a function' : 'a generator function, which runs nothing when called'
  }
  if (isGenerator(subject)) return 'a generator, which runs nothing before it is iterated'
  if (subject === null || subject === undefined) return String(subject)
  if (isPromiseLike(subject)) return 'a promise, which has already begun its work'
  if (Array.isArray(subject)) return 'an array'
  if ((subject as { nodeType?: unknown }).nodeType === 2) return 'an attribute of an element'
  return typeof subject === 'object' ? 'an object' : `a ${typeof subject}`
}
