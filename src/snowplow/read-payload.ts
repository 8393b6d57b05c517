import type { Identifiers } from '../definitions/index.ts'
import { isMapping } from '../foundation/index.ts'
import { DECIMAL } from './atomic/kinds.ts'
import { EVENT_TYPES } from './event-types.ts'
import {
  gitlabContext,
  isSelfDescribing,
  readEncodedJson,
  type SelfDescribing,
} from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'
import { structField } from './struct-field.ts'

/** An internal event as a payload carries it. */
export interface SentEvent extends Identifiers {
  readonly name: string
  readonly category: string | undefined
  readonly additionalProperties: Readonly<Record<string, unknown>>
}

/**
 * Reads the internal event that a payload carries. A structured event is one, named by its action;
 * other kinds of event are not. Identifiers and custom properties come from the standard context
 * among its contexts.
 */
export function readPayload(
  payload: SnowplowPayload,
  contexts: readonly SelfDescribing[],
): SentEvent | undefined {
  const name = structField(payload, 'ac')
  if (EVENT_TYPES.get(payload['e']) !== 'struct' || typeof name !== 'string') return undefined
  const category = structField(payload, 'ca')
  const label = structField(payload, 'la')
  const property = structField(payload, 'pr')
  const value = numberOf(structField(payload, 'va'))
  const standard = gitlabContext(contexts, 'gitlab_standard') ?? {}
  return {
    name,
    category: typeof category === 'string' ? category : undefined,
    user: identifiable(standard['user_id']),
    project: identifiable(standard['project_id']),
    namespace: identifiable(standard['namespace_id']),
    featureEnabledByNamespaceIds: Array.isArray(standard['feature_enabled_by_namespace_ids'])
      ? standard['feature_enabled_by_namespace_ids']
      : undefined,
    additionalProperties: {
      ...(label == null ? {} : { label }),
      ...(property == null ? {} : { property }),
      ...(value == null ? {} : { value }),
      ...(isMapping(standard['extra']) ? standard['extra'] : {}),
    },
  }
}

/** Returns the contexts of a payload. Contexts that cannot be read count as none. */
export function readContexts(payload: SnowplowPayload): SelfDescribing[] {
  const data = readEncodedJson(payload, 'cx', 'co').value?.data
  return Array.isArray(data) ? data.filter(isSelfDescribing) : []
}

/** Returns the data of a self-describing event, if it can be read. */
export function readSelfDescribing(payload: SnowplowPayload): SelfDescribing | undefined {
  const data = readEncodedJson(payload, 'ue_px', 'ue_pr').value?.data
  return isSelfDescribing(data) ? data : undefined
}

/**
 * Returns the number that a tracker has written as text. The pipeline refuses other texts; they, such
 * as ids, stay as they are.
 */
function numberOf(value: unknown): unknown {
  if (typeof value !== 'string' || !DECIMAL.fits(value)) return value
  const number = DECIMAL.read(value)
  return number === null ? undefined : Number(number)
}

function identifiable(id: unknown): { id: number | string } | undefined {
  // No number has all its digits.
  if (typeof id === 'bigint') return { id: `${id}` }
  return typeof id === 'number' || typeof id === 'string' ? { id } : undefined
}
