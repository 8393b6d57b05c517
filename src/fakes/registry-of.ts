import { type AiUsageEventRegistry, gitlabAiUsageEvents } from '../ai-usage-events/index.ts'
import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** Returns the AI usage events that a test knows: those of a registry in use, or GitLab's own. */
export function registryOf(testRun: TestRun): AiUsageEventRegistry {
  return testRun.used('useAiUsageEvents') ?? shared('gitlab-ai-usage-events', gitlabAiUsageEvents)
}
