import { type EventPayload, LOAD, readEventPayload, TRACKING } from './event-payload.ts'
import type { HtmlRoot } from './html-root.ts'
import type { HtmlSubject } from './html-subject.ts'
import type { Markup } from './markup.ts'

/** An element with its attributes, as they were when it was read. */
export interface ElementSnapshot {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
}

/** An element that tracks, and what the front end would track for it. */
export interface TrackedElement extends ElementSnapshot, EventPayload {
  /** Whether it fires when the page has loaded; every tracked element fires on click. */
  readonly firesOnLoad: boolean
  /** The page's category, which the event gets. */
  readonly category: string | undefined
}

/** The elements of a subject that track, copied, since the page may change before the verdict. */
export interface TrackedElements {
  readonly found: readonly TrackedElement[]
  /** All of them, where `found` may lack those in shadow roots and templates. */
  everywhere(): readonly TrackedElement[]
}

/**
 * Reads the elements that track. With an event's name it is enough to find that event outside
 * shadow roots and templates, which a query of the DOM does far faster than a walk.
 */
export function readTrackedElements(subject: HtmlSubject, event?: string): TrackedElements {
  const everywhere = () => subject.roots.flatMap(trackedEverywhere)
  if (event !== undefined) {
    const found = subject.roots.flatMap(trackedInSight)
    if (found.some((element) => element.event === event)) return { found, everywhere }
  }
  const found = everywhere()
  return { found, everywhere: () => found }
}

export function readElement<Node>(markup: Markup<Node>, node: Node): ElementSnapshot {
  const names = markup.attributeNames(node)
  return {
    tag: markup.tag(node),
    attributes: new Map(names.map((name) => [name, markup.attribute(node, name) ?? ''])),
  }
}

function trackedInSight(root: HtmlRoot): TrackedElement[] {
  const { markup, node } = root
  const category = pageCategory(root)
  return [...markup.tracked(node)].map((element) => readTracked(markup, element, category))
}

function trackedEverywhere(root: HtmlRoot): TrackedElement[] {
  const { markup, node } = root
  const category = pageCategory(root)
  const found: TrackedElement[] = []
  markup.visit(node, (element) => {
    if (markup.attribute(element, TRACKING) === undefined) return
    found.push(readTracked(markup, element, category))
  })
  return found
}

function pageCategory({ markup, node }: HtmlRoot): string | undefined {
  const body = markup.body(node)
  return body === undefined ? undefined : markup.attribute(body, 'data-page')
}

function readTracked<Node>(
  markup: Markup<Node>,
  node: Node,
  category: string | undefined,
): TrackedElement {
  const element = readElement(markup, node)
  return {
    ...element,
    ...readEventPayload((name) => element.attributes.get(name)),
    firesOnLoad: element.attributes.get(LOAD) === 'true',
    category,
  }
}
