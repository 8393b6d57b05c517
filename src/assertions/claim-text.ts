import type { Subject } from './called.ts'
import { type ChainMethod, type ChainWord, SAID_ONCE, WITHOUT_ARGUMENT } from './chain-methods.ts'
import type { Claim } from './claim.ts'
import type { MatcherContext } from './matcher-context.ts'

type Written = Pick<Claim<never>, 'matcher' | 'call' | 'chainText' | 'negated' | 'terms'>

/** Returns the first line of a message, which repeats the claim in the style of the runner. */
export function claimHint(
  claim: Written,
  subject: Subject,
  { isNot, utils }: MatcherContext,
): string {
  const args = claim.call.slice(`${claim.matcher}(`.length, -1)
  return (
    utils.matcherHint(claim.matcher, subject, args, { isNot: isNot === true }) +
    utils.DIM_COLOR(claim.chainText)
  )
}

/** Returns cause and remedy for a chain method that the claim does not take. */
export function notTaken(
  { matcher, negated, terms }: Written,
  method: ChainMethod,
  subject: Subject,
): [cause: string, remedy: string] {
  if (negated) {
    return [`the negated form does not take .${method}()`, positiveOf(matcher, method)]
  }
  const taken = Object.keys(terms.methods).map((name) => `.${name}()`)
  return [
    `${matcher} does not take .${method}()${subject === 'html' ? ' for rendered HTML' : ''}`,
    taken.length > 0 ? `It takes ${taken.join(', ')}.` : `Leave out .${method}().`,
  ]
}

/** Returns cause and remedy for a call that says more than its method can take. */
export function oneTooMany(
  { said }: Pick<Claim<never>, 'said'>,
  method: ChainMethod,
  args: readonly unknown[],
): [cause: string, remedy: string] | undefined {
  const allFields = method === 'with' ? 'Put all fields into one .with().' : undefined
  if (SAID_ONCE.has(method) && said.includes(method)) {
    return [`.${method}() was given twice`, allFields ?? 'Say it once.']
  }
  const most = WITHOUT_ARGUMENT.has(method) ? 0 : 1
  if (args.length <= most) return undefined
  return most === 0
    ? [`.${method}() takes no argument`, 'Leave it out.']
    : [`.${method}() takes one argument`, allFields ?? 'Leave out the others.']
}

/** Returns how to say a negated claim that has a chain. */
function positiveOf(matcher: string, method: ChainMethod): string {
  const isMeant = matcher.endsWith('Events') && (method === 'with' || method === 'within')
  if (!isMeant) return 'State the positive claim with its chain instead.'
  return `Write ${matcher.replace('toNot', 'to')}(…).${method}(…).never().`
}

/**
 * Returns cause and remedy for the first word that was written without its call. `times` may be,
 * where it ends a phrase: `.exactly(3).times`.
 */
export function firstUncalled(
  claims: readonly (Written & Pick<Claim<never>, 'uncalled'>)[],
  subject: Subject,
): [cause: string, remedy: string] | undefined {
  for (const claim of claims) {
    for (const word of claim.uncalled) {
      if (word !== 'times' || !claim.terms.counted) return notCalled(claim, word, subject)
    }
  }
  return undefined
}

function notCalled(
  claim: Written,
  word: ChainWord,
  subject: Subject,
): [cause: string, remedy: string] {
  if (word === 'and') {
    return [
      'no matcher behind .and is called, so it makes no claim',
      'Call one, as in .and.toThrow(), or leave out .and.',
    ]
  }
  const apply = claim.terms.methods[word]
  if (!apply) return notTaken(claim, word, subject)
  if (word === 'times') return ['.times says no number', 'Write .times(3) or .exactly(3).times.']
  return [`.${word} is not called`, `Write .${word}(${apply.length > 0 ? '…' : ''}).`]
}
