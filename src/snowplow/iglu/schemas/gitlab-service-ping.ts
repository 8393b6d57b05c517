import type { IgluSchema } from '../iglu-schema.ts'
import { gitlabSchema, type Properties } from './gitlab-schema.ts'

/** The fields of a `gitlab_service_ping` context. */
export interface ServicePingContextFields {
  /** Every internal event says `redis_hll`, even where it only moves totals. */
  data_source: 'redis_hll' | 'redis'
  event_name?: string | null
  key_path?: string | null
}

/** The context that says which event of usage data this is. */
export const GITLAB_SERVICE_PING: readonly IgluSchema[] = [
  gitlabSchema(
    'gitlab_service_ping',
    '1-0-1',
    {
      data_source: { enum: ['redis_hll', 'redis'] },
      event_name: { type: ['string', 'null'] },
      key_path: { type: ['string', 'null'] },
    } satisfies Properties<keyof ServicePingContextFields>,
    { required: ['data_source'] },
  ),
]
