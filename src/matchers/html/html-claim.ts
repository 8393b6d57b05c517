import type { Difference, MatcherContext } from '../../assertions/index.ts'
import {
  type Claim,
  callText,
  checkNames,
  matcherError,
  negatedClaim,
  noNames,
} from '../../assertions/index.ts'
import type { AdditionalProperties } from '../../definitions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import type { TrackedElement, TrackedElements } from '../../html/index.ts'
import { checkFrontendProperties } from '../../tracking/index.ts'
import { checkExpectedEvent, comparable, differences, type ExpectedEvent } from '../events/index.ts'
import { htmlMessage, trackingMessage } from './html-message.ts'

/** What `.with()` takes for rendered HTML: the page says the rest. */
export type ExpectedAttributes = Pick<ExpectedEvent, 'additionalProperties' | 'category'>

/** What a claim expects of one element. */
export interface ExpectedElement {
  readonly event: string
  readonly onClick: boolean
  readonly onLoad: boolean
  readonly fields: ExpectedAttributes | undefined
}

/** An element that tracks the right event in another way. */
export interface ElementCandidate {
  readonly element: TrackedElement
  readonly differences: readonly Difference[]
}

/** One element triggers the event, in the expected way and with the expected properties. */
export function htmlClaim(
  context: MatcherContext,
  names: readonly string[],
): Claim<TrackedElements> {
  const matcher = 'toTriggerInternalEvents'
  const [event] = names
  if (event === undefined) throw noNames(matcher, 'event', 'html')
  checkNames(matcher, 'event', names, (name) => currentCatalog().event(name), 'html')
  const call = callText(matcher, names)
  const misuse = (cause: string, remedy: string) =>
    matcherError('INVALID_CHAIN', `expect(html).${call}`, cause, remedy)
  if (names.length > 1) {
    throw matcherError(
      'INVALID_NAMES',
      `expect(html).${call}`,
      'rendered HTML takes one event',
      'Write an expect for each event.',
    )
  }
  const expected = {
    event,
    onClick: false,
    onLoad: false,
    fields: undefined as ExpectedAttributes | undefined,
  }

  const mark = (way: 'onClick' | 'onLoad') => () => {
    if (expected[way]) throw misuse(`.${way}() was given twice`, 'Say it once.')
    expected[way] = true
  }
  return {
    matcher,
    call,
    chainText: '',
    negated: false,
    watch: 0,
    watchToEnd: false,
    chain: {
      onClick: mark('onClick'),
      onLoad: mark('onLoad'),
      with(fields: ExpectedAttributes) {
        if (expected.fields) {
          throw misuse('.with() was given twice', 'Put all fields into one .with().')
        }
        checkExpectedEvent(call, fields, ['category', 'additionalProperties'], 'html')
        expected.fields = fields
      },
    },
    judge(elements) {
      const matches = (element: TrackedElement) =>
        element.event === event &&
        elementDifferences(element, expected, context).next().done === true
      if (elements.find(matches)) return { holds: true, message: () => '' }
      const all = elements.all()
      const nearest = nearestElement(all, expected, context)
      return {
        holds: false,
        message: () => htmlMessage(expected, all, nearest, context),
        ...(nearest && expected.fields
          ? comparable(asTracked(nearest.element), expected.fields, context)
          : {}),
      }
    },
  }
}

/** No element tracks anything. */
export function noHtmlClaim(
  context: MatcherContext,
  names: readonly string[],
): Claim<TrackedElements> {
  const matcher = context.isNot ? 'toTriggerInternalEvents' : 'toNotTriggerInternalEvents'
  const call = callText(matcher, names)
  if (names.length > 0) {
    throw matcherError(
      'INVALID_NAMES',
      `expect(html).${context.isNot ? 'not.' : ''}${call}`,
      'the negated form takes no names for rendered HTML, where it says that nothing tracks',
      'Leave the names out, or assert on the element that should not track.',
    )
  }
  return negatedClaim({
    matcher,
    call,
    judge(elements) {
      const all = elements.all()
      return { holds: all.length === 0, message: () => trackingMessage(all, context) }
    },
  })
}

function nearestElement(
  elements: readonly TrackedElement[],
  expected: ExpectedElement,
  context: MatcherContext,
): ElementCandidate | undefined {
  let nearest: ElementCandidate | undefined
  for (const element of elements) {
    if (element.event !== expected.event) continue
    const differing = [...elementDifferences(element, expected, context)]
    if (!nearest || differing.length < nearest.differences.length) {
      nearest = { element, differences: differing }
    }
  }
  return nearest
}

/** Every way in which an element does not trigger the event as expected. */
function* elementDifferences(
  element: TrackedElement,
  { onLoad, fields }: ExpectedElement,
  context: MatcherContext,
): Generator<Difference> {
  const refusal = frontendRefusal(element)
  if (refusal !== undefined) yield { field: 'throws', expected: undefined, recorded: refusal }
  if (onLoad && !element.firesOnLoad) {
    const recorded = element.attributes.get('data-event-tracking-load')
    yield { field: 'data-event-tracking-load', expected: 'true', recorded }
  }
  if (fields) yield* differences(asTracked(element), fields, context)
}

/** The front end throws at properties of a wrong type, and tracks nothing then. */
function frontendRefusal({ additionalProperties }: TrackedElement): string | undefined {
  try {
    checkFrontendProperties(additionalProperties as AdditionalProperties)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function asTracked({ event = '', category, additionalProperties }: TrackedElement) {
  const payload = undefined
  return { name: event, category, additionalProperties, source: 'frontend', payload } as const
}
