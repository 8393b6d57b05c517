import type { RequestHandler } from 'msw'
import { type UsageDataHandlerOptions, usageDataApi } from '../../index.ts'
import { handlersOf } from './collector-handlers.ts'

/**
 * Makes handlers for a server of MSW that stand for GitLab's usage data API: `POST
 * /api/v4/usage_data/track_event`, `track_events` (50 at most), `increment_counter` and
 * `increment_unique_users`. They validate against the definitions and answer as an instance in
 * development does. Tracked events are in the journal, and move usage metrics.
 *
 * Source: `lib/api/usage_data.rb` of GitLab.
 *
 * @example
 * ```ts
 * import { usageDataHandlers } from 'internal-events-testing/msw'
 * import { setupServer } from 'msw/node'
 * import { afterAll, expect, test } from 'vitest'
 *
 * const server = setupServer(...usageDataHandlers())
 * server.listen()
 * afterAll(() => server.close())
 *
 * test('a client counts the pull', async () => {
 *   await expect(() =>
 *     fetch('https://gitlab.example.com/api/v4/usage_data/track_event', {
 *       method: 'POST',
 *       headers: { 'content-type': 'application/json', 'private-token': 'secret' },
 *       body: JSON.stringify({ event: 'pull_package', project_id: 2 }),
 *     }),
 *   ).toIncrementUsageMetrics('counts.package_pulls')
 * })
 * ```
 */
export function usageDataHandlers(options: UsageDataHandlerOptions = {}): RequestHandler[] {
  return handlersOf(usageDataApi(options))
}
