import { type CheerioNode, cheerioMarkup } from './cheerio-markup.ts'
import { type DomNode, domMarkup } from './dom-markup.ts'
import { type HtmlRoot, rootOf } from './html-root.ts'
import { parseHtml } from './parse-html.ts'

/** Rendered HTML that an assertion is about: one tree, or those of a list. */
export interface HtmlSubject {
  readonly roots: readonly HtmlRoot[]
}

/** The subjects that count as rendered HTML, in words. */
export const HTML_SUBJECTS =
  'an HTML string, a cheerio object, a DOM element, document or fragment, a list of these, or anything with a container or an element (a render result of Testing Library, a wrapper of Vue Test Utils)'

/** The shapes of objects that render HTML for tests. */
interface Shapes {
  readonly nodeType?: unknown
  readonly querySelectorAll?: unknown
  readonly type?: unknown
  readonly children?: unknown
  /** cheerio's API. */
  readonly parseHTML?: unknown
  readonly root?: (() => unknown) | undefined
  /** Testing Library. */
  readonly getByRole?: unknown
  readonly logTestingPlaygroundURL?: unknown
  readonly container?: unknown
  /** A property in Vue Test Utils, a method in locators of Vitest. */
  readonly element?: unknown
  readonly [Symbol.iterator]?: unknown
}

/** Reads a subject as rendered HTML. Returns `undefined` for anything else. */
export function readHtmlSubject(subject: unknown): HtmlSubject | undefined {
  const roots = rootsOf(subject)
  return roots && { roots }
}

function rootsOf(subject: unknown): readonly HtmlRoot[] | undefined {
  if (typeof subject === 'string') return [parseHtml(subject)]
  const shapes = subject as Shapes
  if (typeof subject === 'function') {
    return shapes.parseHTML && shapes.root ? rootsOf(shapes.root()) : undefined
  }
  if (!isObject(subject)) return undefined
  if (isCheerioNode(shapes)) return [rootOf(cheerioMarkup, shapes as CheerioNode)]
  if (typeof shapes.nodeType === 'number') return [rootOf(domMarkup, shapes as DomNode)]
  if (typeof shapes[Symbol.iterator] === 'function') return rootsOfAll(shapes as Iterable<unknown>)
  return rootsOf(heldBy(shapes))
}

/** Returns the element that a render result, a wrapper or a locator holds. */
function heldBy(subject: Shapes): unknown {
  if (isObject(subject.container)) return subject.container
  if (typeof subject.element === 'function') return subject.element()
  if (isObject(subject.element)) return subject.element
  // Testing Library's screen; the result of within() does not tell its element.
  return subject.getByRole && subject.logTestingPlaygroundURL
    ? globalThis.document?.body
    : undefined
}

function rootsOfAll(subjects: Iterable<unknown>): readonly HtmlRoot[] | undefined {
  const roots: HtmlRoot[] = []
  for (const subject of subjects) {
    const own = rootsOf(subject)
    if (!own) return undefined
    for (const root of own) roots.push(root)
  }
  return roots
}

/** Recognises nodes of cheerio. Virtual nodes of frameworks have a type too, but no siblings. */
function isCheerioNode(subject: Shapes): boolean {
  const types = ['root', 'tag', 'script', 'style', 'text', 'comment', 'directive', 'cdata']
  return (
    subject.querySelectorAll === undefined &&
    types.includes(subject.type as string) &&
    'parent' in subject &&
    'next' in subject
  )
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
