import { TrackedElements } from '../html/index.ts'
import { BlockAssertion } from './block-assertion.ts'
import { callText, subjectText } from './called.ts'
import { HtmlAssertion } from './html-assertion.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import type { Claims, MatcherDefinition } from './matcher-definition.ts'
import { matcherError } from './matcher-error.ts'
import { blockOnly, htmlOrBlock, onLineOf } from './subject.ts'

/** A matcher as `expect.extend` takes it. */
export type Matcher = (
  this: MatcherContext,
  subject: unknown,
  ...args: unknown[]
) => MatcherResult | Promise<MatcherResult>

/**
 * Makes the matchers of all families. Each assertion knows them all, to join them by `.and`;
 * `joined` are those that stand only there.
 */
export function createMatchers<Name extends string>(
  families: readonly MatcherDefinition<Name>[],
  joined: readonly MatcherDefinition[],
): Record<Name, Matcher> {
  const all = [...families, ...joined]
  const matchers = families.flatMap((family) => [
    createMatcher(family, family.name, false, all),
    ...(family.negated ? [createMatcher(family, family.negated, true, all)] : []),
  ])
  return Object.fromEntries(matchers.map((matcher) => [matcher.name, matcher])) as Record<
    Name,
    Matcher
  >
}

function createMatcher(
  { block, html }: MatcherDefinition,
  name: string,
  negated: boolean,
  families: readonly MatcherDefinition[],
): Matcher {
  // The key names the function; stack traces and messages show that name.
  const { [name]: matcher } = {
    [name](this: MatcherContext, subject: unknown, ...args: unknown[]): Promise<MatcherResult> {
      const self = matcher as Matcher
      const form = negated || this.isNot ? 'negative' : 'positive'
      const given = html ? htmlOrBlock(subject, self) : blockOnly(subject, self)
      if (negated) refuseDoubleNegation(this, given, callText(name, args))
      if (typeof given === 'function') {
        const claim = onLineOf(self, () => block[form](this, name, args))
        return BlockAssertion.start(this, given, claim, families)
      }
      const claim = onLineOf(self, () => (html as Claims<TrackedElements>)[form](this, name, args))
      const [event] = args.flat(Number.POSITIVE_INFINITY) as [string?]
      return HtmlAssertion.start(this, new TrackedElements(given, event), claim)
    },
  }
  return matcher as Matcher
}

/** @throws {MatcherError} `INVALID_CHAIN` for `.not.toNot…`. */
function refuseDoubleNegation(context: MatcherContext, given: unknown, call: string): void {
  if (!context.isNot) return
  const subject = typeof given === 'function' ? 'block' : 'html'
  throw matcherError(
    'INVALID_CHAIN',
    `${subjectText(subject, context)}.${call}`,
    'it is negated twice',
    'Leave out .not, or use the positive matcher.',
  )
}
