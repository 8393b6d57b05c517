import type { IgluSchema } from '../iglu-schema.ts'
import { count, gitlabSchema, type Properties, text } from './gitlab-schema.ts'

const TOKENS: Properties = {
  input_tokens: count,
  output_tokens: count,
  total_tokens: count,
  ephemeral_5m_input_tokens: count,
  ephemeral_1h_input_tokens: count,
  cache_read: count,
}

/** Which model and flow it was. */
const VERSIONS: Properties = {
  model_engine: text(64),
  model_name: text(64),
  model_provider: text(64),
  flow_version: text(64),
  flow_registry_version: text(64),
}

const FIRST: Properties = {
  session_id: text(255),
  // Clients send it; the published schema of 1-0-0 does not show it.
  workflow_id: text(),
  flow_type: text(),
  agent_name: text(),
  agent_type: text(64),
  ...TOKENS,
  ...VERSIONS,
}

const SECOND: Properties = { ...FIRST, cache_creation: count }

/** In the order in which GitLab sends them. */
const THIRD: Properties = {
  session_id: text(255),
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
  ...TOKENS,
  cache_creation: count,
  ...VERSIONS,
}

/**
 * The session, agent and tokens of an AI event: nothing is required, anything may be null.
 *
 * Source: GitLab's guide to the instrumentation of AI events; limits of 1-0-0 in GitLab's registry.
 */
export const AI_CONTEXT: readonly IgluSchema[] = (
  [
    ['1-0-0', FIRST],
    ['1-0-1', SECOND],
    ['1-0-2', THIRD],
  ] as const
).map(([version, properties]) =>
  gitlabSchema('ai_context', version, properties, { additionalProperties: false }),
)

/** The fields of the newest version, in the order in which GitLab sends them. */
export const AI_CONTEXT_FIELDS: readonly string[] = Object.keys(THIRD)
