import {
  type AdditionalProperties,
  type Catalog,
  DROPPED_PROPERTIES,
} from '../definitions/index.ts'
import { isMapping, nearestName } from '../foundation/index.ts'
import {
  checkFrontendProperties,
  countingFault,
  TrackingError,
  validateEvent,
} from '../tracking/index.ts'
import {
  ADDITIONAL,
  LOAD,
  PROPERTY_ATTRIBUTES,
  parseAdditional,
  readEventPayload,
  TRACKING,
} from './event-payload.ts'
import type { HtmlRoot } from './html-root.ts'
import type { HtmlSubject } from './html-subject.ts'
import type { Enclosure } from './markup.ts'
import { printAttribute, printElement } from './print-element.ts'
import { type ElementSnapshot, readElement } from './tracked-elements.ts'

/** An element with faults in its tracking. */
export interface Finding {
  readonly element: ElementSnapshot
  readonly problems: readonly string[]
}

/** An element with `data-event-*` attributes, and its place among the others. */
interface Audited extends ElementSnapshot {
  readonly enclosure: Enclosure | undefined
  /** The nearest tracked element around it. */
  readonly around: Audited | undefined
  /** True if people click it, or something in it whose nearest tracked element it is. */
  clickable: boolean
}

const KNOWN = [TRACKING, LOAD, ADDITIONAL, ...PROPERTY_ATTRIBUTES.values()]
const INTERACTIVE = new Set(['button', 'input', 'label', 'option', 'select', 'summary', 'textarea'])
const INTERACTIVE_ROLES =
  /^(?:button|checkbox|combobox|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|switch|tab|treeitem)$/

/** Checks every element with a `data-event-*` attribute, in document order. */
export function auditTracking(subject: HtmlSubject, catalog: Catalog): Finding[] {
  return subject.roots
    .flatMap(readAudited)
    .map((element) => ({ element, problems: [...problemsOf(element, catalog)] }))
    .filter(({ problems }) => problems.length > 0)
}

function readAudited({ markup, node: root }: HtmlRoot): Audited[] {
  const found: Audited[] = []
  // The nearest tracked element of every element, itself included.
  const nearest = new Map<unknown, Audited | undefined>()
  markup.visit(root, (node, enclosure) => {
    const around = nearest.get(markup.parent(node))
    let own: Audited | undefined
    if (markup.attributeNames(node).some(meansTracking)) {
      own = { ...readElement(markup, node), enclosure, around, clickable: false }
      found.push(own)
    }
    const tracked = own?.attributes.has(TRACKING) ? own : around
    nearest.set(node, tracked)
    if (tracked && isInteractive(markup.tag(node), (name) => markup.attribute(node, name))) {
      tracked.clickable = true
    }
  })
  return found
}

function isInteractive(tag: string, attribute: (name: string) => string | undefined): boolean {
  return (
    INTERACTIVE.has(tag) ||
    (tag === 'a' && attribute('href') !== undefined) ||
    INTERACTIVE_ROLES.test(attribute('role') ?? '') ||
    attribute('onclick') !== undefined ||
    attribute('tabindex') !== undefined
  )
}

function* problemsOf(element: Audited, catalog: Catalog): Generator<string> {
  const { attributes } = element
  yield* misspelt(attributes)
  if (!attributes.has(TRACKING)) {
    for (const name of KNOWN.filter((known) => attributes.has(known))) {
      yield `${name} does nothing without ${TRACKING} on the same element`
    }
    return
  }
  yield* reach(element)
  if (attributes.get(TRACKING) === '') {
    yield `${TRACKING}="" does not name an event, so nothing is tracked`
    return
  }
  yield* loading(element)
  yield* values(attributes)
  yield* refusals(attributes, catalog)
}

/** Tells whether an attribute is of the tracking, or was meant to be. */
function meansTracking(name: string): boolean {
  if (name.startsWith('data-event-')) return true
  return TO_CHECK.test(name) && meantBy(name) !== undefined
}

/** The beginning of an attribute that is worth a closer look. */
const TO_CHECK = /^(?:[:.]|v-bind:)?data[-_]?e/i

/** Finds attributes that the front end does not read, and values that a template printed by mistake. */
function* misspelt(attributes: ReadonlyMap<string, string>): Generator<string> {
  for (const [name, value] of attributes) {
    if (KNOWN.includes(name)) {
      const printed = printedValue(value)
      if (printed) yield `${printAttribute(name, value)} ${printed}`
    } else if (meansTracking(name)) {
      const meant = meantBy(name)
      yield `the front end does not read ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`
    }
  }
}

/** Tells of a value that a template printed, though it is not text. */
function printedValue(value: string): string | undefined {
  if (value === 'undefined' || value === 'null') {
    return 'is the text of a value that was not there'
  }
  return value.includes('[object Object]') ? 'has an object printed as text' : undefined
}

function meantBy(name: string): string | undefined {
  const plain = name.replace(/^(?:[:.]|v-bind:)/, '').toLowerCase()
  return nearestName(plain, KNOWN, 2)
}

/** Finds clicks that do not reach it, or the tracked element around it. */
function* reach({ around, enclosure }: Audited): Generator<string> {
  if (around) {
    yield `a click on it does not reach ${printElement(around)} around it, since only the nearest tracked element fires`
  }
  if (enclosure === 'a shadow root') {
    yield 'it is in a shadow root, where the listener of the document does not see it; bind the shadow root, and check it by itself'
  }
}

function* loading({ attributes, enclosure, clickable }: Audited): Generator<string> {
  const load = attributes.get(LOAD)
  if (load === undefined) return
  if (load !== 'true') {
    yield `${printAttribute(LOAD, load)} does not fire on load, which needs exactly "true"`
  } else if (enclosure === 'a <template>') {
    yield 'it does not fire on load, since the content of a <template> is inserted later'
  } else if (clickable) {
    yield 'it fires on load and again on every click'
  }
}

/** Finds values that the front end drops or changes. */
function* values(attributes: ReadonlyMap<string, string>): Generator<string> {
  const read = (name: string) => attributes.get(name)
  const { parsed, broken } = parseAdditional(read)
  const raw = attributes.get(ADDITIONAL) ?? ''
  if (broken) yield `${printAttribute(ADDITIONAL, raw)} is not valid JSON, so it is ignored`
  else if (isMapping(parsed)) yield* droppedNames(parsed)
  else if (parsed !== undefined) yield `${printAttribute(ADDITIONAL, raw)} is not a JSON object`

  const value = attributes.get('data-event-value')
  const sent = readEventPayload((name) => (name === ADDITIONAL ? undefined : read(name)))
  const { value: number } = sent.additionalProperties
  if (value !== undefined && number === undefined) {
    yield `the front end drops ${printAttribute('data-event-value', value)}`
  } else if (value !== undefined && Number(value) !== number) {
    yield `${printAttribute('data-event-value', value)} is sent as ${String(number)}`
  }

  for (const [key, name] of PROPERTY_ATTRIBUTES) {
    if (attributes.has(name) && isMapping(parsed) && Object.hasOwn(parsed, key)) {
      yield `${name} is overridden by "${key}" in ${ADDITIONAL}`
    }
  }
}

function* droppedNames(additional: Readonly<Record<string, unknown>>): Generator<string> {
  for (const key of DROPPED_PROPERTIES.filter((name) => Object.hasOwn(additional, name))) {
    yield `the front end drops "${key}" in ${ADDITIONAL}, a name that lodash does not set`
  }
}

/** Finds values that make the front end throw, or that the development end point refuses. */
function* refusals(attributes: ReadonlyMap<string, string>, catalog: Catalog): Generator<string> {
  const read = (name: string) => attributes.get(name)
  const { parsed = {} } = parseAdditional(read)
  // A spread array or string is one mistake, not one for each of its items.
  const { event = '', additionalProperties } = readEventPayload((name) =>
    name === ADDITIONAL && !isMapping(parsed) ? undefined : read(name),
  )
  const unknown = refusal(catalog, event, {})
  if (unknown !== undefined) yield unknown
  try {
    checkFrontendProperties(additionalProperties as AdditionalProperties)
  } catch (error) {
    yield `the front end throws, so nothing is tracked: ${(error as Error).message}`
    return
  }
  if (unknown !== undefined) return
  const fault = countingFault(catalog, event, additionalProperties)
  if (fault) yield `the browser sends it, but the end point that counts refuses it: ${fault.reason}`
  for (const [key, value] of Object.entries(additionalProperties as AdditionalProperties)) {
    const problem = refusal(catalog, event, Object.fromEntries([[key, value]]))
    if (problem !== undefined) yield problem
    else if (!catalog.event(event).additionalProperties.has(key)) {
      const { file, line } = catalog.event(event)
      yield `${key} is not declared for ${event}: the browser sends it, but the back end drops it. Declare it under additional_properties in ${file}:${line}.`
    }
  }
}

function refusal(
  catalog: Catalog,
  event: string,
  properties: AdditionalProperties,
): string | undefined {
  try {
    validateEvent(catalog, event, {}, properties, () => {})
    return undefined
  } catch (error) {
    if (error instanceof TrackingError) return error.reason
    throw error
  }
}
