import type { HandedCatalog, UsedLines } from '../definitions/index.ts'
import { shared } from '../foundation/index.ts'

/** The facts that a set-up file has told about the runner. */
interface Runner {
  /** True when hooks settle open assertions at the end of each test. */
  settles: boolean
  /** True when a test or its set-up has used more than the tracking functions. */
  prepared: boolean
  /** True when each test and each file has a run of its own. */
  tellsTests: boolean
  /** The number of promises that it derives, one from another, from the one that a matcher returns. */
  derivedPromises: number
  /** The runner's `expect`, with the matchers of this package. */
  expect: ((subject: unknown) => unknown) | undefined
  /** The runner's means of mocking, if it has some. */
  mocking: RunnerMocking | undefined
  /** Returns the catalog that the runner hands over, where it does. */
  handedCatalog: () => Handed | undefined
  /** Returns the path of the running file of tests, where the runner knows it. */
  testFile: () => string | undefined
  /** Returns the folder to look for definitions from, where the runner knows the test's file. */
  testFolder: () => string | undefined
}

/** A catalog that the runner hands over, and who hears of the lines that are used. */
export interface Handed {
  readonly catalog: HandedCatalog
  readonly onUse?: UsedLines['add']
}

/** The means of a runner to replace functions during a test. */
export interface RunnerMocking {
  beforeEach(run: () => void): void
  afterEach(run: () => void): void
  spyOn(object: object, method: string): { mockRestore(): void }
}

/** Returns the facts about the runner; without a set-up file nothing is known. */
export function runner(): Runner {
  return shared('runner', () => ({
    settles: false,
    prepared: false,
    tellsTests: false,
    derivedPromises: 1,
    expect: undefined,
    mocking: undefined,
    handedCatalog: () => undefined,
    testFile: () => undefined,
    testFolder: () => undefined,
  }))
}
