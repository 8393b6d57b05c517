import type { Difference, MatcherContext } from '../../assertions/index.ts'
import { LOAD, type TrackedElement } from '../../html/index.ts'
import { sentByBrowser, type TrackedEvent, trackedEvent } from '../../tracking/index.ts'
import { comparisonWith } from '../events/index.ts'
import { categoryOf, silenceOf, silenceOfClick } from './element-silence.ts'
import type { ElementTerms } from './element-terms.ts'

/** The field of an element that sends nothing; what is recorded is the reason. */
export const SILENCE = 'silence'

/** The value found for an element that cannot fire when the page has loaded. */
export const IN_TEMPLATE = 'the element is in a <template>'

/** The value found for an element whose load is not that of the subject. */
export const AROUND = 'the element is around the subject'

/** Yields every way in which an element does not trigger the event as expected. */
export function* elementDifferences(
  element: TrackedElement,
  { onClick, onLoad, expected }: ElementTerms,
  context: MatcherContext,
): Generator<Difference> {
  const isClicked = onClick || !element.firesOnLoad
  const silence = (isClicked ? silenceOfClick(element) : undefined) ?? silenceOf(element)
  if (silence) yield { field: SILENCE, expected: undefined, recorded: silence }
  if (onLoad && !element.firesOnLoad) {
    yield { field: LOAD, expected: 'true', recorded: loadOf(element) }
  }
  if (expected) yield* comparisonWith(expected, context)(asTracked(element))
}

function loadOf({ attributes, inTemplate, around }: TrackedElement): string | undefined {
  if (around) return AROUND
  return inTemplate ? IN_TEMPLATE : attributes.get(LOAD)
}

/** Returns the event that the front end would track for an element. */
export function asTracked(element: TrackedElement): TrackedEvent {
  const { event: name = '' } = element
  const additionalProperties = sentByBrowser(element.additionalProperties)
  const category = categoryOf(element)
  return trackedEvent({
    name,
    category,
    additionalProperties,
    source: 'frontend',
    payload: undefined,
  })
}
