/** The methods that may follow a matcher; each family of matchers takes some of them. */
export const CHAIN_METHODS = [
  'with',
  'once',
  'twice',
  'thrice',
  'never',
  'times',
  'exactly',
  'atLeast',
  'atMost',
  'within',
  'inOrder',
  'by',
  'byAtLeast',
  'byAtMost',
  'from',
  'to',
  'onClick',
  'onLoad',
] as const

export type ChainMethod = (typeof CHAIN_METHODS)[number]

/** The methods that take no argument. */
export const WITHOUT_ARGUMENT: ReadonlySet<ChainMethod> = new Set([
  'once',
  'twice',
  'thrice',
  'never',
  'inOrder',
  'onClick',
  'onLoad',
])

/** The methods that set no end of a range: a range knows itself what contradicts it. */
export const SAID_ONCE: ReadonlySet<ChainMethod> = new Set([
  'with',
  'within',
  'inOrder',
  'onClick',
  'onLoad',
])

/** A word that may be written without its call. */
export type ChainWord = ChainMethod | 'and'

/** The methods that a claim takes; each gets the argument of its call. */
export type ChainMethods = Readonly<Partial<Record<ChainMethod, (argument: never) => void>>>

/** The terms that the chain behind a matcher has set. */
export interface ClaimTerms {
  readonly methods: ChainMethods
  /** True when the chain says a count, so that the word `times` may end its phrase. */
  readonly counted?: boolean
  /** True when the claim says that nothing happens, as a negation does. */
  readonly never?: boolean
  /** The time (ms) to watch for events that come after the block. */
  readonly watch?: number
  /** True when only the end of the chain's time can decide, since more events would break the claim. */
  readonly watchToEnd?: boolean
  /** True when the claim is about all that pages have sent already, so that it has to be awaited. */
  readonly needsAll?: boolean
}
