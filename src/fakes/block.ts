import type { AiUsageRecord } from '../ai-usage-events/index.ts'
import type { CounterSnapshot, CounterStore } from '../counters/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import type { TestEnvironment } from './test-environment.ts'

/** The run of a function that an assertion is about: what was tracked and counted meanwhile. */
export interface Block {
  readonly environment: TestEnvironment
  readonly parent: Block | undefined
  readonly events: TrackedEvent[]
  /** What became of AI usage events. */
  readonly usageRecords: AiUsageRecord[]
  /** What was recorded meanwhile outside any test's asynchronous context, with several blocks open. */
  readonly unattributed: Unattributed[]
  /** What a click that it made could not track: a DOM does not hand on what listeners throw. */
  readonly errors: unknown[]
  /** Something else counted in the same place at the same time, so that counters cannot be told apart. */
  overlapped: boolean
  open: boolean
  /** The store to ask for counters, where they are not in memory. */
  readonly store: CounterStore | undefined
  before: CounterSnapshot
  /** The counters at the end; the block's own end unless it is watched for longer. */
  after: CounterSnapshot
  /** Called at every event that the block gains. */
  onEvent: () => void
}

/** What is recorded of a block, by the lists that have it. */
export interface Recorded {
  readonly events: TrackedEvent
  readonly usageRecords: AiUsageRecord
}

/** Something that could belong to several blocks. */
export interface Unattributed {
  readonly kind: keyof Recorded
  readonly name: string
}

/** Blocks that contain each other overlap by nature. */
export function areNested(one: Block, other: Block): boolean {
  return isWithin(one, other) || isWithin(other, one)
}

function isWithin(inner: Block, outer: Block): boolean {
  for (let block: Block | undefined = inner; block; block = block.parent) {
    if (block === outer) return true
  }
  return false
}
