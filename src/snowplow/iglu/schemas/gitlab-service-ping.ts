import type { ServicePingContextFields } from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { gitlabSchemas, type Properties } from './gitlab-schemas.ts'

/** The schema of the context that names an event of usage data. */
export const GITLAB_SERVICE_PING: readonly SelfDescribingSchema[] = gitlabSchemas(
  'gitlab_service_ping',
  {
    '1-0-1': {
      data_source: { enum: ['redis_hll', 'redis'] },
      event_name: { type: ['string', 'null'] },
      key_path: { type: ['string', 'null'] },
    } satisfies Properties<keyof ServicePingContextFields>,
  },
  { required: ['data_source'] },
)
