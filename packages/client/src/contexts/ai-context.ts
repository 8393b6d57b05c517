import type { EventContext } from './event-context.ts'
import { type ContextVersion, contextSchema, newestVersion } from './gitlab-contexts.ts'

/** The fields of an `ai_context`: each may be left out, or null. */
export type AiContextFields = {
  /** Up to 255 characters. */
  session_id?: string | null
  workflow_id?: string | null
  flow_type?: string | null
  agent_name?: string | null
  /** Up to 64 characters, as those of models and versions. */
  agent_type?: string | null
  /** Whole numbers from 0 to 2,147,483,647, as all tokens. */
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
  /** From 1-0-2 on, as the fields below. */
  item_type?: string | null
  item_version?: string | null
  item_schema_version?: string | null
  flow_name?: string | null
  component_name?: string | null
  custom_item_id?: number | string | null
}

export type AiContextVersion = ContextVersion<'ai_context'>

type Field = keyof AiContextFields

const FLOW: readonly Field[] = ['session_id', 'workflow_id', 'flow_type']
const AGENT: readonly Field[] = ['agent_name', 'agent_type']
const TOKENS: readonly Field[] = [
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'ephemeral_5m_input_tokens',
  'ephemeral_1h_input_tokens',
  'cache_read',
]
const MODEL: readonly Field[] = [
  'model_engine',
  'model_name',
  'model_provider',
  'flow_version',
  'flow_registry_version',
]
const ITEM: readonly Field[] = [
  'item_type',
  'item_version',
  'item_schema_version',
  'flow_name',
  'component_name',
]

/** The fields that each version of the `ai_context` has, in the order in which GitLab sends them. */
export const AI_CONTEXT_FIELDS: Readonly<Record<AiContextVersion, readonly Field[]>> = {
  '1-0-0': [...FLOW, ...AGENT, ...TOKENS, ...MODEL],
  '1-0-1': [...FLOW, ...AGENT, ...TOKENS, ...MODEL, 'cache_creation'],
  '1-0-2': [...FLOW, ...ITEM, ...AGENT, 'custom_item_id', ...TOKENS, 'cache_creation', ...MODEL],
}

/**
 * Builds the `ai_context` of session, flow, agent, model and tokens. Fields that are not given are
 * sent as null, as GitLab's services do; fields that the version does not have are left out.
 *
 * Source: GitLab's guide to the instrumentation of AI events.
 *
 * @example
 * ```ts
 * import { aiContext } from 'internal-events-client/contexts'
 *
 * const { data } = aiContext({ session_id: '7', input_tokens: 1500 }, { version: '1-0-1' })
 * console.log(data.output_tokens) // null
 * ```
 */
export function aiContext(
  fields: AiContextFields,
  { version }: { version?: AiContextVersion } = {},
): EventContext<AiContextFields> {
  return { schema: contextSchema('ai_context', version), data: aiContextData(fields, version) }
}

/**
 * Builds the data of an `ai_context` from properties, some of which may be its fields.
 *
 * @example
 * ```ts
 * import { aiContextData } from 'internal-events-client/contexts'
 *
 * const data = aiContextData({ session_id: '7', label: 'chat' })
 * console.log(data['session_id'], data['flow_type']) // 7 null
 * ```
 */
export function aiContextData(
  properties: Readonly<Record<string, unknown>>,
  version: AiContextVersion = newestVersion('ai_context'),
): Record<string, unknown> {
  return Object.fromEntries(
    AI_CONTEXT_FIELDS[version].map((field) => [field, properties[field] ?? null]),
  )
}
