import type { Block } from '../fakes/index.ts'
import type { Claim, Judgement } from './claim.ts'
import { CountRange } from './count-range.ts'
import { matcherError } from './matcher-error.ts'
import { callText, checkNames, noNames } from './names.ts'

/** What is claimed, once the chain is complete. */
export interface Counted<Expected> {
  readonly call: string
  readonly count: CountRange
  /** What `.with()` was given. */
  readonly expected: Expected | undefined
}

/** What makes a counted claim one about this or that. */
interface CountedRules<Expected> {
  /** Throws for a name that is not known. */
  checkName(name: string): void
  /** Throws for what `.with()` cannot compare. */
  checkExpected(call: string, expected: unknown): void
  judge(block: Block, counted: Counted<Expected>): Judgement
}

/** Each of the names happened, as `.with()` says, as often as the chain says: once by default. */
export function countedClaim<Expected>(
  matcher: string,
  names: readonly string[],
  { checkName, checkExpected, judge }: CountedRules<Expected>,
): Claim<Block> {
  if (names.length === 0) throw noNames(matcher, 'event')
  checkNames(matcher, 'event', names, checkName)
  const call = callText(matcher, names)
  const count = new CountRange(() => `expect(block).${call}`)
  const misuse = (cause: string, remedy: string) =>
    matcherError('INVALID_CHAIN', `expect(block).${call}`, cause, remedy)
  let expected: Expected | undefined
  let watch = 0
  return {
    matcher,
    call,
    chainText: '',
    negated: false,
    get watch() {
      return watch
    },
    get watchToEnd() {
      return watch > 0 && count.min === 0
    },
    chain: {
      ...count.chain,
      with(argument: Expected) {
        if (expected) throw misuse('.with() was given twice', 'Put all fields into one .with().')
        checkExpected(call, argument)
        expected = argument
      },
      within(ms: number) {
        if (!Number.isFinite(ms) || ms <= 0) {
          throw misuse(
            `.within(${String(ms)}) is no time`,
            'Give a number of milliseconds above 0.',
          )
        }
        watch = ms
      },
    },
    judge: (block) => judge(block, { call, count, expected }),
  }
}
