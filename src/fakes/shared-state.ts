import type { AiUsageEventRegistry } from '../ai-usage-events/index.ts'
import type { CounterStore } from '../counters/index.ts'
import type { Catalog } from '../definitions/index.ts'
import type { AsyncScope } from '../foundation/index.ts'
import { createAsyncScope, VERSION } from '../foundation/index.ts'
import type { Block } from './block.ts'
import type { TestEnvironment } from './test-environment.ts'

/** What all copies of this package in one run have in common. */
export interface SharedState {
  readonly version: string
  /** The test and the block that the running code belongs to. */
  readonly scope: AsyncScope<{ environment: TestEnvironment; block?: Block }>
  /** The environment of tests that run one after another. */
  environment: TestEnvironment | undefined
  /** The environments of the concurrent tests that run now. */
  readonly concurrent: Set<TestEnvironment>
  readonly openBlocks: Set<Block>
  /** The documents and elements whose clicks are tracked. */
  readonly boundRoots: WeakSet<object>
  catalog: Catalog | undefined
  /** The AI usage events that there are, once somebody asked for them. */
  aiUsageEvents: AiUsageEventRegistry | undefined
  /** Where tests count, unless in memory. */
  counterStore: CounterStore | undefined
  /** The catalog that the runner hands over, where it does. */
  providedCatalog: () => Catalog | undefined
  /** The folder to look for definitions from, where the runner knows the test's file. */
  testFolder: () => string | undefined
  /** What the runner mocks with, where a setup file says it. */
  mocking: RunnerMocking | undefined
  /** Whether sequential tests may run while concurrent ones are under way. */
  mixesTests: boolean
  /** Whether hooks settle open assertions at the end of each test. */
  settling: boolean
}

/** What a runner offers to replace functions for the length of a test. */
export interface RunnerMocking {
  beforeEach(run: () => void): void
  afterEach(run: () => void): void
  spyOn(object: object, method: string): { mockRestore(): void }
}

const KEY = Symbol.for('internal-events-testing')

/**
 * The state of this run. It hangs on `globalThis`, since a run may hold several copies of the
 * package (ESM beside CommonJS, or a copy re-evaluated after `vi.resetModules()`), and two journals
 * would let an assertion read the one that nothing was recorded in.
 *
 * @throws {Error} when copies of two versions meet.
 */
export function sharedState(): SharedState {
  const holder = globalThis as { [KEY]?: SharedState }
  holder[KEY] ??= {
    version: VERSION,
    scope: createAsyncScope(),
    environment: undefined,
    concurrent: new Set(),
    openBlocks: new Set(),
    boundRoots: new WeakSet(),
    catalog: undefined,
    aiUsageEvents: undefined,
    counterStore: undefined,
    providedCatalog: () => undefined,
    testFolder: () => undefined,
    mocking: undefined,
    mixesTests: false,
    settling: false,
  }
  const state = holder[KEY]
  if (state.version !== VERSION) {
    throw new Error(
      `Failed to load internal-events-testing ${VERSION}: version ${state.version} is already loaded in this run, and each would record only half of the events. Run npm ls internal-events-testing and keep one version.`,
    )
  }
  return state
}
