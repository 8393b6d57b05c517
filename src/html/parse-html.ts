import { requireModule, runsInBrowser } from '../definitions/index.ts'
import { type CheerioNode, cheerioMarkup } from './cheerio-markup.ts'
import { type DomNode, domMarkup } from './dom-markup.ts'
import { type HtmlRoot, rootOf } from './html-root.ts'

/**
 * Parses HTML as browsers do: a page as one, anything else as a fragment, so that table rows and
 * the like need no table around them. A browser parses by itself; elsewhere cheerio does.
 *
 * @throws {Error} when cheerio is not installed.
 */
export function parseHtml(html: string): HtmlRoot {
  const page = isPage(html)
  if (runsInBrowser()) return parseInBrowser(html, page)
  const parsed = loadCheerio().load(html, null, page).root()[0]
  return rootOf(cheerioMarkup, parsed as CheerioNode)
}

/**
 * A page begins with its doctype or with one of the tags that a fragment does not have; comments
 * and processing instructions may come before.
 */
function isPage(html: string): boolean {
  const start = /<(?:!doctype|html|head|body)(?=[\s/>])/iy
  let at = 0
  for (;;) {
    at = skipSpace(html, at)
    if (html.startsWith('<!--', at)) at = html.indexOf('-->', at + 2) + 3
    else if (html.startsWith('<?', at)) at = html.indexOf('>', at) + 1
    else break
    // It never ends.
    if (at < 4) return false
  }
  start.lastIndex = at
  return start.test(html)
}

function skipSpace(html: string, from: number): number {
  const text = /\S/g
  text.lastIndex = from
  return text.exec(html)?.index ?? html.length
}

function parseInBrowser(html: string, page: boolean): HtmlRoot {
  if (page) {
    return rootOf(
      domMarkup,
      new DOMParser().parseFromString(html, 'text/html') as unknown as DomNode,
    )
  }
  const template = document.createElement('template')
  template.innerHTML = html
  return rootOf(domMarkup, template.content as unknown as DomNode)
}

function loadCheerio(): typeof import('cheerio') {
  try {
    return requireModule('cheerio')
  } catch (cause) {
    throw new Error(
      'Failed to parse the HTML: cheerio is not installed. Run npm install --save-dev cheerio, or assert on DOM elements.',
      { cause },
    )
  }
}
