import type { AiContextFields } from './ai-context.ts'
import { firstCharacters } from './first-characters.ts'

/** The rule of a field, in the words of JSON Schema. Each field may be null. */
export type AiContextRule = {
  readonly type: readonly ('string' | 'integer' | 'null')[]
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

const TEXT: AiContextRule = { type: ['string', 'null'] }
const SHORT_TEXT: AiContextRule = { ...TEXT, maxLength: 64 }
/** A count that fits into the column of the warehouse. */
const COUNT: AiContextRule = { type: ['integer', 'null'], minimum: 0, maximum: 2_147_483_647 }

/**
 * The rules of the fields of an `ai_context`.
 *
 * Source: GitLab's guide to the instrumentation of AI events; limits of 1-0-0 in GitLab's registry.
 */
export const AI_CONTEXT_RULES: Readonly<Record<keyof AiContextFields, AiContextRule>> = {
  session_id: { ...TEXT, maxLength: 255 },
  // Clients send it; the published schema of 1-0-0 does not show it.
  workflow_id: TEXT,
  flow_type: TEXT,
  item_type: TEXT,
  item_version: TEXT,
  item_schema_version: TEXT,
  flow_name: TEXT,
  component_name: TEXT,
  agent_name: TEXT,
  agent_type: SHORT_TEXT,
  custom_item_id: { type: ['string', 'integer', 'null'] },
  input_tokens: COUNT,
  output_tokens: COUNT,
  total_tokens: COUNT,
  ephemeral_5m_input_tokens: COUNT,
  ephemeral_1h_input_tokens: COUNT,
  cache_read: COUNT,
  cache_creation: COUNT,
  model_engine: SHORT_TEXT,
  model_name: SHORT_TEXT,
  model_provider: SHORT_TEXT,
  flow_version: SHORT_TEXT,
  flow_registry_version: SHORT_TEXT,
}

/** Tells whether the rule of a field takes a value. */
export function fitsAiContext(field: keyof AiContextFields, value: unknown): boolean {
  const {
    type,
    maxLength = Infinity,
    minimum = -Infinity,
    maximum = Infinity,
  } = AI_CONTEXT_RULES[field]
  if (typeof value === 'string') return type.includes('string') && !isLonger(value, maxLength)
  return type.includes('integer') && isWhole(value) && value >= minimum && value <= maximum
}

function isLonger(text: string, most: number): boolean {
  return text.length > most && firstCharacters(text, most + 1).length > most
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}
