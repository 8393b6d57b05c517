import type { Enclosure, Markup } from './markup.ts'

/** A node as cheerio keeps it (of the package domhandler). */
export interface CheerioNode {
  readonly type: string
  readonly name?: string
  /** Only elements have attributes. */
  readonly attribs?: Readonly<Record<string, string>>
  /** A template's only child is a root of its own. */
  readonly children?: readonly CheerioNode[]
  readonly parent?: CheerioNode | null
}

export const cheerioMarkup: Markup<CheerioNode> = {
  visit(root, see) {
    const open: { node: CheerioNode; enclosure: Enclosure | undefined }[] = [
      { node: root, enclosure: undefined },
    ]
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, enclosure } = next
      if (node.attribs) see(node, enclosure)
      const { children = [] } = node
      const around = node.name === 'template' ? templateOf(node, enclosure) : enclosure
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index]
        if (child?.children) open.push({ node: child, enclosure: around })
      }
    }
  },

  // A visit costs next to nothing compared with the parsing.
  findFirst: () => undefined,

  tag: (element) => element.name ?? '',
  attribute: ({ attribs = {} }, name) => attribs[name],
  attributeNames: ({ attribs = {} }) => Object.keys(attribs),
  parent: ({ parent }) => (parent?.attribs ? parent : undefined),
  firstChild: childOf,
  outwards: ({ type, parent }) => (type !== 'comment' && parent?.attribs ? parent : undefined),

  body(node) {
    let top = node
    while (top.parent) top = top.parent
    const html = top.name === 'html' ? top : childOf(top, 'html')
    return html && childOf(html, 'body')
  },
}

/**
 * Tells a template from a shadow root that the page declares: its parser attaches the first one of an
 * element that may have one. Within a template it does so when that is inserted.
 */
function templateOf(node: CheerioNode, enclosure: Enclosure | undefined): Enclosure {
  const siblings = node.parent?.children ?? []
  const isDeclared =
    enclosure !== 'a <template>' &&
    SHADOW_HOST.test(node.parent?.name ?? '') &&
    siblings.find(declaresShadowRoot) === node
  return isDeclared ? 'a shadow root' : 'a <template>'
}

function declaresShadowRoot({ name, attribs = {} }: CheerioNode): boolean {
  return name === 'template' && /^(?:open|closed)$/i.test(attribs['shadowrootmode'] ?? '')
}

/** The elements that may have a shadow root: custom ones, and these. */
const SHADOW_HOST =
  /^(?:[a-z].*-.*|article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/

function childOf(node: CheerioNode, name: string): CheerioNode | undefined {
  return node.children?.find((child) => child.name === name)
}
