import type { BlockRun } from '../fakes/index.ts'
import type { Claim } from './claim.ts'
import type { MatcherContext } from './matcher-context.ts'
import type { MatcherDefinition } from './matcher-definition.ts'

type Joined = Record<string, (...args: unknown[]) => unknown>

/** Makes the matchers of these families for use behind `.and`; `add` takes the claim of each. */
export function continuationOf(
  context: MatcherContext,
  families: readonly MatcherDefinition[],
  add: (makeClaim: (before: string) => Claim<BlockRun>) => unknown,
): Joined & { readonly not: Joined } {
  const joined: Joined = {}
  const not: Joined = {}
  for (const { name, negated, block } of families) {
    joined[name] = (...args) => add((before) => block.positive(context, name, args, before))
    if (negated === undefined) continue
    const deny: Joined[string] = (...args) =>
      add((before) => block.negative(context, negated, args, before))
    joined[negated] = deny
    not[name] = deny
  }
  return Object.assign(joined, { not }) as Joined & { readonly not: Joined }
}
