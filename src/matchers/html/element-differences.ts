import type { Difference, MatcherContext } from '../../assertions/index.ts'
import type { AdditionalProperties } from '../../definitions/index.ts'
import { LOAD, type TrackedElement } from '../../html/index.ts'
import { checkFrontendProperties, type TrackedEvent, trackedEvent } from '../../tracking/index.ts'
import { differences } from '../events/index.ts'
import type { ElementTerms } from './element-terms.ts'

/** The value found for an element that cannot fire when the page has loaded. */
export const IN_TEMPLATE = 'the element is in a <template>'

/** Yields every way in which an element does not trigger the event as expected. */
export function* elementDifferences(
  element: TrackedElement,
  { onLoad, expected }: ElementTerms,
  context: MatcherContext,
): Generator<Difference> {
  const refusal = frontendRefusal(element)
  if (refusal !== undefined) yield { field: 'throws', expected: undefined, recorded: refusal }
  if (onLoad && !element.firesOnLoad) {
    const attribute = element.attributes.get(LOAD)
    const recorded = element.inTemplate ? IN_TEMPLATE : attribute
    yield { field: LOAD, expected: 'true', recorded }
  }
  if (expected) yield* differences(asTracked(element), expected, context)
}

/** Returns the error of the front end, which tracks nothing when a property has a wrong type. */
function frontendRefusal({ additionalProperties }: TrackedElement): string | undefined {
  try {
    checkFrontendProperties(additionalProperties as AdditionalProperties)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Returns the event that the front end would track for an element. */
export function asTracked({
  event = '',
  category,
  additionalProperties,
}: TrackedElement): TrackedEvent {
  const payload = undefined
  return trackedEvent({ name: event, category, additionalProperties, source: 'frontend', payload })
}
