import { requireModule, runsInBrowser } from '../foundation/index.ts'
import { type CheerioNode, cheerioMarkup } from './cheerio-markup.ts'
import { type DomNode, domMarkup } from './dom-markup.ts'
import { type HtmlRoot, rootOf } from './html-root.ts'

/**
 * Parses HTML as browsers do, a page or a fragment. A browser parses by itself; elsewhere cheerio
 * does, or jsdom where it is the environment and cheerio cannot be loaded.
 *
 * @throws {Error} when cheerio is not installed.
 */
export function parseHtml(html: string): HtmlRoot {
  // Rows and the like are dropped where no table is around them, which a fragment may leave out.
  const page = beginsInTable(html) ? `<table>${html}` : html
  const cheerio = runsInBrowser() ? undefined : loadCheerio()
  if (!cheerio) {
    const document = new DOMParser().parseFromString(page, 'text/html') as unknown as DomNode
    return rootOf(domMarkup, document)
  }
  return rootOf(cheerioMarkup, cheerio.load(page).root()[0] as CheerioNode)
}

/** Whether the first tag, after comments, is a part of a table. */
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

let loaded: typeof import('cheerio') | 'none' | undefined

/** In its jsdom environment Jest resolves cheerio to modules for browsers, which it cannot load. */
function loadCheerio(): typeof import('cheerio') | undefined {
  try {
    loaded ??= requireModule('cheerio')
  } catch (cause) {
    // Other DOMs than jsdom do not parse as browsers do.
    if (!globalThis.navigator?.userAgent?.includes('jsdom')) {
      throw new Error(
        'Failed to parse the HTML: cheerio is not installed. Run npm install --save-dev cheerio, or assert on DOM elements.',
        { cause },
      )
    }
    loaded = 'none'
  }
  return loaded === 'none' ? undefined : loaded
}
