import type { AiUsageEventRegistry } from '../ai-usage-events/index.ts'
import { currentRun } from './current-run.ts'
import { registryOf } from './registry-of.ts'

/** Returns the AI usage events that the running test knows. */
export function currentAiUsageEvents(): AiUsageEventRegistry {
  return registryOf(currentRun())
}
