import { type DisabledBy, disabledBy } from './disabled-by.ts'
import { type DomNode, domMarkup, isLive } from './dom-markup.ts'
import { type EventPayload, LOAD, readEventPayload, TRACKING } from './event-payload.ts'
import type { HtmlRoot } from './html-root.ts'
import type { HtmlSubject } from './html-subject.ts'
import type { Enclosure, Markup } from './markup.ts'

/** An element with its attributes, as they were when it was read. */
export interface ElementSnapshot {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
}

/** An element that tracks, with the event that the front end would track for it. */
export interface TrackedElement extends ElementSnapshot, EventPayload {
  /** True if it fires when the page has loaded; every tracked element that is enabled fires on click. */
  readonly firesOnLoad: boolean
  /** True within a `<template>`, whose content is inserted later. */
  readonly inTemplate: boolean
  /** True for an element around the subject: a click on the subject fires it, a load of it is not the subject's. */
  readonly around: boolean
  /** What keeps it from being clicked. */
  readonly disabledBy: DisabledBy | undefined
  /** `data-page` of the page's body, the category that the event gets. */
  readonly dataPage: string | undefined
}

/**
 * The tracked elements of a subject, and the nearest ones around it, which a click on it fires. They
 * are copied, since the page may change before the verdict. With an event's name it begins with the
 * first element that tracks it: a query of a DOM finds that one far faster than a visit to all
 * elements.
 */
export class TrackedElements {
  readonly #subject: HtmlSubject
  #found: readonly TrackedElement[]
  #complete = false

  constructor(subject: HtmlSubject, event?: string) {
    this.#subject = subject
    this.#found = event === undefined ? [] : subject.roots.flatMap((root) => first(root, event))
  }

  /** Returns the first element that `matches`. Reads all before it returns `undefined`. */
  find(matches: (element: TrackedElement) => boolean): TrackedElement | undefined {
    return this.#found.find(matches) ?? (this.#complete ? undefined : this.all().find(matches))
  }

  /** True for nodes of a page that runs, whose scripts may listen to clicks. */
  get live(): boolean {
    return this.#subject.roots.some(
      ({ markup, node }) => markup === domMarkup && isLive(node as DomNode),
    )
  }

  /** Returns all elements, in document order, those around the subject last. */
  all(): readonly TrackedElement[] {
    if (!this.#complete) this.#found = readAll(this.#subject.roots)
    this.#complete = true
    return this.#found
  }
}

export function readElement<Node>(markup: Markup<Node>, node: Node): ElementSnapshot {
  const names = markup.attributeNames(node)
  return {
    tag: markup.tag(node),
    attributes: new Map(names.map((name) => [name, markup.attribute(node, name) ?? ''])),
  }
}

function first(root: HtmlRoot, event: string): TrackedElement[] {
  const { markup, node } = root
  const element = markup.findFirst(node, event)
  return element === undefined ? [] : [readTracked(markup, element, { dataPage: dataPageOf(root) })]
}

function readAll(roots: readonly HtmlRoot[]): TrackedElement[] {
  // By node: the roots of a list may contain each other.
  const found = new Map<unknown, TrackedElement>()
  for (const root of roots) {
    const { markup, node } = root
    const dataPage = dataPageOf(root)
    markup.visit(node, (element, enclosure) => {
      if (!isTracked(markup, element)) return
      found.set(element, readTracked(markup, element, { dataPage, enclosure }))
    })
  }
  for (const root of roots) {
    const nearest = nearestTracked(root)
    if (nearest === undefined || found.has(nearest)) continue
    found.set(
      nearest,
      readTracked(root.markup, nearest, { dataPage: dataPageOf(root), around: true }),
    )
  }
  return [...found.values()]
}

/** Returns the element that a click on the root fires. */
function nearestTracked({ markup, node: root }: HtmlRoot): unknown {
  let node: unknown = root
  while (node !== undefined && !isTracked(markup, node)) node = markup.outwards(node)
  return node
}

function isTracked<Node>(markup: Markup<Node>, node: Node): boolean {
  return markup.attribute(node, TRACKING) !== undefined
}

function dataPageOf({ markup, node }: HtmlRoot): string | undefined {
  const body = markup.body(node)
  return body === undefined ? undefined : markup.attribute(body, 'data-page')
}

/** The page and the place of an element. */
interface Surroundings {
  readonly dataPage: string | undefined
  readonly enclosure?: Enclosure | undefined
  readonly around?: boolean
}

function readTracked<Node>(
  markup: Markup<Node>,
  node: Node,
  { dataPage, enclosure, around = false }: Surroundings,
): TrackedElement {
  const element = readElement(markup, node)
  const inTemplate = enclosure === 'a <template>'
  return {
    ...element,
    ...readEventPayload((name) => element.attributes.get(name)),
    firesOnLoad: element.attributes.get(LOAD) === 'true' && !inTemplate && !around,
    inTemplate,
    around,
    disabledBy: disabledBy(markup, node),
    dataPage,
  }
}
