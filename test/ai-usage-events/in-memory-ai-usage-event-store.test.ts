import { describe, test } from 'vitest'
import {
  describeAiUsageEventStore,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'

describeAiUsageEventStore({
  name: 'in memory',
  create: () => new InMemoryAiUsageEventStore(),
  describe,
  test,
})
