/** Where an element stands that a document-wide query does not find. */
export type Enclosure = 'a shadow root' | 'a <template>'

/** One way of holding parsed HTML; nodes are read in place. */
export interface Markup<Node> {
  /** Calls back for every element of the tree, in document order, its root included. */
  visit(root: Node, see: (element: Node, enclosure: Enclosure | undefined) => void): void
  /** The first element that tracks the event, where that can be found without visiting all. */
  findFirst(root: Node, event: string): Node | undefined
  tag(element: Node): string
  attribute(element: Node, name: string): string | undefined
  attributeNames(element: Node): readonly string[]
  /** The element around this one, within the same tree. */
  parent(element: Node): Node | undefined
  /** The body of the page that the node is part of. */
  body(node: Node): Node | undefined
}
