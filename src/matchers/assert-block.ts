import {
  type Claim,
  invalidSubject,
  isBlock,
  type Matcher,
  type MatcherContext,
  type MatcherResult,
  onLineOf,
  WRAP,
} from '../assertions/index.ts'
import type { Block } from '../fakes/index.ts'
import { BlockAssertion } from './block-assertion.ts'

/**
 * Asserts a claim on a function, which is run as a block.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` for anything else.
 */
export function assertBlock(
  context: MatcherContext,
  subject: unknown,
  makeClaim: () => Claim<Block>,
  matcher: Matcher,
): Promise<MatcherResult> {
  if (!isBlock(subject)) throw invalidSubject(matcher, subject, 'a function', WRAP)
  const claim = onLineOf(matcher, makeClaim)
  return BlockAssertion.start(context, subject, claim)
}
