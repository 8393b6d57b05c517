import {
  type AiUsageEvent,
  type AiUsageEventStoreOptions,
  type AiUsageRecord,
  InMemoryAiUsageEventStore,
} from '../ai-usage-events/index.ts'
import { FakesError } from './fakes-error.ts'
import type { TestRun } from './test-run.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The AI usage events of a test: its rows are in memory, unless the test uses a store of its own. */
export class TestAiUsageEvents extends InMemoryAiUsageEventStore {
  readonly #testRun: TestRun
  readonly #usedStore: () => UsedAiUsageEventStore | undefined

  constructor(
    options: AiUsageEventStoreOptions,
    testRun: TestRun,
    usedStore: () => UsedAiUsageEventStore | undefined,
  ) {
    super(options)
    this.#testRun = testRun
    this.#usedStore = usedStore
  }

  /** @throws {FakesError} `STORED_ELSEWHERE`, as all that reads rows. */
  protected override keptRows(): AiUsageEvent[] {
    this.#refuse('read')
    return super.keptRows()
  }

  /** @throws {FakesError} `STORED_ELSEWHERE` */
  override insert(rows: readonly AiUsageEvent[]): void {
    this.#refuse('insert')
    super.insert(rows)
  }

  protected override keep(record: AiUsageRecord): AiUsageRecord {
    const used = this.#usedStore()
    return used ? used.push(record, this.#testRun.usageOutboxes) : super.keep(record)
  }

  #refuse(verb: 'read' | 'insert'): void {
    if (!this.#usedStore()) return
    throw new FakesError(
      'STORED_ELSEWHERE',
      `Failed to ${verb} AI usage events in memory: useAiUsageEventStore makes the tests keep them in another store. Use that store, after flushAiUsageEvents().`,
    )
  }
}
