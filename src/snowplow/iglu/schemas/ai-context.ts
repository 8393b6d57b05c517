import type { IgluSchema } from '../iglu-schema.ts'
import { count, gitlabSchema, type Properties, text } from './gitlab-schema.ts'

/** The fields of an `ai_context`: each may be left out, or null. */
export interface AiContextFields {
  /** Up to 255 characters. */
  session_id?: string | null
  workflow_id?: string | null
  flow_type?: string | null
  agent_name?: string | null
  /** Up to 64 characters, like the fields of models and versions. */
  agent_type?: string | null
  /** A whole number from 0 to 2,147,483,647, like all tokens. */
  input_tokens?: number | null
  output_tokens?: number | null
  total_tokens?: number | null
  ephemeral_5m_input_tokens?: number | null
  ephemeral_1h_input_tokens?: number | null
  cache_read?: number | null
  model_engine?: string | null
  model_name?: string | null
  model_provider?: string | null
  flow_version?: string | null
  flow_registry_version?: string | null
  /** From 1-0-1 on. */
  cache_creation?: number | null
  /** From 1-0-2 on, like the fields below. */
  item_type?: string | null
  item_version?: string | null
  item_schema_version?: string | null
  flow_name?: string | null
  component_name?: string | null
  custom_item_id?: number | string | null
}

const TOKENS = {
  input_tokens: count,
  output_tokens: count,
  total_tokens: count,
  ephemeral_5m_input_tokens: count,
  ephemeral_1h_input_tokens: count,
  cache_read: count,
} satisfies Properties

/** The model and the flow, with their versions. */
const VERSIONS = {
  model_engine: text(64),
  model_name: text(64),
  model_provider: text(64),
  flow_version: text(64),
  flow_registry_version: text(64),
} satisfies Properties

const FIRST = {
  session_id: text(255),
  // Clients send it; the published schema of 1-0-0 does not show it.
  workflow_id: text(),
  flow_type: text(),
  agent_name: text(),
  agent_type: text(64),
  ...TOKENS,
  ...VERSIONS,
} satisfies Properties

const SECOND = { ...FIRST, cache_creation: count }

/** In the order in which GitLab sends them. */
const THIRD: Properties<keyof AiContextFields> = {
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

export type AiContextVersion = '1-0-0' | '1-0-1' | '1-0-2'

const BY_VERSION: Readonly<Record<AiContextVersion, Properties>> = {
  '1-0-0': FIRST,
  '1-0-1': SECOND,
  '1-0-2': THIRD,
}

/**
 * The session, agent and tokens of an AI event: nothing is required, anything may be null.
 *
 * Source: GitLab's guide to the instrumentation of AI events; limits of 1-0-0 in GitLab's registry.
 */
export const AI_CONTEXT: readonly IgluSchema[] = Object.entries(BY_VERSION).map(
  ([version, properties]) =>
    gitlabSchema('ai_context', version, properties, { additionalProperties: false }),
)

/** Returns the data of an `ai_context`. As in GitLab's services, fields not given are null. */
export function aiContextData(
  fields: Readonly<Record<string, unknown>>,
  version: AiContextVersion = '1-0-2',
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(BY_VERSION[version]).map((field) => [field, fields[field] ?? null]),
  )
}
