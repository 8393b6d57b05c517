import { type AiUsageEventRegistry, defaultAiUsageEvents } from '../ai-usage-events/index.ts'
import type { TestRun } from './test-run.ts'

/** Returns the AI usage events that a test knows: those of a registry in use, or GitLab's own. */
export function registryOf(testRun: TestRun): AiUsageEventRegistry {
  return testRun.used('useAiUsageEvents') ?? defaultAiUsageEvents()
}
