import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** The part of a block that the end of its test needs. */
interface OpenBlock {
  readonly testRun: TestRun
  close(): void
}

/** Returns the blocks that run now. */
export function openBlocks<Block extends OpenBlock>(): Set<Block> {
  return shared('open-blocks', () => new Set())
}

/** Closes the blocks that a test leaves open. */
export function closeBlocksOf(testRun: TestRun): void {
  for (const block of openBlocks()) {
    if (block.testRun === testRun) block.close()
  }
}
