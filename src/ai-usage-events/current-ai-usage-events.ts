import { shared } from '../foundation/index.ts'
import { gitlabAiUsageEvents } from './gitlab-features.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/** Holds what finds the registry that the running test uses, once one does. */
export const registryInUse = (): { find: () => AiUsageEventRegistry | undefined } =>
  shared('ai-usage-events-in-use', () => ({
    find: (): AiUsageEventRegistry | undefined => undefined,
  }))

/** Returns GitLab's own events, the same registry each time. */
export function defaultAiUsageEvents(): AiUsageEventRegistry {
  return shared('gitlab-ai-usage-events', gitlabAiUsageEvents)
}

/** Returns the registry of what is given none: that of `useAiUsageEvents`, or GitLab's own. */
export function currentAiUsageEvents(): AiUsageEventRegistry {
  return registryInUse().find() ?? defaultAiUsageEvents()
}
