import {
  AI_CONTEXT_FIELDS,
  type AiContextFields,
  type AiContextVersion,
  aiContext,
} from '../contexts/ai-context.ts'
import { fitsAiContext } from '../contexts/ai-context-rules.ts'
import type { EventContext } from '../contexts/event-context.ts'
import { newestVersion } from '../contexts/gitlab-contexts.ts'
import { definedFields } from './defined-fields.ts'

type Values = Readonly<Record<string, unknown>>
type Field = keyof AiContextFields

/** An event, as far as its `ai_context` is made of it. */
interface Sources {
  readonly session: string | undefined
  /** The `extra` of its standard context. */
  readonly extra: Values
  /** Its standard context, which has the tokens. */
  readonly standard: Values
}

/** The fields that events make, each with what it is made of. */
const FIELDS: ReadonlyMap<Field, (sources: Sources) => unknown> = new Map<
  Field,
  (sources: Sources) => unknown
>([
  ['session_id', ({ session }) => session],
  ['workflow_id', ({ extra }) => extra['workflow_id']],
  ['flow_type', ({ extra }) => extra['workflow_type']],
  ['agent_name', ({ extra }) => extra['agent_name']],
  ['input_tokens', ({ standard }) => standard['input_tokens']],
  ['output_tokens', ({ standard }) => standard['output_tokens']],
  ['total_tokens', ({ standard }) => standard['total_tokens']],
  ['ephemeral_5m_input_tokens', ({ extra }) => extra['ephemeral_5m_input_tokens']],
  ['ephemeral_1h_input_tokens', ({ extra }) => extra['ephemeral_1h_input_tokens']],
  ['cache_read', ({ extra }) => extra['cache_read']],
  ['cache_creation', ({ extra }) => extra['cache_creation']],
])

/**
 * Builds the `ai_context` of an event. A value that does not fit its field is left out, since the
 * pipeline would refuse the whole event; fields that are given are taken as they are.
 *
 * Source: `track_event` of the AI gateway, which sends the eleven fields that events make. From
 * 1-0-2 on all fields are sent, as GitLab's guide shows them.
 */
export function eventAiContext(
  sources: Sources,
  given: AiContextFields = {},
  version: AiContextVersion = newestVersion('ai_context'),
): EventContext {
  const own = definedFields(given)
  const made: Record<string, unknown> = {}
  for (const [field, read] of FIELDS) {
    const value = read(sources)
    if (fitsAiContext(field, value)) made[field] = value
  }
  const { schema, data } = aiContext({ ...made, ...own }, { version })
  if (version === '1-0-2') return { schema, data }
  const sent = AI_CONTEXT_FIELDS[version].filter((field) => FIELDS.has(field) || field in own)
  return { schema, data: Object.fromEntries(sent.map((field) => [field, data[field]])) }
}
