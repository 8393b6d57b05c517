import { TRACKED, TRACKING } from './event-payload.ts'

/** Returns the elements of the document, if there is one, that track an event. */
export function trackingElements(event: string): Element[] {
  const elements = globalThis.document?.querySelectorAll(TRACKED) ?? []
  return Array.from(elements).filter((element) => element.getAttribute(TRACKING) === event)
}

/** Tells whether a click on an element reaches one of the bound roots. */
export function hasListener(element: Element, bound: WeakSet<object>): boolean {
  for (let node: Node | null = element; node; node = node.parentNode) {
    if (bound.has(node)) return true
  }
  return false
}
