import type { InMemoryCounterStore } from '../counters/index.ts'
import { type Catalog, DefinitionError, findRoot, loadCatalog } from '../definitions/index.ts'
import { runsInBrowser } from '../foundation/index.ts'
import { attributeEvent } from './attribute-event.ts'
import { sharedState } from './shared-state.ts'
import { TestEnvironment } from './test-environment.ts'

/**
 * The environment that running code belongs to: that of its concurrent test; for code without one
 * (a server started before the tests, say) that of the only concurrent test that runs.
 */
export function currentEnvironment(): TestEnvironment {
  const state = sharedState()
  const own = state.scope.current()?.environment
  if (own?.active) return own
  if (state.concurrent.size === 1 && !state.mixesTests) {
    const [only] = state.concurrent
    return only as TestEnvironment
  }
  return sequentialEnvironment()
}

/**
 * The counters in memory of the running test.
 *
 * @throws {Error} where nothing is counted there.
 */
export function countersInMemory(): InMemoryCounterStore {
  const { counters, store } = currentEnvironment()
  if (!store) return counters
  throw new Error(
    'Failed to read the counters in memory: useCounterStore has the tests count in another store. Read that one, or a metric in it by usageMetrics.valueIn(store, keyPath).',
  )
}

/** Whether a test of this process reads what is recorded: a set-up file resets it, or a block is open. */
export function isTesting(): boolean {
  const { settling, openBlocks } = sharedState()
  return settling || openBlocks.size > 0
}

/** Runs code for a test that is known by something else than what started the code. */
export function runForTest<Result>(environment: TestEnvironment, run: () => Result): Result {
  return sharedState().scope.run({ environment }, run)
}

/** The environment of tests that run one after another. */
export function sequentialEnvironment(): TestEnvironment {
  const state = sharedState()
  state.environment ??= createEnvironment()
  return state.environment
}

/** An environment with nothing in it. */
export function createEnvironment(): TestEnvironment {
  return new TestEnvironment(currentCatalog, attributeEvent)
}

/** The catalog of this run, loaded when it is first needed. */
export function currentCatalog(): Catalog {
  const state = sharedState()
  state.catalog ??= state.providedCatalog() ?? loadProjectCatalog(state.testFolder())
  return state.catalog
}

function loadProjectCatalog(testFolder: string | undefined): Catalog {
  if (runsInBrowser()) {
    throw new DefinitionError(
      'NO_DEFINITIONS',
      "Failed to load the catalog: a browser cannot read definition files. Add globalSetup: ['internal-events-testing/vitest-definitions'] to vitest.config.ts, which hands them over.",
    )
  }
  return loadCatalog({ root: findRoot(testFolder ?? process.cwd()) })
}
