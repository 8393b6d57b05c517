import type { SelfDescribingSchema } from './iglu-schema.ts'
import { AI_CONTEXT } from './schemas/ai-context.ts'
import { CODE_SUGGESTIONS_CONTEXT } from './schemas/code-suggestions-context.ts'
import { GITLAB_SERVICE_PING } from './schemas/gitlab-service-ping.ts'
import { GITLAB_STANDARD } from './schemas/gitlab-standard.ts'
import { SNOWPLOW_CONTEXTS } from './schemas/snowplow-contexts.ts'
import { SNOWPLOW_EVENTS } from './schemas/snowplow-events.ts'
import { SNOWPLOW_WRAPPERS } from './schemas/snowplow-wrappers.ts'

/** The schemas of GitLab's contexts, and of what Snowplow's trackers send. */
export const BUILT_IN_SCHEMAS: readonly SelfDescribingSchema[] = [
  ...GITLAB_STANDARD,
  ...GITLAB_SERVICE_PING,
  ...AI_CONTEXT,
  ...CODE_SUGGESTIONS_CONTEXT,
  ...SNOWPLOW_WRAPPERS,
  ...SNOWPLOW_EVENTS,
  ...SNOWPLOW_CONTEXTS,
]
