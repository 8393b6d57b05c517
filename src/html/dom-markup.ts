import { TRACKING } from './event-payload.ts'
import type { Enclosure, Markup } from './markup.ts'

/** A node of any DOM: a browser's, jsdom's or happy-dom's, of whatever window. */
export interface DomNode {
  readonly nodeType: number
  readonly localName: string
  readonly ownerDocument: DomNode | null
  readonly parentElement: DomNode | null
  readonly parentNode: DomNode | null
  readonly children: Iterable<DomNode>
  readonly body: DomNode | null
  readonly defaultView?: unknown
  readonly shadowRoot?: DomNode | null
  readonly content?: DomNode
  /** The host of a shadow root; a link has a string here. */
  readonly host?: unknown
  getAttribute?(name: string): string | null
  getAttributeNames(): string[]
  querySelector?(selector: string): DomNode | null
  createTreeWalker(root: DomNode, show: number): { nextNode(): DomNode | null }
}

const ELEMENT = 1
const COMMENT = 8
const DOCUMENT = 9
const FRAGMENT = 11
const SHOW_ELEMENT = 1

export const domMarkup: Markup<DomNode> = {
  visit: (root, see) => visit(root, see),

  findFirst(root, event) {
    // Other names would need escaping.
    if (!/^[\w-]+$/.test(event)) return undefined
    // Comments and texts, which a component without output leaves, have no query.
    return root.querySelector?.(`[${TRACKING}="${event}"]`) ?? undefined
  },

  tag: (element) => element.localName,
  attribute: (node, name) => node.getAttribute?.(name) ?? undefined,
  attributeNames: (element) => element.getAttributeNames(),
  parent: (element) => element.parentElement ?? undefined,
  firstChild: (element, tag) => [...element.children].find(({ localName }) => localName === tag),
  outwards: (node) =>
    node.nodeType === COMMENT
      ? undefined
      : (node.parentElement ?? hostOf(node) ?? hostOf(node.parentNode)),
  body: (node) => documentOf(node)?.body ?? undefined,
}

/** Tells whether a node is a part of a page that runs, not of HTML that was only parsed. */
export function isLive(node: DomNode): boolean {
  return documentOf(node)?.defaultView != null
}

function visit(
  root: DomNode,
  see: (element: DomNode, enclosure: Enclosure | undefined) => void,
  enclosure?: Enclosure,
): void {
  // A NodeIterator would slow down jsdom's changes until it is collected.
  const walker = documentOf(root)?.createTreeWalker(root, SHOW_ELEMENT)
  let element = root.nodeType === ELEMENT ? root : walker?.nextNode()
  for (; element; element = walker?.nextNode()) {
    see(element, enclosure)
    if (element.shadowRoot) visit(element.shadowRoot, see, 'a shadow root')
    if (element.localName === 'template' && element.content) {
      visit(element.content, see, 'a <template>')
    }
  }
}

function hostOf(node: DomNode | null): DomNode | undefined {
  return node?.nodeType === FRAGMENT ? ((node.host ?? undefined) as DomNode | undefined) : undefined
}

function documentOf(node: DomNode): DomNode | null {
  return node.nodeType === DOCUMENT ? node : node.ownerDocument
}
