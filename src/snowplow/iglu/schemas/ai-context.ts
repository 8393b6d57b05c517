import {
  AI_CONTEXT_FIELDS,
  type AiContextFields,
  type AiContextVersion,
} from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { count, gitlabSchemas, type Properties, text } from './gitlab-schemas.ts'

const RULES: Properties<keyof AiContextFields> = {
  session_id: text(255),
  // Clients send it; the published schema of 1-0-0 does not show it.
  workflow_id: text(),
  flow_type: text(),
  item_type: text(),
  item_version: text(),
  item_schema_version: text(),
  flow_name: text(),
  component_name: text(),
  agent_name: text(),
  agent_type: text(64),
  custom_item_id: { type: ['string', 'integer', 'null'] },
  input_tokens: count,
  output_tokens: count,
  total_tokens: count,
  ephemeral_5m_input_tokens: count,
  ephemeral_1h_input_tokens: count,
  cache_read: count,
  cache_creation: count,
  model_engine: text(64),
  model_name: text(64),
  model_provider: text(64),
  flow_version: text(64),
  flow_registry_version: text(64),
}

/**
 * The session, agent and tokens of an AI event. Fields are not required, and may be null.
 *
 * Source: GitLab's guide to the instrumentation of AI events; limits of 1-0-0 in GitLab's registry.
 */
export const AI_CONTEXT: readonly SelfDescribingSchema[] = gitlabSchemas(
  'ai_context',
  { '1-0-0': rulesOf('1-0-0'), '1-0-1': rulesOf('1-0-1'), '1-0-2': rulesOf('1-0-2') },
  { additionalProperties: false },
)

function rulesOf(version: AiContextVersion): Properties {
  return Object.fromEntries(AI_CONTEXT_FIELDS[version].map((field) => [field, RULES[field]]))
}
