import type { EventContext } from './event-context.ts'
import { contextSchema } from './gitlab-contexts.ts'

/** The fields of a `gitlab_service_ping` context. */
export type ServicePingContextFields = {
  /** Always `redis_hll` for internal events, even for one that only moves totals. */
  data_source: 'redis_hll' | 'redis'
  event_name?: string | null
  key_path?: string | null
}

/**
 * Builds the `gitlab_service_ping` context, which names the event of usage data.
 *
 * @example
 * ```ts
 * import { servicePingContext } from 'internal-events-client/contexts'
 *
 * const { data } = servicePingContext({ data_source: 'redis_hll', event_name: 'pull_package' })
 * console.log(data.event_name) // pull_package
 * ```
 */
export function servicePingContext(
  fields: ServicePingContextFields & { event_name: string },
): EventContext<ServicePingContextFields> {
  return { schema: contextSchema('gitlab_service_ping'), data: fields }
}
