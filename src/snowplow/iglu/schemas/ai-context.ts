import {
  AI_CONTEXT_FIELDS,
  AI_CONTEXT_RULES,
  type AiContextVersion,
} from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { gitlabSchemas, type Properties } from './gitlab-schemas.ts'

/**
 * The session, agent and tokens of an AI event. Fields are not required, and may be null.
 */
export const AI_CONTEXT: readonly SelfDescribingSchema[] = gitlabSchemas(
  'ai_context',
  { '1-0-0': rulesOf('1-0-0'), '1-0-1': rulesOf('1-0-1'), '1-0-2': rulesOf('1-0-2') },
  { additionalProperties: false },
)

function rulesOf(version: AiContextVersion): Properties {
  return Object.fromEntries(
    AI_CONTEXT_FIELDS[version].map((field) => [field, AI_CONTEXT_RULES[field]]),
  )
}
