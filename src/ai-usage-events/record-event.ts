import type { AiUsageContext, AiUsageRecord } from './ai-usage-event.ts'
import type { RegisteredAiUsageEvent } from './ai-usage-feature.ts'
import { keepPayload } from './kept-payload.ts'
import { timeRefusal } from './kept-rows.ts'
import { isExpired } from './months-before.ts'
import type { AiUsageEventRegistry } from './registry.ts'
import { transformed } from './transformed.ts'

/**
 * Makes the row of a tracked event, or tells why the real system stores none.
 *
 * Source: `Ai::UsageEvent` and `Gitlab::Tracking::AiTracking` of GitLab.
 *
 * @throws {AiUsageEventError} `INVALID_PAYLOAD`
 */
export function recordEvent(
  registry: AiUsageEventRegistry,
  name: string,
  context: AiUsageContext,
): AiUsageRecord {
  const registered = registry.find(name)
  if (registered) return recordRegistered(registered, context)
  return { name, row: undefined, rejection: 'no feature has registered it' }
}

function recordRegistered(
  registered: RegisteredAiUsageEvent,
  context: AiUsageContext,
): AiUsageRecord {
  const { name, id, deprecated } = registered
  const refuse = (rejection: string): AiUsageRecord => ({ name, row: undefined, rejection })
  const timestamp = timeOf(context.timestamp)
  const { namespace_id: explicit, ...extras }: Record<string, unknown> = transformed(
    registered,
    context,
  )
  if (deprecated) return refuse('event is read-only')
  if (context.user == null) return refuse("user can't be blank")
  const wrongTime = timeRefusal(timestamp)
  if (wrongTime !== undefined) return refuse(wrongTime)
  if (isExpired(timestamp, Date.now())) {
    return refuse('timestamp must be 3 months old at the most')
  }
  setNulls(extras)
  const { text, refusal } = keepPayload(extras)
  if (refusal !== undefined) return refuse(refusal)
  const row = {
    event: name,
    eventId: id,
    userId: context.user.id,
    namespaceId: (explicit as number | string | undefined) ?? namespaceOf(context),
    timestamp: new Date(timestamp),
    payload: jsonOf(extras, text),
  }
  return { name, row, rejection: undefined }
}

/** Makes extras what the table keeps: what has no value is null, as nil is there. */
function setNulls(extras: Record<string, unknown>): void {
  for (const key of Object.keys(extras)) {
    if (extras[key] === undefined) extras[key] = null
  }
}

/** Returns a payload as tables give it back; most have nothing that JSON does not. */
function jsonOf(payload: Record<string, unknown>, text: string): Record<string, unknown> {
  return Object.values(payload).every(isJson) ? payload : JSON.parse(text)
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

/** Returns whole milliseconds; `NaN` for a value that is not a valid time. */
function timeOf(timestamp: AiUsageContext['timestamp']): number {
  if (timestamp == null) return Date.now()
  return Math.floor(typeof timestamp === 'number' ? timestamp : new Date(timestamp).getTime())
}

/** Returns the namespace's id; a project says more than the namespace that it lies in. */
function namespaceOf({ project, namespace }: AiUsageContext): number | string | undefined {
  return (project?.projectNamespace ?? project?.namespace ?? namespace)?.id
}
