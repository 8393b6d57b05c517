import { type AiUsageEventRegistry, registryInUse } from '../ai-usage-events/index.ts'
import { currentRun } from './current-run.ts'
import { useInTests } from './use-in-tests.ts'

/**
 * Makes tests use the AI usage events of a registry instead of GitLab's own, and with them each store
 * that is given no registry. Call it at the top of the file, where it lasts until the end of the file;
 * or in a test or its `beforeEach`, where it is for that test alone. Without the setup file it lasts
 * until `useAiUsageEvents(undefined)`.
 *
 * @throws {FakesError} `USED_ALREADY` for a second registry outside of tests.
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
  registryInUse().find = () => currentRun().used('useAiUsageEvents')
  useInTests('useAiUsageEvents', registry)
}
