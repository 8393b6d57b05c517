import type { AiUsageEventRegistry } from '../ai-usage-events/index.ts'
import type { CounterStore } from '../counters/index.ts'
import { shared } from '../foundation/index.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The values that tests use in place of those of this package, by the functions that say so. */
export interface InUse {
  useAiUsageEventStore?: UsedAiUsageEventStore | undefined
  useAiUsageEvents?: AiUsageEventRegistry | undefined
  useCounterStore?: CounterStore | undefined
}

/** Holds what the tests of a file use, unless a test has said so for itself. */
export const fileInUse = (): InUse => shared('in-use', () => ({}))
