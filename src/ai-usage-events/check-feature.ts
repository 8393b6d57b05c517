import { isMapping, printGiven } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
import type { AiUsageFeature } from './ai-usage-feature.ts'
import { isEventId, MAX_EVENT } from './kept-ids.ts'

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
  if (!isMapping(given)) {
    throw featureError(
      undefined,
      `it is ${printGiven(given)}`,
      `Give an object with ${OPTIONS.join(', ')}.`,
    )
  }
  const { name, events, deprecated = {}, transform } = given
  if (isBlank(name)) {
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
        `${list} is ${printGiven(ids)}`,
        'Give it the ids of events by their names, { summarize_package: 1 }.',
      )
    }
    for (const [event, id] of Object.entries(ids)) {
      checkName(name, list, event)
      checkId(name, event, id)
    }
  }
  if (transform === undefined || typeof transform === 'function') return
  throw featureError(
    name,
    `transform is ${printGiven(transform)}`,
    'Give it a function that returns the payload of an event, or leave it out.',
  )
}

function isBlank(name: unknown): boolean {
  return typeof name !== 'string' || name.trim() === ''
}

function checkName(feature: string, list: string, event: string): void {
  if (!isBlank(event)) return
  throw featureError(
    feature,
    `an event of ${list} is called ${printGiven(event)}`,
    'Give it the name of an internal event.',
  )
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
    `the id of ${event} is ${printGiven(id)}`,
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
