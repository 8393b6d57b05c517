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
  'by',
  'byAtLeast',
  'byAtMost',
  'from',
  'to',
  'onClick',
  'onLoad',
] as const

export type ChainMethod = (typeof CHAIN_METHODS)[number]

/** The methods that a claim takes; each is handed the argument of its call. */
export type ChainMethods = Readonly<Partial<Record<ChainMethod, (argument: never) => void>>>

/** The terms that the chain behind a matcher has set. */
export interface ClaimTerms {
  readonly methods: ChainMethods
  /** How long (ms) to watch for what comes after the block. */
  readonly watch?: number
  /** Whether only the end of that time can decide, since more events would break the claim. */
  readonly watchToEnd?: boolean
}
