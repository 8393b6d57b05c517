import type { IgluSchema } from '../iglu-schema.ts'
import { gitlabSchema } from './gitlab-schema.ts'

/** Which event of usage data this is. */
export const GITLAB_SERVICE_PING: readonly IgluSchema[] = [
  gitlabSchema(
    'gitlab_service_ping',
    '1-0-1',
    {
      data_source: { enum: ['redis_hll', 'redis'] },
      event_name: { type: ['string', 'null'] },
      key_path: { type: ['string', 'null'] },
    },
    { required: ['data_source'] },
  ),
]
