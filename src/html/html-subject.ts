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

/** The levels of lists, containers and wrappers around HTML: one that holds itself has no end. */
const DEPTH = 8

/** Reads a subject as rendered HTML. Returns `undefined` for anything else. */
export function readHtmlSubject(subject: unknown): HtmlSubject | undefined {
  const roots = isText(subject) ? [parseHtml(String(subject))] : rootsOf(subject, DEPTH)
  return roots && { roots }
}

/** Tells whether a subject is a string, or a `String` object as `html` of `hono/html` returns it. */
export function isText(subject: unknown): boolean {
  return typeof subject === 'string' || subject instanceof String
}

/** Tells text from HTML: a selector, say. Nothing but space and comments may have been rendered. */
export function lacksElements(html: string): boolean {
  const rest = html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim()
  const tag = rest.search(/<[a-z]/i)
  return rest !== '' && (tag === -1 || !rest.includes('>', tag))
}

function rootsOf(subject: unknown, depth: number): readonly HtmlRoot[] | undefined {
  if (depth === 0) return undefined
  const shapes = subject as Shapes
  if (typeof subject === 'function') {
    return shapes.parseHTML && shapes.root ? rootsOf(shapes.root(), depth - 1) : undefined
  }
  // A string within a list is not HTML: who reads it might mean its letters, keys or values.
  if (!isObject(subject) || isText(subject)) return undefined
  if (isCheerioNode(shapes)) return [rootOf(cheerioMarkup, shapes as CheerioNode)]
  if (typeof shapes.nodeType === 'number') {
    return shapes.nodeType === ATTRIBUTE ? undefined : [rootOf(domMarkup, shapes as DomNode)]
  }
  if (typeof shapes[Symbol.iterator] === 'function') {
    return rootsOfAll(shapes as Iterable<unknown>, depth - 1)
  }
  return rootsOf(heldBy(shapes), depth - 1)
}

const ATTRIBUTE = 2

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

function rootsOfAll(subjects: Iterable<unknown>, depth: number): readonly HtmlRoot[] | undefined {
  const roots: HtmlRoot[] = []
  for (const subject of subjects) {
    const own = rootsOf(subject, depth)
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
