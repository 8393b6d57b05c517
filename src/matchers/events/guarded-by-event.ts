import {
  type Guarded,
  isAsymmetric,
  type MatcherContext,
  namedFields,
} from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { type TrackedEvent, trackedEvent } from '../../tracking/index.ts'
import { CONTEXT_FIELDS } from './expected-contexts.ts'
import { type ExpectedEvent, IDENTIFIERS } from './expected-event.ts'
import { likenessOf, OTHER_NUMBER, OTHER_TEXT, otherThan } from './other-values.ts'

/** A claim that holds, with the events of one name that it counts. */
interface HeldClaim {
  readonly events: readonly [TrackedEvent, ...TrackedEvent[]]
  readonly expected: ExpectedEvent | undefined
  readonly context: Pick<MatcherContext, 'customTesters'>
  /** Tells whether the claim counts an event. */
  matches(event: TrackedEvent): boolean
  /** Tells whether the claim holds for so many events. */
  allows(count: number): boolean
}

type Change = (event: TrackedEvent) => Partial<TrackedEvent>

/**
 * Yields what a claim would fail without: the event, and the properties whose values it tells from
 * others. That is tried, with the events as they would be else, so that it is right for any
 * asymmetric matcher and any count.
 */
export function* guardedByEvent(claim: HeldClaim): Generator<Guarded> {
  const { events, expected } = claim
  const entry = { kind: 'event', name: events[0].name } as const
  if (!expected) {
    yield { entry }
    return
  }
  const exact = isExact(claim)
  yield !exact && comparesNoContext(expected) && holdsWith(claim, allChanged)
    ? { entry, weak: 'its .with() accepts any values' }
    : { entry }
  const properties = new Set(
    events.flatMap(({ additionalProperties }) => Object.keys(additionalProperties)),
  )
  for (const property of properties) {
    yield* exact ? comparedProperty(claim, property) : guardedProperty(claim, property)
  }
}

/**
 * Tells whether a claim takes no other properties than those that it writes out, as most do: then
 * nothing has to be tried. Testers of the test's own may take others.
 */
function isExact({ expected, context, allows }: HeldClaim): boolean {
  const { additionalProperties } = expected ?? {}
  if (allows(0) || context.customTesters?.length || isAsymmetric(additionalProperties)) return false
  const values = Object.values(additionalProperties ?? {})
  return values.length > 0 && values.every((value) => ['string', 'number'].includes(typeof value))
}

function* guardedProperty(claim: HeldClaim, property: string): Generator<Guarded> {
  const [{ name }] = claim.events
  const entry = { kind: 'property', name, property } as const
  const change =
    (other: (value: unknown) => unknown): Change =>
    ({ additionalProperties }) => {
      const { [property]: value, ...others } = additionalProperties
      const changed = value == null ? undefined : other(value)
      return {
        additionalProperties: changed === undefined ? others : { ...others, [property]: changed },
      }
    }
  const acceptsAny = holdsWith(claim, change(otherThan))
  if (acceptsAny || holdsWith(claim, change(likenessOf))) {
    if (
      holdsWith(
        claim,
        change(() => undefined),
      )
    )
      return
    const accepted = acceptsAny ? `any ${property}` : `other values of ${property}`
    yield { entry, weak: `its .with() accepts ${accepted}` }
    return
  }
  yield* comparedProperty(claim, property)
}

function* comparedProperty({ events, expected }: HeldClaim, property: string): Generator<Guarded> {
  if (events.every(({ additionalProperties }) => additionalProperties[property] == null)) return
  const [{ name }] = events
  yield { entry: { kind: 'property', name, property } }
  // Of a pattern nobody knows which of its values has to come.
  const { [property]: value } = namedFields(expected?.additionalProperties ?? {})
  if (typeof value === 'string' || typeof value === 'number') {
    yield { entry: { kind: 'filter', name, property, value } }
  }
}

/** The number of events that stand for the others, where all of them meet a change in the same way. */
const SAMPLE = 100

function holdsWith({ events, matches, allows }: HeldClaim, change: Change): boolean {
  const isCounted = (event: TrackedEvent) => {
    try {
      return matches(trackedEvent({ ...event, ...change(event) }))
    } catch {
      // A matcher of the test's own may throw for what it does not expect, which is no match.
      return false
    }
  }
  const sample = events.slice(0, SAMPLE)
  const counted = sample.filter(isCounted).length
  if (counted === 0 || counted === sample.length) {
    return allows(counted === 0 ? 0 : events.length)
  }
  return allows(counted + events.slice(SAMPLE).filter(isCounted).length)
}

/** Returns other values for all that an event carries, and for the properties that it may carry. */
function allChanged(event: TrackedEvent): Partial<TrackedEvent> {
  const declared = currentCatalog().definitionOf(event.name)?.additionalProperties ?? []
  const names = new Set([...declared, ...Object.keys(event.additionalProperties)])
  const other = { id: OTHER_TEXT }
  const identifiers = IDENTIFIERS.filter((field) => event[field] != null)
  return {
    ...Object.fromEntries(identifiers.map((field) => [field, other])),
    ...(event.project?.namespace && { project: { ...other, namespace: other } }),
    category: OTHER_TEXT,
    ...(event.featureEnabledByNamespaceIds && { featureEnabledByNamespaceIds: [OTHER_NUMBER] }),
    additionalProperties: Object.fromEntries(
      Array.from(names, (name) => [name, otherThan(event.additionalProperties[name])]),
    ),
  }
}

function comparesNoContext(expected: ExpectedEvent): boolean {
  return CONTEXT_FIELDS.every((field) => acceptsAll(expected[field]))
}

/** Tells whether an expectation of contexts says nothing: any value, or fields of any value. */
function acceptsAll(expected: unknown): boolean {
  if (expected === undefined) return true
  if (isAsymmetric(expected)) {
    const fields = Object.values(namedFields(expected))
    return fields.length > 0
      ? fields.every(acceptsAll)
      : [OTHER_TEXT, OTHER_NUMBER, {}].some((value) => accepts(expected, value))
  }
  if (Array.isArray(expected)) return expected.every(acceptsAll)
  return isMapping(expected) && Object.values(expected).every(acceptsAll)
}

function accepts(expected: { asymmetricMatch(value: unknown): boolean }, value: unknown): boolean {
  try {
    return expected.asymmetricMatch(value)
  } catch {
    return false
  }
}
