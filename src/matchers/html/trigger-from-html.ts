import {
  type Called,
  defineClaim,
  type Guarded,
  type MatcherDefinition,
  matcherError,
  nearestMiss,
  readNames,
} from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import type { TrackedElement, TrackedElements } from '../../html/index.ts'
import { comparable, guardedByEvent, matcherOf } from '../events/index.ts'
import { asTracked, elementDifferences } from './element-differences.ts'
import { ElementTerms } from './element-terms.ts'
import { type ElementFailure, htmlMessage, trackingMessage } from './html-message.ts'

const namesOfEvents = readNames({
  kind: 'event',
  find: (name) => currentCatalog().event(name).action,
})

/** Claims that one element triggers the event in the expected way, with the expected properties. */
const positive = defineClaim<TrackedElements, string, ElementFailure, ElementTerms>('html', {
  known(args, called) {
    const [event, second] = namesOfEvents(args, called)
    if (second === undefined) return event as string
    throw matcherError(
      'INVALID_NAMES',
      called.text(),
      'rendered HTML takes one event',
      'Write an expect for each event.',
    )
  },
  terms: (called, event) => new ElementTerms(called, event),
  judge: judgeElements,
  guards: guardedByElement,
  explain: htmlMessage,
  compare: ({ nearest }, { terms: { expected }, context }) =>
    nearest && expected && comparable(asTracked(nearest.candidate), expected, context),
})

/** Claims that no element tracks anything. */
const negative = defineClaim<TrackedElements, void, readonly TrackedElement[]>('html', {
  known(args, { text }) {
    if (args.length === 0) return
    throw matcherError(
      'INVALID_NAMES',
      text(),
      'for rendered HTML the negated form says that nothing tracks, so it does not take names',
      'Leave the names out, or assert on the element that should not track.',
    )
  },
  judge(elements) {
    const all = elements.all()
    return all.length > 0 ? all : undefined
  },
  explain: (all, { context }) => trackingMessage(all, context),
})

/** The claims of `toTriggerInternalEvents` about rendered HTML. */
export const triggerFromHtml: NonNullable<MatcherDefinition['html']> = { positive, negative }

function* guardedByElement(
  elements: TrackedElements,
  { target: event, terms, context }: Called<string, ElementTerms>,
): Iterable<Guarded> {
  const { expected } = terms
  const element = elements.find(
    (element) =>
      element.event === event && elementDifferences(element, terms, context).next().done === true,
  )
  if (!element) return
  yield* guardedByEvent({
    events: [asTracked(element)],
    expected,
    context,
    matches: matcherOf(expected, context),
    allows: (count) => count > 0,
  })
}

function judgeElements(
  elements: TrackedElements,
  { target: event, terms, context }: Called<string, ElementTerms>,
): ElementFailure | undefined {
  const differencesOf = (element: TrackedElement) => elementDifferences(element, terms, context)
  const triggers = (element: TrackedElement) =>
    element.event === event && differencesOf(element).next().done === true
  if (elements.find(triggers)) return undefined
  const all = elements.all()
  const nearest = nearestMiss(
    all.filter((element) => element.event === event),
    differencesOf,
  )
  return { all, nearest, live: elements.live }
}
