import { shared } from '../foundation/index.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** Holds the store of AI usage events that the tests of a file use, unless a test has its own. */
export const aiUsageEventStoreInUse = (): { used: UsedAiUsageEventStore | undefined } =>
  shared('ai-usage-event-store', () => ({ used: undefined as UsedAiUsageEventStore | undefined }))
