import { isMapping, printable } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { AiUsageFeature } from './ai-usage-feature.ts'
import { isEventId, MAX_EVENT } from './kept-rows.ts'

const OPTIONS: readonly string[] = [
  'name',
  'events',
  'deprecated',
  'transform',
] satisfies (keyof AiUsageFeature)[]

/**
 * Checks what a feature is made of; types do not hold for those who write JavaScript.
 *
 * @throws {AiUsageEventError} `INVALID_FEATURE`
 */
export function checkFeature(given: AiUsageFeature): void {
  const { name, events, deprecated = {} } = given
  if (typeof name !== 'string' || name === '') {
    throw featureError(
      undefined,
      'Cannot register events outside of a feature context',
      'Give the feature a name.',
    )
  }
  const other = Object.keys(given).find((option) => !OPTIONS.includes(option))
  if (other !== undefined) {
    throw featureError(name, `a feature has no ${other}`, `It takes ${OPTIONS.join(', ')}.`)
  }
  for (const [list, ids] of Object.entries({ events, deprecated })) {
    if (!isMapping(ids)) {
      throw featureError(
        name,
        `${list} is ${printable(String(ids), 60)}`,
        'Give it the ids of events by their names, { summarize_package: 1 }.',
      )
    }
    for (const [event, id] of Object.entries(ids)) checkId(name, event, id)
  }
}

function checkId(feature: string, event: string, id: unknown): void {
  if (isMapping(id)) {
    throw featureError(
      feature,
      `Nested features are not supported, and ${event} is one`,
      'Register each by a call of its own.',
    )
  }
  if (isEventId(id)) return
  throw featureError(
    feature,
    `the id of ${event} is ${printable(String(id), 60)}`,
    `Give it a whole number from 0 to ${MAX_EVENT}.`,
  )
}

/** Makes the error of a feature that cannot be registered. */
export function featureError(
  feature: string | undefined,
  cause: string,
  remedy: string,
): AiUsageEventError {
  const subject = feature === undefined ? 'a feature' : `the feature ${feature}`
  return new AiUsageEventError(
    'INVALID_FEATURE',
    `Failed to register ${subject}: ${cause}. ${remedy}`,
  )
}
