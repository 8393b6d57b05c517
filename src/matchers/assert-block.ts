import { InternalEventsError } from '../definitions/index.ts'
import { isPromiseLike } from '../tracking/index.ts'
import { Assertion } from './assertion.ts'
import type { Claim } from './claim.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'

/**
 * Asserts a claim on a subject: a function is run as a block.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else.
 */
export function assertBlock(
  context: MatcherContext,
  subject: unknown,
  makeClaim: () => Claim,
  matcher: { readonly name: string } & ((...args: never[]) => unknown),
): Promise<MatcherResult> {
  if (typeof subject !== 'function' || isGenerator(subject)) {
    throw matcherError(
      'INVALID_SUBJECT',
      `expect(subject).${matcher.name}()`,
      `the subject should be a function, but is ${describe(subject)}`,
      'Wrap what triggers the events: expect(() => run()).',
    )
  }
  let claim: Claim
  try {
    claim = makeClaim()
  } catch (error) {
    // What is wrong stands on the line of the assertion, not in here.
    if (error instanceof InternalEventsError) Error.captureStackTrace?.(error, matcher)
    throw error
  }
  return Assertion.start(context, subject as () => unknown, claim)
}

/** Calling a generator function runs nothing of it. */
function isGenerator(subject: { readonly constructor: { readonly name: string } }): boolean {
  return subject.constructor.name.endsWith('GeneratorFunction')
}

function describe(subject: unknown): string {
  if (typeof subject === 'function') return 'a generator function, which runs nothing when called'
  if (subject === null || subject === undefined) return String(subject)
  if (isPromiseLike(subject)) return 'a promise, whose work has begun already'
  if (Array.isArray(subject)) return 'an array'
  return typeof subject === 'object' ? 'an object' : `a ${typeof subject}`
}
