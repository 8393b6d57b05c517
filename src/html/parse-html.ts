import { requireModule, runsInBrowser } from '../foundation/index.ts'
import { cheerioMarkup } from './cheerio-markup.ts'
import { type DomNode, domMarkup } from './dom-markup.ts'
import { type HtmlRoot, rootOf } from './html-root.ts'

/** Parses HTML as browsers do, a page or a fragment. A real browser parses by itself. */
export function parseHtml(html: string): HtmlRoot {
  // Parsers drop rows and cells without a table around them; a fragment may leave it out.
  const page = beginsInTable(html) ? `<table>${html}` : html
  if (runsInBrowser()) {
    const document = new DOMParser().parseFromString(page, 'text/html')
    attachShadowRoots(document)
    return rootOf(domMarkup, document as unknown as DomNode)
  }
  const { parse } = requireModule('parse5')
  const { adapter } = requireModule('parse5-htmlparser2-tree-adapter')
  return rootOf(cheerioMarkup, parse(page, { treeAdapter: adapter }))
}

/** Attaches the shadow roots that a page declares, as its parser would; `DOMParser` does not. */
export function attachShadowRoots(root: ParentNode): void {
  for (const template of root.querySelectorAll<HTMLTemplateElement>(
    'template:is([shadowrootmode="open" i], [shadowrootmode="closed" i])',
  )) {
    const host = template.parentElement
    try {
      host?.attachShadow({ mode: 'open' }).append(template.content)
    } catch {
      // It has one, or may not have any: this stays a template.
      continue
    }
    template.remove()
    if (host?.shadowRoot) attachShadowRoots(host.shadowRoot)
  }
}

/** Tells whether the first tag, after comments, is a part of a table. */
function beginsInTable(html: string): boolean {
  const part = /<(?:caption|col|colgroup|tbody|td|tfoot|th|thead|tr)(?=[\s/>])/iy
  let at = skipSpace(html, 0)
  while (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 2)
    if (end === -1) return false
    at = skipSpace(html, end + 3)
  }
  part.lastIndex = at
  return part.test(html)
}

function skipSpace(html: string, from: number): number {
  const text = /\S/g
  text.lastIndex = from
  return text.exec(html)?.index ?? html.length
}
