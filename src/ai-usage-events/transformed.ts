import { isPromiseLike, printGiven } from '../foundation/index.ts'
import type { AiUsageContext } from './ai-usage-event.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { RegisteredAiUsageEvent } from './ai-usage-feature.ts'

/**
 * Returns what the transformation of an event's feature makes of its arguments.
 *
 * Source: `apply_transformations` of GitLab, where a result that is not a hash is an error, nil too.
 *
 * @throws {AiUsageEventError} `INVALID_PAYLOAD` for what is not an object of keys and values.
 */
export function transformed(
  { name, feature, transform }: RegisteredAiUsageEvent,
  context: AiUsageContext,
): Readonly<Record<string, unknown>> {
  const result: unknown = transform(context)
  if (isPromiseLike(result)) {
    // It may fail, too, and nobody waits for it.
    result.then(undefined, () => {})
    throw payloadError(
      name,
      feature,
      'a promise',
      'Await what it needs before the event is tracked, and pass it as an argument of the event.',
    )
  }
  const kind = kindOf(result)
  if (kind === 'Object') return result as Readonly<Record<string, unknown>>
  const given = printGiven(result)
  throw payloadError(
    name,
    feature,
    given === 'an object' ? `an object of type ${kind}` : given,
    'Return an object of keys and values, or {} for none.',
  )
}

/** Returns the kind of a value by its tag: a date or a map has no keys of its own. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}

function payloadError(
  event: string,
  feature: string,
  result: string,
  remedy: string,
): AiUsageEventError {
  return new AiUsageEventError(
    'INVALID_PAYLOAD',
    `Failed to track the AI usage event ${event}: the transformation of the feature ${feature} returned ${result}. ${remedy}`,
  )
}
