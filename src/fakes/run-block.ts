import { areNested, type Block } from './block.ts'
import { currentEnvironment } from './current-environment.ts'
import { sharedState } from './shared-state.ts'
import type { TestEnvironment } from './test-environment.ts'

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
    usageRecords: [],
    unattributed: [],
    errors: [],
    overlapped: false,
    open: true,
    store: environment.store,
    before,
    after: before,
    onEvent: () => {},
  }
  for (const other of state.openBlocks) {
    const apart = other.environment !== environment && !(block.store && other.store)
    if (apart || areNested(block, other)) continue
    other.overlapped = true
    block.overlapped = true
  }
  state.openBlocks.add(block)
  return block
}

/** What was recorded before a block began, while it waited for its store, is not its own. */
export function beginBlock(block: Block): void {
  block.events.length = 0
  block.usageRecords.length = 0
  block.unattributed.length = 0
}

/** Runs a function as part of a block: all that it starts belongs to the block, across `await`. */
export function runInBlock<Result>(block: Block, run: () => Result): Result {
  return sharedState().scope.run({ environment: block.environment, block }, run)
}

export function closeBlock(block: Block): void {
  if (!block.open) return
  block.open = false
  readCounters(block)
  sharedState().openBlocks.delete(block)
}

/** Opens a block again that has just ended, to see what comes later. */
export function watchBlock(block: Block): void {
  if (block.open) return
  block.open = true
  sharedState().openBlocks.add(block)
}

/** Takes what the counters in memory are now for what they are after the block. */
export function readCounters(block: Block): void {
  if (block.store) return
  if (block.after !== block.before) block.after.release()
  block.after = block.environment.counters.snapshot()
}

/** Ends the bookkeeping of the counters that a block's verdict needed. */
export function releaseBlock(block: Block): void {
  closeBlock(block)
  block.before.release()
  block.after.release()
}

/** Ends what is still open in an environment whose test is over, so that no later test sees it. */
export function closeBlocks(environment: TestEnvironment): void {
  for (const block of sharedState().openBlocks) {
    if (block.environment === environment) closeBlock(block)
  }
}
