import type { ChainMethod } from '../../src/assertions/chain-methods.ts'
import type { Continuations } from '../../src/entries/matchers.ts'

/** A chain as JavaScript has it: any word, in any order. For misuse that types refuse. */
export type UncheckedChain = Promise<void> &
  Readonly<Record<ChainMethod, (argument?: unknown) => UncheckedChain>> & {
    readonly and: Readonly<
      Record<keyof Omit<Continuations<boolean>, 'not'>, (...args: unknown[]) => UncheckedChain>
    >
  }

export function unchecked(chain: unknown): UncheckedChain {
  return chain as UncheckedChain
}
