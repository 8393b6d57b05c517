import { type AiUsageEventRegistry, gitlabAiUsageEvents } from '../ai-usage-events/index.ts'
import { aiUsageEventsInUse } from './ai-usage-events-in-use.ts'

/** Returns the AI usage events that the running test knows. */
export function currentAiUsageEvents(): AiUsageEventRegistry {
  const holder = aiUsageEventsInUse()
  holder.registry ??= gitlabAiUsageEvents()
  return holder.registry
}
