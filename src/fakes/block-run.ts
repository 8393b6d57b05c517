import type { AiUsageRecord } from '../ai-usage-events/index.ts'
import {
  type CounterSnapshot,
  type CounterStore,
  loadCounters,
  usageMetricValue,
} from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'
import { type AsyncScope, createAsyncScope, shared } from '../foundation/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { concurrentTests } from './concurrent-tests.ts'
import { runner } from './runner.ts'
import type { Recorded, TestRun } from './test-run.ts'

/** The test and the block that code belongs to. */
interface Owner {
  readonly testRun: TestRun
  readonly block?: BlockRun
}

const scope = (): AsyncScope<Owner> => shared('scope', createAsyncScope<Owner>)
const openBlocks = () => shared('open-blocks', () => new Set<BlockRun>())

/** A record that could belong to several blocks. */
export interface Unattributed {
  readonly kind: keyof Recorded
  readonly name: string
}

/**
 * One run of the function that an assertion is about, and all that was tracked and counted
 * meanwhile. The assertion owns it: it opens the block, runs the function, may watch for longer,
 * closes the block, and releases it when the verdict has fallen. Every tracking function records
 * through the class.
 */
export class BlockRun {
  readonly testRun: TestRun
  /** The block that this one runs in. */
  readonly parent: BlockRun | undefined
  readonly events: TrackedEvent[] = []
  /** The AI usage events, stored or refused. */
  readonly usageRecords: AiUsageRecord[] = []
  /** Records from outside any test's asynchronous context, made while several blocks were open. */
  readonly unattributed: Unattributed[] = []
  /** Errors of clicks that could not be tracked: a DOM does not pass on what listeners throw. */
  readonly errors: unknown[] = []
  /** True when something else counted in the same place meanwhile: counts cannot be told apart. */
  overlapped = false
  /** The names of events that were counted while the block waited for its store, before or after the answer. */
  readonly countedMeanwhile: Set<string> = new Set()
  open = true
  /** The store to ask for counters, where they are not in memory. */
  readonly store: CounterStore | undefined
  before: CounterSnapshot
  /** The counters at the end of the block, or at the end of the time for which it was watched. */
  after: CounterSnapshot
  /** Called at every event that the block gains. */
  onEvent: () => void = () => {}

  private constructor(testRun: TestRun, parent: BlockRun | undefined) {
    this.testRun = testRun
    this.parent = parent
    this.store = testRun.store
    this.before = testRun.counters.snapshot()
    this.after = this.before
  }

  /** Opens a block in a test: from now on it gains the events that are tracked. */
  static open(testRun: TestRun): BlockRun {
    const around = scope().current()?.block
    const block = new BlockRun(testRun, nearestOpen(around))
    for (const other of openBlocks()) {
      const apart = other.testRun !== block.testRun && !(block.store && other.store)
      if (apart || areNested(block, other)) continue
      other.overlapped = true
      block.overlapped = true
    }
    openBlocks().add(block)
    return block
  }

  /** Runs a function as the block: all that it starts belongs to the block, across `await`. */
  run<Result>(block: () => Result): Result {
    return scope().run({ testRun: this.testRun, block: this }, block)
  }

  /**
   * Reads the metrics before the block from a store that answers later. Drops the records of that
   * wait, which do not belong to the block.
   */
  async loadBefore(metrics: readonly UsageMetric[]): Promise<void> {
    this.before.release()
    this.before = await loadSnapshot(this.store as CounterStore, metrics)
    for (const { name } of this.events) this.countedMeanwhile.add(name)
    this.events.length = 0
    this.usageRecords.length = 0
    this.unattributed.length = 0
    this.errors.length = 0
  }

  /** Reads the metrics after the block, where they lie in a store that answers later. */
  async loadAfter(metrics: readonly UsageMetric[]): Promise<void> {
    if (this.store && metrics.length > 0) this.after = await loadSnapshot(this.store, metrics)
  }

  /**
   * Gives a record to the block whose code made it, and to the blocks around that one. Code outside
   * any open block (a server, a queue's worker) tracks for the block that is open. With several
   * unrelated blocks nobody can tell for which, and each block notes that.
   */
  static record<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): void {
    if (openBlocks().size === 0) return
    markOverlapped()
    const block = BlockRun.current()
    if (block) block.gain(kind, recorded)
    else {
      const { name } = recorded
      for (const candidate of possibleOwners().blocks) candidate.unattributed.push({ kind, name })
    }
  }

  /** Returns the block that the running code belongs to, if that is certain. */
  static current(): BlockRun | undefined {
    const own = scope().current()?.block
    const nearest = nearestOpen(own)
    if (nearest) return nearest
    const { blocks, certain } = possibleOwners()
    return certain ? blocks.at(-1) : undefined
  }

  /** Opens a block again that has just ended, to see what comes later. */
  watch(): void {
    this.open = true
    openBlocks().add(this)
  }

  /** Takes the present counters in memory as the counters after the block. */
  readCounters(): void {
    if (this.store) return
    if (this.after !== this.before) this.after.release()
    this.after = this.testRun.counters.snapshot()
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.readCounters()
    openBlocks().delete(this)
  }

  /** Tells whether any block is open. */
  static anyIsOpen(): boolean {
    return openBlocks().size > 0
  }

  /** Closes the open blocks of a test that is over, so that no later test sees them. */
  static closeAllOf(testRun: TestRun): void {
    for (const block of openBlocks()) {
      if (block.testRun === testRun) block.close()
    }
  }

  /** Closes the block, and ends the bookkeeping of the counters that its verdict needed. */
  release(): void {
    this.close()
    this.before.release()
    this.after.release()
  }

  /** Adds a record to the block and to those around it. Public, for other copies of the package. */
  gain<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): void {
    for (let block: BlockRun | undefined = this; block; block = block.parent) {
      if (!block.open) continue
      const list: Recorded[keyof Recorded][] = block[kind]
      list.push(recorded)
      block.onEvent()
    }
  }
}

/** Returns the running test that the code belongs to, if it belongs to one. */
export function currentTest(): TestRun | undefined {
  const testRun = scope().current()?.testRun
  return testRun?.active ? testRun : undefined
}

/** Runs code for the given test, whatever started that code. */
export function runForTest<Result>(testRun: TestRun, run: () => Result): Result {
  return scope().run({ testRun }, run)
}

/** Returns the open blocks of the running test, or all of them for code of no running test. */
function possibleOwners(): { blocks: readonly BlockRun[]; certain: boolean } {
  const testRun = currentTest()
  const known = testRun !== undefined
  const blocks = [...openBlocks()].filter((block) => !known || block.testRun === testRun)
  const innermost = blocks.at(-1)
  const related = blocks.every((block) => areNested(block, innermost as BlockRun))
  return {
    blocks,
    certain: related && (known || concurrentTests().size <= (runner().mixesTests ? 0 : 1)),
  }
}

/** Marks other tests' blocks on a shared store: what this test counts moves what they read. */
function markOverlapped(): void {
  const testRun = currentTest()
  if (!testRun) return
  for (const block of openBlocks()) {
    if (block.store && block.testRun !== testRun) block.overlapped = true
  }
}

/** Returns the block, or the nearest one around it, that is open. */
function nearestOpen(own: BlockRun | undefined): BlockRun | undefined {
  let block = own
  while (block && !block.open) block = block.parent
  return block
}

/** Tells whether one block contains the other; such blocks always overlap. */
function areNested(one: BlockRun, other: BlockRun): boolean {
  return isWithin(one, other) || isWithin(other, one)
}

function isWithin(inner: BlockRun, outer: BlockRun): boolean {
  for (let block: BlockRun | undefined = inner; block; block = block.parent) {
    if (block === outer) return true
  }
  return false
}

/** Asks a store that answers later for these metrics; the snapshot has no others. */
function loadSnapshot(
  store: CounterStore,
  metrics: readonly UsageMetric[],
): Promise<CounterSnapshot> {
  const time = Date.now()
  return loadCounters(store, (counters) => {
    for (const metric of metrics) usageMetricValue(metric, counters, time, 'test')
    return { ...counters, time, release() {} }
  })
}
