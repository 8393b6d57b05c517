import {
  type Called,
  type Difference,
  type MatcherContext,
  type MatcherUtils,
  type NearMiss,
  printDifferences,
  printOthers,
  printValue,
} from '../../assertions/index.ts'
import { DROPPED_PROPERTIES } from '../../definitions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { capLines, nearestName } from '../../foundation/index.ts'
import {
  ADDITIONAL,
  LOAD,
  printAttribute,
  printElement,
  type TrackedElement,
} from '../../html/index.ts'
import type { Silence } from '../../tracking/index.ts'
import { unexpectedStep } from '../events/index.ts'
import { AROUND, IN_TEMPLATE, SILENCE } from './element-differences.ts'
import type { ElementTerms, ExpectedAttributes } from './element-terms.ts'
import { sourceOf } from './property-source.ts'

type ElementCall = Called<string, ElementTerms>

/** The reason why no element triggers the event. */
export interface ElementFailure {
  /** All elements that track. */
  readonly all: readonly TrackedElement[]
  readonly nearest: NearMiss<TrackedElement> | undefined
  /** True where scripts may listen to clicks, which nobody can read. */
  readonly live: boolean
}

interface ExpectedElement {
  readonly event: string
  readonly onClick: boolean
  readonly onLoad: boolean
  readonly fields: ExpectedAttributes | undefined
}

/** Explains why none triggers the event: nothing tracks, only other events, or in another way. */
export function htmlMessage(
  { all, nearest, live }: ElementFailure,
  { target: event, terms: { onClick, onLoad, expected: fields }, context }: ElementCall,
): string {
  const expected = { event, onClick, onLoad, fields }
  const sections =
    all.length === 0
      ? nothingTracks(expected, context)
      : nearest
        ? otherwiseTracked(expected, all, nearest, context)
        : onlyOthers(expected, all, context)
  const message = sections.join('\n\n')
  return live && !nearest
    ? `${message} Listeners of scripts are not read: where code tracks the click, click in a block, expect(() => element.click()).`
    : message
}

/** Lists the elements that track, although the claim says that none does. */
export function trackingMessage(
  elements: readonly TrackedElement[],
  { utils }: MatcherContext,
): string {
  const count = elements.length === 1 ? '1 element does' : `${elements.length} elements do`
  const catalog = currentCatalog()
  const isDefined = elements.some(({ event = '' }) => catalog.definitionOf(event))
  return [
    `Expected no element to track events, but ${count}.`,
    [
      `Expected: ${utils.EXPECTED_COLOR('no data-event-tracking')}`,
      'Found:',
      ...printElements(elements).map((line) => utils.RECEIVED_COLOR(line)),
    ].join('\n'),
    isDefined
      ? 'Remove data-event-tracking, or expect the event with toTriggerInternalEvents.'
      : 'Remove data-event-tracking: no definition has such an event.',
  ].join('\n\n')
}

function nothingTracks(expected: ExpectedElement, { utils }: MatcherContext): string[] {
  return [
    `Expected an element that triggers ${described(expected)}, but no element tracks an event.`,
    [expectedSection(expected, utils), `Found: ${utils.RECEIVED_COLOR('nothing')}`].join('\n'),
    `Add data-event-tracking=${quote(expected.event)} to the element, and check that it is rendered.`,
  ]
}

function onlyOthers(
  expected: ExpectedElement,
  elements: readonly TrackedElement[],
  { utils }: MatcherContext,
): string[] {
  const names = elements.map(({ event = '' }) => event)
  const nearest = nearestName(expected.event, names)
  const sorted = [...elements].sort(
    (one, other) => Number(other.event === nearest) - Number(one.event === nearest),
  )
  return [
    `Expected an element that triggers ${described(expected)}, but only other events are tracked.`,
    [
      expectedSection(expected, utils),
      'Found:',
      ...printElements(sorted).map((line) => utils.RECEIVED_COLOR(line)),
    ].join('\n'),
    otherStep(expected.event, sorted[0]?.event ?? ''),
  ]
}

/** Returns the next step where an element tracks another event, which may be a misspelt name. */
function otherStep(expected: string, tracked: string): string {
  const catalog = currentCatalog()
  const attribute = `data-event-tracking=${quote(expected)}`
  return catalog.definitionOf(tracked)
    ? `Add ${attribute} to the element, or expect the event that it tracks now.`
    : `No definition has ${quote(tracked)}. ${catalog.suggestEvent(tracked) ?? `Write ${attribute} in its place.`}`
}

function otherwiseTracked(
  expected: ExpectedElement,
  elements: readonly TrackedElement[],
  { candidate: element, differences }: NearMiss<TrackedElement>,
  { utils }: MatcherContext,
): string[] {
  const others = elements.filter((other) => other !== element)
  const same = elements.filter(({ event }) => event === expected.event).length
  const them =
    same === 1
      ? 'the element that tracks it does not'
      : `none of the ${same} elements that track it does`
  return [
    `Expected an element that triggers ${described(expected)}, but ${them}.`,
    [
      expectedSection(expected, utils),
      'Found, the nearest first:',
      `  ${utils.RECEIVED_COLOR(printTracked(element))}`,
      ...printMiss(differences, element, utils),
      ...printElements(others),
    ].join('\n'),
    nextStep(differences[0], element, expected.fields),
  ]
}

function printMiss(
  differences: NearMiss<TrackedElement>['differences'],
  element: TrackedElement,
  utils: MatcherUtils,
): string[] {
  const [{ field, recorded }, ...others] = differences
  if (field === SILENCE) {
    return [
      `    nothing is sent, since ${utils.RECEIVED_COLOR((recorded as Silence).reason)}`,
      ...printOthers(others),
    ]
  }
  const print = (value: unknown) => (value === undefined ? 'none' : printValue(value, utils))
  if (field === LOAD) return printDifferences(differences, { print, recorded: 'found' }, utils)
  const raw = rawAttribute(field, element, recorded)
  const note = raw === undefined ? '' : ` (${raw})`
  return printDifferences(differences, { print, recorded: 'sent', note }, utils)
}

/** Says where a field comes from, when the front end does not send an attribute as it stands. */
function rawAttribute(field: string, element: TrackedElement, sent: unknown): string | undefined {
  if (field === 'category') {
    return element.dataPage ? 'data-page of the body' : 'the page has no data-page'
  }
  const { name, value, raw, broken } = sourceOf(field, element)
  if (value !== undefined) {
    if (value === String(sent)) return undefined
    return `${sent === undefined ? 'the front end drops ' : ''}${printAttribute(name, value)}`
  }
  return broken ? `${raw} is not valid JSON, so the front end ignores it` : raw
}

/** Returns the next step, which follows from how the first field differs. */
function nextStep(
  difference: Difference,
  element: TrackedElement,
  fields: ExpectedAttributes | undefined,
): string {
  const { field, expected, recorded } = difference
  if (field === SILENCE) return (recorded as Silence).remedy
  if (field === LOAD) return loadStep(recorded)
  if (field === 'category') return 'Correct data-page of the body, or category in .with().'
  const { name, property, value, broken } = sourceOf(field, element)
  if (name === 'data-event-value' && value !== undefined) {
    return 'The front end sends only whole numbers other than 0. Give data-event-value such a number, or correct value in .with().'
  }
  if (broken && value === undefined) return `Correct the JSON of ${ADDITIONAL}.`
  if (DROPPED_PROPERTIES.includes(property)) {
    return `Give the property another name: the front end drops ${DROPPED_PROPERTIES.join(', ')}.`
  }
  if (recorded === undefined) {
    return `Add ${name} to the element, or leave ${property} out of .with().`
  }
  return expected === undefined
    ? unexpectedStep(field, fields ?? {})
    : `Correct ${name} of the element, or .with().`
}

function loadStep(recorded: unknown): string {
  if (recorded === undefined) return `Add ${LOAD}="true" to the element, or expect it .onClick().`
  if (recorded === AROUND) return 'Assert on that element itself, or expect it .onClick().'
  return recorded === IN_TEMPLATE
    ? 'The content of a <template> is inserted when the page has loaded already. Move the element out of it, or expect it .onClick().'
    : `Write ${LOAD}="true": the front end accepts no other value.`
}

function expectedSection({ fields, ...expected }: ExpectedElement, utils: MatcherUtils): string {
  const lines = [`Expected: ${utils.EXPECTED_COLOR(`${quote(expected.event)} ${wayOf(expected)}`)}`]
  for (const field of ['category', 'additionalProperties'] as const) {
    if (fields?.[field] === undefined) continue
    lines.push(`  ${field} ${utils.EXPECTED_COLOR(printValue(fields[field], utils))}`)
  }
  return lines.join('\n')
}

function described(expected: ExpectedElement): string {
  const properties = expected.fields ? ' with these properties' : ''
  return `${quote(expected.event)} ${wayOf(expected)}${properties}`
}

function wayOf({ onClick, onLoad }: Pick<ExpectedElement, 'onClick' | 'onLoad'>): string {
  if (onClick === onLoad) return onClick ? 'on click and on load' : 'on click or on load'
  return onClick ? 'on click' : 'on load'
}

function printElements(elements: readonly TrackedElement[]): string[] {
  return capLines(elements, printTracked)
}

function printTracked(element: TrackedElement): string {
  return `${printElement(element)}${element.around ? ' (around the subject)' : ''}`
}

function quote(name: string): string {
  return JSON.stringify(name)
}
