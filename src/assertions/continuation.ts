import type { BlockRun } from '../fakes/index.ts'
import type { Claim } from './claim.ts'
import type { MatcherContext } from './matcher-context.ts'
import type { MatcherDefinition } from './matcher-definition.ts'

type Joined = Record<string, (...args: unknown[]) => unknown>

/**
 * Makes the matchers of these families for use behind `.and`; `add` takes the claim of each, and
 * `refuse` the name of one that has no negation.
 */
export function continuationOf(
  context: MatcherContext,
  families: readonly MatcherDefinition[],
  add: (makeClaim: (before: string) => Claim<BlockRun>) => unknown,
  refuse: (name: string) => never,
): Joined & { readonly not: Joined } {
  const joined: Joined = {}
  const not: Joined = {}
  for (const { name, negated, block } of families) {
    joined[name] = (...args) => add((before) => block.positive(context, name, args, before))
    if (negated === undefined) {
      not[name] = () => refuse(name)
      continue
    }
    const deny: Joined[string] = (...args) =>
      add((before) => block.negative(context, negated, args, before))
    joined[negated] = deny
    not[name] = deny
  }
  return Object.assign(joined, { not }) as Joined & { readonly not: Joined }
}

/** Lists the negated matchers of these families: `toNotTriggerInternalEvents, … or …`. */
export function negationsOf(families: readonly MatcherDefinition[]): string {
  const names = families.flatMap(({ negated = [] }) => negated)
  return [names.slice(0, -1).join(', '), names.at(-1)].join(' or ')
}
