import { type AiUsageEvent, payloadFields } from '../../ai-usage-events/index.ts'
import { type MatcherError, matcherError, namedFields } from '../../assertions/index.ts'
import { currentAiUsageEvents } from '../../fakes/index.ts'
import { misspeltName, nearestName } from '../../foundation/index.ts'

/** The claim that `.with()` belongs to. */
interface WithCall {
  readonly text: () => string
  readonly target: readonly string[]
}

/** @throws {MatcherError} `INVALID_EXPECTATION` for a field that is certainly misspelt. */
export function checkExpectedPayload(called: WithCall, payload: unknown): void {
  for (const { event, field, fields } of unknownFields(called.target, payload)) {
    if (misspeltName(field, fields))
      throw unknownField(`${called.text()}.with(…)`, event, field, fields)
  }
}

/**
 * Refuses a field that the event's transformation does not give, unless a row shows that it does.
 *
 * @throws {MatcherError} `INVALID_EXPECTATION`
 */
export function refuseUnknownPayload(
  called: WithCall,
  payload: unknown,
  rows: readonly AiUsageEvent[],
): void {
  for (const { event, field, fields } of unknownFields(called.target, payload)) {
    const shown = rows.some((row) => row.event === event && Object.hasOwn(row.payload, field))
    if (!shown) throw unknownField(called.text(), event, field, fields)
  }
}

function* unknownFields(
  events: readonly string[],
  payload: unknown,
): Generator<{ event: string; field: string; fields: readonly string[] }> {
  const named = Object.keys(namedFields(payload ?? {}))
  if (named.length === 0) return
  for (const event of events) {
    const registered = currentAiUsageEvents().find(event)
    const fields = registered && payloadFields(registered)
    if (!fields) continue
    for (const field of named) {
      if (!fields.includes(field)) yield { event, field, fields }
    }
  }
}

function unknownField(
  assertion: string,
  event: string,
  field: string,
  fields: readonly string[],
): MatcherError {
  const nearest = misspeltName(field, fields) ?? nearestName(field, fields)
  return matcherError(
    'INVALID_EXPECTATION',
    assertion,
    `the payload of "${event}" never has the field "${field}"`,
    nearest
      ? `Did you mean "${nearest}"?`
      : fields.length > 0
        ? `It has ${fields.join(', ')}.`
        : 'Its feature has no transform, so the payload is empty.',
  )
}
