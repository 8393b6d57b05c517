import type { ChainMethod } from '../../src/assertions/chain-methods.ts'
import type { Continuations, InternalEventsMatchers } from '../../src/entries/matchers.ts'

/** A chain as JavaScript has it: any word, in any order. For misuse that types refuse. */
export type UncheckedChain = Promise<void> &
  Readonly<Record<ChainMethod, (...args: unknown[]) => UncheckedChain>> & {
    readonly and: Readonly<
      Record<keyof Omit<Continuations<boolean>, 'not'>, (...args: unknown[]) => UncheckedChain>
    >
  }

/** The matchers of a subject as JavaScript has them. */
export type UncheckedMatchers = Readonly<
  Record<keyof InternalEventsMatchers<unknown>, (...args: unknown[]) => UncheckedChain>
>

/** Returns the result of `expect` without the types that refuse its misuse. */
export function uncheckedExpect(assertion: unknown): UncheckedMatchers {
  return assertion as UncheckedMatchers
}

export function unchecked(chain: unknown): UncheckedChain {
  return chain as UncheckedChain
}
