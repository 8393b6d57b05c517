/** The place of an element that a document-wide query does not find. */
export type Enclosure = 'a shadow root' | 'a <template>'

/** Access to one kind of parsed HTML; nodes are read in place. */
export interface Markup<Node> {
  /** Calls back for every element of the tree, in document order, including its root. */
  visit(root: Node, see: (element: Node, enclosure: Enclosure | undefined) => void): void
  /** Returns the first element that tracks the event, if it can be found without visiting all. */
  findFirst(root: Node, event: string): Node | undefined
  tag(element: Node): string
  attribute(element: Node, name: string): string | undefined
  attributeNames(element: Node): readonly string[]
  /** Returns the element around this one, within the same tree. */
  parent(element: Node): Node | undefined
  /** Returns the first child that is an element with the tag. */
  firstChild(element: Node, tag: string): Node | undefined
  /** Returns the element that a click on the node goes on to, out of a shadow root too; comments are not clicked. */
  outwards(node: Node): Node | undefined
  /** Returns the body of the page that the node is part of. */
  body(node: Node): Node | undefined
}
