import type { Catalog } from '../definitions/index.ts'
import { shared } from '../foundation/index.ts'

/** What a set-up file has told of the runner. */
interface Runner {
  /** Whether hooks settle open assertions at the end of each test. */
  settles: boolean
  /** Whether sequential tests may run while concurrent ones are under way. */
  mixesTests: boolean
  /** What it mocks with, where it can. */
  mocking: RunnerMocking | undefined
  /** Returns the catalog that the runner hands over, where it does. */
  providedCatalog: () => Catalog | undefined
  /** Returns the folder to look for definitions from, where the runner knows the test's file. */
  testFolder: () => string | undefined
}

/** What a runner offers to replace functions for the length of a test. */
export interface RunnerMocking {
  beforeEach(run: () => void): void
  afterEach(run: () => void): void
  spyOn(object: object, method: string): { mockRestore(): void }
}

/** Returns what is known of the runner; nothing without a set-up file. */
export function runner(): Runner {
  return shared('runner', () => ({
    settles: false,
    mixesTests: false,
    mocking: undefined,
    providedCatalog: () => undefined,
    testFolder: () => undefined,
  }))
}
