import { type Catalog, findRoot, loadCatalog } from '../definitions/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { areNested, type Block } from './block.ts'
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

/** The environment of tests that run one after another. */
export function sequentialEnvironment(): TestEnvironment {
  const state = sharedState()
  state.environment ??= createEnvironment()
  return state.environment
}

/** Runs a concurrent test in an environment of its own; `atEnd` is called when it is over. */
export async function runInOwnEnvironment(
  test: () => unknown,
  atEnd: (environment: TestEnvironment) => Promise<void>,
): Promise<void> {
  const state = sharedState()
  const environment = createEnvironment()
  state.concurrent.add(environment)
  try {
    await state.scope.run({ environment }, async () => {
      try {
        await test()
      } catch (error) {
        // The test's own failure comes first; what is still open must be settled all the same.
        await atEnd(environment).catch(() => {})
        throw error
      }
      await atEnd(environment)
    })
  } finally {
    state.concurrent.delete(environment)
    environment.active = false
    closeBlocks(environment)
  }
}

/** Ends what is still open in an environment whose test is over, so that no later test sees it. */
export function closeBlocks(environment: TestEnvironment): void {
  for (const block of sharedState().openBlocks) {
    if (block.environment === environment) closeBlock(block)
  }
}

/** Starts watching what `runInBlock` will run. */
export function openBlock(): Block {
  const state = sharedState()
  const environment = currentEnvironment()
  const parent = state.scope.current()?.block
  const before = environment.counters.snapshot()
  const block: Block = {
    environment,
    parent: parent?.open ? parent : undefined,
    events: [],
    unattributed: [],
    overlapped: false,
    open: true,
    before,
    after: before,
    onEvent: () => {},
  }
  for (const other of state.openBlocks) {
    if (other.environment !== environment || areNested(block, other)) continue
    other.overlapped = true
    block.overlapped = true
  }
  state.openBlocks.add(block)
  return block
}

/** Runs a function as part of a block: all that it starts belongs to the block, across `await`. */
export function runInBlock<Result>(block: Block, run: () => Result): Result {
  return sharedState().scope.run({ environment: block.environment, block }, run)
}

export function closeBlock(block: Block): void {
  if (!block.open) return
  block.open = false
  block.after = block.environment.counters.snapshot()
  sharedState().openBlocks.delete(block)
}

/** Opens a block again that has just ended, to see what comes later. */
export function watchBlock(block: Block): void {
  if (block.open) return
  block.open = true
  block.after.release()
  sharedState().openBlocks.add(block)
}

/** Ends the bookkeeping of the counters that a block's verdict needed. */
export function releaseBlock(block: Block): void {
  closeBlock(block)
  block.before.release()
  block.after.release()
}

/** The catalog of this run, loaded when it is first needed. */
export function currentCatalog(): Catalog {
  const state = sharedState()
  state.catalog ??= loadCatalog({ root: findRoot(state.testFolder() ?? process.cwd()) })
  return state.catalog
}

function createEnvironment(): TestEnvironment {
  return new TestEnvironment(currentCatalog, attribute)
}

/**
 * Gives an event to the block whose code tracked it, and to the blocks around that one. Code
 * outside any open block (a server, a queue's worker) tracks for the block that is open; with
 * several unrelated ones nobody can tell for which, and each is told so.
 */
function attribute(event: TrackedEvent): void {
  const state = sharedState()
  if (state.openBlocks.size === 0) return
  const scope = state.scope.current()
  if (scope?.block?.open) return give(event, scope.block)

  const candidates = [...state.openBlocks].filter(
    (block) => !scope?.environment.active || block.environment === scope.environment,
  )
  const innermost = candidates.at(-1)
  if (!innermost) return
  const unrelated =
    candidates.some((block) => !areNested(block, innermost)) ||
    (!scope?.environment.active && state.concurrent.size > (state.mixesTests ? 0 : 1))
  if (!unrelated) return give(event, innermost)
  for (const block of candidates) block.unattributed.push(event)
}

function give(event: TrackedEvent, innermost: Block): void {
  for (let block: Block | undefined = innermost; block; block = block.parent) {
    if (!block.open) continue
    block.events.push(event)
    block.onEvent()
  }
}
