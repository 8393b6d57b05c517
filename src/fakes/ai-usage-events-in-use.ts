import type { AiUsageEventRegistry } from '../ai-usage-events/index.ts'
import { shared } from '../foundation/index.ts'

/** Holds the registry that a file uses instead of GitLab's own. */
export const aiUsageEventsInUse = (): { registry: AiUsageEventRegistry | undefined } =>
  shared('ai-usage-events', () => ({ registry: undefined as AiUsageEventRegistry | undefined }))

/**
 * Makes the tests of a file use the AI usage events of a registry instead of GitLab's own. Call it
 * at the top of the file. With the setup file it lasts until the end of the file, else until
 * `useAiUsageEvents(undefined)`.
 *
 * @example
 * ```ts
 * import { trackInternalEvent, useAiUsageEvents } from 'internal-events-testing'
 * import { AiUsageEventRegistry } from 'internal-events-testing/ai-usage-events'
 * import { expect, test } from 'vitest'
 *
 * useAiUsageEvents(
 *   new AiUsageEventRegistry().registerFeature({ name: 'ai', events: { summarize_package: 1 } }),
 * )
 *
 * test('is recorded', async () => {
 *   await expect(() => trackInternalEvent('summarize_package', { user: { id: 1 } }))
 *     .toRecordAiUsageEvents('summarize_package')
 * })
 * ```
 */
export function useAiUsageEvents(registry: AiUsageEventRegistry | undefined): void {
  aiUsageEventsInUse().registry = registry
}
