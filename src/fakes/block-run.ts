// Above 250 lines, since every record of a test finds its block here, by one rule.

import type { AiUsageRecord } from '../ai-usage-events/index.ts'
import type { CounterSnapshot, CounterStore } from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'
import type { RefusedCall, SilentCall, TrackedEvent } from '../tracking/index.ts'
import { countedAfter, loadSnapshot, presentCounters } from './block-counters.ts'
import { BlockUsage, type BlockUsageRecord } from './block-usage.ts'
import { type Owner, owner, ownRun, runForOwner } from './code-owner.ts'
import { keepOwnersOfTimers } from './fake-clock.ts'
import { areNested, isWithin, nearestOpen } from './nested-blocks.ts'
import { openBlocks } from './open-blocks.ts'
import { isOwnTimer } from './own-timer.ts'
import { isCreatedBefore, type Moment, now } from './payload-age.ts'
import { hearQueuedEvents, type QueuedEvent } from './queued-event.ts'
import { runner } from './runner.ts'
import { runningTests } from './running-tests.ts'
import type { SeenRequest } from './seen-request.ts'
import type { SentData } from './sent-data.ts'
import type { Recorded, TestRun } from './test-run.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** A record that nobody can attribute to one block. */
export interface Unattributed {
  readonly kind: keyof Recorded
  readonly name: string
  /** The test whose code made it; without one, the code belongs to no test. */
  readonly from?: TestRun
}

/** A record of a block's code that came after the block had ended. */
export interface Late {
  readonly kind: keyof Recorded
  readonly record: Recorded[keyof Recorded]
  /** The time since the end of the block, in milliseconds. */
  readonly after: number
}

/** The error of a block, and the way in which it came. */
export interface BlockError {
  readonly error: unknown
  readonly way: 'thrown' | 'rejected'
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
  /** The AI usage events of its code, kept or refused in this process. */
  readonly usageRecords: AiUsageRecord[] = []
  /** The calls that tracking refused, for claims to hear of where the code caught the error. */
  readonly refusals: RefusedCall[] = []
  /** The data that its code sent beside internal events. */
  readonly sent: SentData[] = []
  /** The calls that tracked nothing by design. */
  readonly silent: SilentCall[] = []
  /** Records from outside any test's asynchronous context, made while several blocks were open. */
  readonly unattributed: Unattributed[] = []
  /** The names of events that came meanwhile, but were tracked before the block began. */
  readonly older: string[] = []
  /** Records of a timer that an ended test had set, which count for nobody. */
  readonly dropped: Unattributed[] = []
  /** The requests that collectors saw meanwhile. */
  readonly requests: SeenRequest[] = []
  /** The events that a client has put into its queue meanwhile. */
  readonly queued: QueuedEvent[] = []
  /** Errors that a click's listener let through: a DOM does not pass them on. */
  readonly errors: unknown[] = []
  /** The value that the block returned, or that its promise resolved with. */
  returned: unknown
  /** The error that ended the block. */
  thrown: BlockError | undefined
  /** True when something else counted in the same place meanwhile: counts cannot be told apart. */
  overlapped = false
  /** The names of events that were counted while the block waited for its store, before or after the answer. */
  readonly countedMeanwhile: Set<string> = new Set()
  open = true
  /** The store to ask for counters, where they are not in memory. */
  readonly store: CounterStore | undefined
  /** The rows in a store of AI usage events, where they are not in memory. */
  readonly usage: BlockUsage | undefined
  before: CounterSnapshot
  /** The counters at the end of the block, or at the end of the time for which it was watched. */
  after: CounterSnapshot
  /** The records of its code that came after it had ended, while its test went on. */
  readonly late: Late[] = []
  /** The requests of its code that may have gone past a collector in MSW after it had ended. */
  readonly lateMissed: SeenRequest[] = []
  /** The events that its code has put into the queue of a client after it had ended. */
  readonly lateQueued: QueuedEvent[] = []
  /** True when its test has failed for not awaiting it, so that what it still does says nothing. */
  abandoned = false
  #begun: Moment = now()
  /** The time (ms) for which it was watched after its end. */
  watched = 0
  /** The number of events that its test had tracked beside all blocks before it began. */
  earlier: number
  #endedAt = 0
  /** Called at every event that the block gains. */
  onEvent: () => void = () => {}

  private constructor(testRun: TestRun, parent: BlockRun | undefined) {
    this.testRun = testRun
    this.parent = parent
    this.store = testRun.store
    this.usage = testRun.usedStore && new BlockUsage(testRun.usedStore, testRun)
    this.before = presentCounters(testRun)
    this.after = this.before
    this.earlier = testRun.besideBlocks.length
  }

  /** Opens a block in a test: from now on it gains the events that are tracked. */
  static open(testRun: TestRun): BlockRun {
    runner().prepared = true
    hearQueuedEvents(BlockRun.noteQueued)
    const block = new BlockRun(testRun, nearestOpen(owner<BlockRun>()?.block))
    for (const other of besides(block.parent)) {
      shareUsage(block, other)
      const apart = other.testRun !== block.testRun && !(block.store && other.store)
      if (apart) continue
      other.overlapped = true
      block.overlapped = true
    }
    openBlocks<BlockRun>().add(block)
    block.#shareWithTests()
    return block
  }

  /**
   * Runs a function as the block: all that it starts belongs to the block, across `await`, and counts
   * before the block ends, even where a batch is open around it.
   */
  run<Result>(block: () => Result): Result {
    const { testRun } = this
    keepOwnersOfTimers()
    return runForOwner({ testRun, block: this }, () => {
      try {
        return testRun.api.withoutBatch(block)
      } finally {
        keepOwnersOfTimers()
      }
    })
  }

  /** Awaits the promise of the block as the block's code, since a lazy promise begins its work then. */
  finish(promise: PromiseLike<unknown>): Promise<void> {
    return this.run(async () => {
      try {
        this.returned = await promise
      } finally {
        keepOwnersOfTimers()
      }
    })
  }

  /** Reads the metrics before the block from a store that answers later. */
  async loadBefore(metrics: readonly UsageMetric[]): Promise<void> {
    this.before.release()
    this.before = await loadSnapshot(this.store as CounterStore, metrics)
  }

  /**
   * Begins anew, where the function runs later than the block was opened: what was recorded until
   * now does not belong to the block.
   */
  begin(): void {
    if (this.store) for (const { name } of this.events) this.countedMeanwhile.add(name)
    else {
      this.before.release()
      this.before = presentCounters(this.testRun)
      this.after = this.before
    }
    this.#forget()
  }

  /** Runs code that is not the block's, such as the reading of a value, while the block is open. */
  aside(run: () => void): void {
    const { open } = this
    this.open = false
    openBlocks<BlockRun>().delete(this)
    try {
      run()
    } finally {
      this.open = open
      if (open) openBlocks<BlockRun>().add(this)
    }
  }

  #forget(): void {
    this.events.length = 0
    this.usageRecords.length = 0
    this.refusals.length = 0
    this.sent.length = 0
    this.silent.length = 0
    this.unattributed.length = 0
    this.dropped.length = 0
    this.older.length = 0
    this.queued.length = 0
    this.lateQueued.length = 0
    this.requests.length = 0
    this.errors.length = 0
    this.late.length = 0
    this.lateMissed.length = 0
    this.earlier = this.testRun.besideBlocks.length
    this.#begun = now()
  }

  /** Reads the metrics after the block, where they lie in a store that answers later. */
  async loadAfter(metrics: readonly UsageMetric[]): Promise<void> {
    if (this.store) this.after = await loadSnapshot(this.store, metrics)
  }

  /** Reads the AI usage events after the block, where they lie in a store of the user's own. */
  async loadUsage(): Promise<void> {
    const { usage } = this
    if (!usage) return
    await usage.loadAfter()
    this.#shareWithTests()
  }

  /** Notes what other tests use: one without a block may cause rows, too. */
  #shareWithTests(): void {
    for (const { usedStore } of [...runningTests()].filter((other) => other !== this.testRun)) {
      if (usedStore) this.usage?.shareWith(usedStore)
    }
  }

  /** Notes that a test has begun to use a store, for the blocks that are open. */
  static noteUse(testRun: TestRun, used: UsedAiUsageEventStore): void {
    for (const { usage, testRun: other } of openBlocks<BlockRun>()) {
      if (other !== testRun) usage?.shareWith(used)
    }
  }

  /** The outcomes of the AI usage events of the block, and the rows of other writers in its store. */
  get usageOutcomes(): readonly BlockUsageRecord[] {
    return this.usage ? this.usage.records(this.usageRecords) : this.usageRecords
  }

  /**
   * Gives a record to the block whose code made it, and to the blocks around that one. Where that
   * block has ended, the record is late for it, and belongs to the block that is open in its test.
   * Code of no test (a server that was started before all) tracks for the block that is open; with
   * several unrelated blocks, and for code that an ended test has left behind, nobody can tell for
   * which, and each block notes that. Returns false where no block has to do with it.
   */
  static record<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): boolean {
    const own = owner<BlockRun>()
    const { name } = recorded
    if (own?.testRun.ended) {
      leftBehind(own, { kind, name, from: own.testRun })
      return true
    }
    if (kind !== 'refusals' && kind !== 'sent') markOverlapped()
    const { blocks, certain } = possibleOwners(own)
    if (blocks.length === 0) own?.block?.gainLate(kind, recorded)
    else if (certain) blocks.at(-1)?.gain(kind, recorded)
    else {
      const from = own && { from: own.testRun }
      for (const candidate of blocks) candidate.unattributed.push({ kind, name, ...from })
    }
    return blocks.length > 0 || own?.block !== undefined
  }

  /** Notes a request for all blocks that its sender may belong to; one that may be missed may be late. */
  static noteRequest(request: SeenRequest): void {
    const own = owner<BlockRun>()
    const { blocks, certain } = possibleOwners(own)
    const sender = certain ? blocks.at(-1) : undefined
    for (const block of openBlocks<BlockRun>()) {
      if (!sender || isWithin(sender, block)) block.requests.push(request)
    }
    if (!request.known || blocks.length > 0 || own?.testRun.ended) return
    for (let block = own?.block; block && !block.open; block = block.parent) {
      block.lateMissed.push(request)
    }
  }

  /** Notes an event that a client keeps, for all blocks that may have tracked it. */
  static noteQueued(event: QueuedEvent): void {
    const own = owner<BlockRun>()
    if (own?.testRun.ended) return
    const { blocks, certain } = possibleOwners(own)
    if (certain) {
      for (let block = blocks.at(-1) ?? own?.block; block; block = block.parent) {
        const list = block.open ? block.queued : block.lateQueued
        list.push(event)
      }
    } else for (const block of blocks) block.queued.push(event)
  }

  /** Notes a call that tracked nothing by design, for the messages of claims about its event. */
  static noteSilence(silent: SilentCall): void {
    for (let block = BlockRun.current(); block; block = block.parent) block.silent.push(silent)
  }

  /** Returns the block that the running code belongs to, if that is certain. */
  static current(): BlockRun | undefined {
    const { blocks, certain } = possibleOwners(owner<BlockRun>())
    return certain ? blocks.at(-1) : undefined
  }

  /**
   * Returns what runs code later as if it ran now: as that of its owner, or, where it belongs to no
   * test, as that of the block that is open.
   */
  static keepTracking(): <Result>(run: () => Result) => Result {
    const own = BlockRun.owner()
    return own ? (run) => runForOwner(own, run) : (run) => run()
  }

  /** Returns whose code runs, or, where it belongs to no test, the block that is open. */
  static owner(): Owner<BlockRun> | undefined {
    const own = owner<BlockRun>()
    const block = own ? undefined : BlockRun.current()
    return block ? { testRun: block.testRun, block } : own
  }

  /**
   * Returns the store for the AI usage events that the running code of a test tracks: that of its
   * block, whatever its test uses by now.
   */
  static usedStore(testRun: TestRun): UsedAiUsageEventStore | undefined {
    const block = blockOfCode()
    return block ? block.usage?.used : testRun.usedStore
  }

  /** Returns the store that the running code of a test counts in: that of its block, in the same way. */
  static counterStore(testRun: TestRun): CounterStore | undefined {
    const block = blockOfCode()
    return block ? block.store : testRun.store
  }

  /** Opens a block again where it has just ended, to see what comes later. */
  watch(): void {
    this.open = true
    openBlocks<BlockRun>().add(this)
  }

  /** Takes the present counters in memory as the counters after the block. */
  readCounters(): void {
    if (this.store) return
    if (this.after !== this.before) this.after.release()
    this.after = presentCounters(this.testRun)
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.#endedAt = performance.now()
    this.readCounters()
    openBlocks<BlockRun>().delete(this)
  }

  /**
   * Takes what came after the block into its lists, and into the counters where they are in memory.
   * Returns a line for each name.
   */
  takeLate(): string[] {
    const late = this.late.splice(0)
    for (const { kind, record } of late) {
      const list: Recorded[keyof Recorded][] = this[kind]
      list.push(record)
    }
    const events = late.flatMap(({ kind, record }) =>
      kind === 'events' ? [record as TrackedEvent] : [],
    )
    if (!this.store && events.length > 0) this.after = countedAfter(this.after, events)
    const missed = this.lateMissed.splice(0).filter((request) => request.missed)
    this.requests.push(...missed)
    this.queued.push(...this.lateQueued.splice(0))
    return [
      ...lateLines(late),
      ...missed.map(({ method, url }) => `Late: ${method} ${url} was sent after the block ended.`),
      ...this.queued
        .filter((event) => event.isHeld())
        .map(({ name }) => `Late: ${JSON.stringify(name)} waits in an InternalEventsClient.`),
    ]
  }

  /**
   * Takes the rows that came into a store of the user's own after the block. Returns a line for
   * each name that other writers have stored.
   */
  async loadLateUsage(): Promise<string[]> {
    const rows = await this.usage?.loadLate()
    return [...new Set(rows?.map(({ event }) => event))].map(
      (event) =>
        `Late: "${event}" happened while the block ran, and came into the store after it had ended.`,
    )
  }

  get hasRequests(): boolean {
    return this.requests.length > 0 || this.lateMissed.length > 0
  }

  /** Resolves when it is known which of the requests went past a collector in MSW. */
  async requestsKnown(): Promise<void> {
    for (const { known } of [...this.requests, ...this.lateMissed]) await known
  }

  /** Tells whether any block is open. */
  static anyIsOpen(): boolean {
    return openBlocks<BlockRun>().size > 0
  }

  /** Closes the block, and ends the bookkeeping of the counters that its verdict needed. */
  release(): void {
    this.close()
    this.before.release()
    this.after.release()
  }

  /** Adds what the block's code did after the block had ended. */
  gainLate<Kind extends keyof Recorded>(kind: Kind, record: Recorded[Kind]): void {
    for (let block: BlockRun | undefined = this; block && !block.open; block = block.parent) {
      block.late.push({ kind, record, after: Math.round(performance.now() - block.#endedAt) })
    }
  }

  /** Tells whether a tracker had this in its buffer before the block began. */
  isOlder(recorded: Recorded[keyof Recorded]): boolean {
    const payload = 'payload' in recorded ? recorded.payload : undefined
    return payload !== undefined && isCreatedBefore(this.#begun, payload)
  }

  /** Tells whether its test had tracked an event of that name beside all blocks before this one began. */
  hadEarlier(name: string): boolean {
    return this.testRun.besideBlocks.slice(0, this.earlier).includes(name)
  }

  /** Adds a record to the block and to those around it. Public, for other copies of the package. */
  gain<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): void {
    for (let block: BlockRun | undefined = this; block; block = block.parent) {
      if (!block.open) continue
      if (block.isOlder(recorded)) {
        block.older.push(recorded.name)
        continue
      }
      const list: Recorded[keyof Recorded][] = block[kind]
      list.push(recorded)
      block.onEvent()
    }
  }
}

const DONE: Readonly<Record<keyof Recorded, string>> = {
  events: 'triggered',
  usageRecords: 'triggered',
  refusals: 'refused',
  sent: 'sent',
}

function lateLines(late: readonly Late[]): string[] {
  const lines = new Map<string, Late[]>()
  for (const each of late) {
    // The event of a request to the usage data API has a line of its own.
    if ('parameters' in each.record) continue
    const what = `"${each.record.name}" was ${DONE[each.kind]}`
    lines.set(what, [...(lines.get(what) ?? []), each])
  }
  return [...lines].map(([what, [first, ...more]]) =>
    more.length === 0
      ? `Late: ${what} ${first?.after} ms after the block ended.`
      : `Late: ${what} ${more.length + 1} times after the block ended, first after ${first?.after} ms.`,
  )
}

/** Returns the open blocks that do not contain a new one, whose parent this is. */
function besides(parent: BlockRun | undefined): BlockRun[] {
  const around = new Set<BlockRun>()
  for (let block = parent; block; block = block.parent) if (block.open) around.add(block)
  const open = openBlocks<BlockRun>()
  // Blocks run mostly alone, or in one another.
  return open.size === around.size ? [] : [...open].filter((block) => !around.has(block))
}

/** Returns the block that the running code belongs to, even one that has ended. */
function blockOfCode(): BlockRun | undefined {
  return BlockRun.current() ?? owner<BlockRun>()?.block
}

/** Marks two blocks where nobody can tell which of them another process has written rows for. */
function shareUsage({ usage: one }: BlockRun, { usage: other }: BlockRun): void {
  if (!one || !other) return
  one.shareWith(other.used)
  other.shareWith(one.used)
}

/** Notes what code of an ended test did, where nobody can tell that only that test can have caused it. */
function leftBehind({ testRun, block }: Owner<BlockRun>, unattributed: Unattributed): void {
  if (block?.abandoned) return
  const list = isOwnTimer(testRun.lastAsyncId) ? 'dropped' : 'unattributed'
  for (const open of openBlocks<BlockRun>()) open[list].push(unattributed)
}

/**
 * Returns the open blocks that code may work for: its own, else those of its test, or all of them for
 * code of no test. Where that is certain, the last one is the innermost.
 */
function possibleOwners(own: Owner<BlockRun> | undefined): {
  blocks: readonly BlockRun[]
  certain: boolean
} {
  const nearest = nearestOpen(own?.block)
  if (nearest) return { blocks: [nearest], certain: true }
  const testRun = own?.testRun
  if (testRun?.ended) return { blocks: [], certain: false }
  const blocks = [...openBlocks<BlockRun>()].filter(
    (block) => !testRun || block.testRun === testRun,
  )
  const innermost = blocks.at(-1)
  const related = blocks.every((block) => areNested(block, innermost as BlockRun))
  return { blocks, certain: related && (testRun !== undefined || runningTests().size <= 1) }
}

/** Marks other tests' blocks on a shared store: what this test counts moves what they read. */
function markOverlapped(): void {
  const testRun = ownRun()
  if (!testRun) return
  for (const block of openBlocks<BlockRun>()) {
    const sharesStore = block.store && testRun.store
    if (sharesStore && block.testRun !== testRun) block.overlapped = true
  }
}
