/** The `this` that every supported runner gives a matcher. */
export interface MatcherContext {
  readonly isNot?: boolean
  /** True for `expect.soft` of Vitest. */
  readonly soft?: boolean
  readonly customTesters?: readonly Tester[]
  /** The state of the runner's snapshots, where it has them. */
  readonly snapshotState?: unknown
  /** The full name of the running test, where the runner tells it. */
  readonly currentTestName?: string | undefined
  readonly equals: (
    actual: unknown,
    expected: unknown,
    // biome-ignore lint/suspicious/noExplicitAny: each runner has its own type of tester
    customTesters?: any[],
  ) => boolean
  readonly utils: MatcherUtils
}

/** The colours and printers of the runner. */
export interface MatcherUtils {
  readonly EXPECTED_COLOR: (text: string) => string
  readonly RECEIVED_COLOR: (text: string) => string
  readonly DIM_COLOR: (text: string) => string
  readonly BOLD_WEIGHT: (text: string) => string
  // biome-ignore lint/suspicious/noExplicitAny: each runner has its own options
  readonly stringify: (value: unknown, maxDepth?: number, options?: any) => string
  /** The tester of maps, sets and other iterables. */
  readonly iterableEquality?: Tester
  readonly matcherHint: (
    name: string,
    received?: string,
    expected?: string,
    options?: { isNot?: boolean },
  ) => string
}

// biome-ignore lint/suspicious/noExplicitAny: each runner has its own type of tester
type Tester = any

/** The value that a matcher's promise resolves with. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
  readonly actual?: unknown
  readonly expected?: unknown
}
