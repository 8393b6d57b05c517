import type { Detector } from '../detector.ts'
import { hasWhole } from '../has-whole.ts'
import { readUrl } from '../read-url.ts'

const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]+/gi
/** A page as a whole value: by its path, with or without a slash before it, or by its query alone. */
const LOCAL =
  /^(?:[/?]\S*|#[\w-]+=\S*|(?!\S*:\/\/)[^\s?#&=",;]+(?:\/-\/\S*|\/[^\s?#&=",;/]+\.git))$/
const REPOSITORY = /(?<![\w@.-])git@[\w.-]+:[\w./-]+/

/**
 * The parameters of a query that GitLab sends as they are. Others it masks: `?search=masked_search`.
 *
 * Source: `Routing::PseudonymizationHelper` of GitLab.
 */
const OPEN = new Set([
  ...['scope', 'severity', 'sortBy', 'sortDesc', 'state', 'tab', 'glm_source', 'glm_content'],
  ...['_gl', 'utm_medium', 'utm_source', 'utm_campaign', 'utm_content', 'utm_budget'],
])

/** The parameters that say how a page is shown; their values are short words and numbers. */
const SHOWING = new Set([
  ...['page', 'per_page', 'limit', 'offset', 'sort', 'order', 'order_by', 'direction', 'view'],
  ...['lang', 'locale', 'theme', 'v', 'version', 'debug', 'format'],
])
const SHORT = /^[\w.-]{0,20}$/

/** The parts of a path that name no project: `namespace12`, or those of a masked referrer. */
const MASKED = /^(?:(?:namespace|group|project|id):?\d*|groups|users|:repository_path)$/

/** A place for a name in the template of a route: `:id`, `*path`, `{id}`, `[id]`, `<id>`, `$id`. */
const PLACE = /^(?:[:*$][\w*]*|\{[^{}]*\}|\[{1,2}[\w.-]+\]{1,2}|<[\w:.-]+>)\??$/

/**
 * Finds URLs with a query, and those with the path of a project or a group. The page's URL travels with
 * each event already, without either.
 *
 * Source: GitLab's quick start for internal events, and `Routing::PseudonymizationHelper`.
 */
export const pageUrl: Detector = {
  id: 'page-url',
  kind(found) {
    const key = closedKey(readUrl(found) ?? readLocal(found))
    if (key === undefined) return 'the path of a project or a group'
    // A key that is no name of a program may be data.
    return /^[A-Za-z][\w[\]-]{0,30}$/.test(key)
      ? `a URL with "${key}" in its query`
      : 'a URL with a query'
  },
  find(text, { meaning }, { paths }) {
    for (const [found] of text.matchAll(ADDRESS))
      if (tells(readUrl(found), found, paths)) return found
    const repository = REPOSITORY.exec(text)
    if (repository) return repository[0]
    if (meaning === 'event') return undefined
    if (LOCAL.test(text) && tells(readLocal(text), text, paths)) return text
    return paths.find((path) => hasPath(text, path))
  },
}

/** Returns the URL of a part of one on some page. */
function readLocal(text: string): URL | undefined {
  return readUrl(`http://page${/^[/?#]/.test(text) ? '' : '/'}${text}`)
}

function tells(url: URL | undefined, text: string, paths: readonly string[]): boolean {
  if (!url) return false
  if (closedKey(url) !== undefined) return true
  const parts = placeOf(url.pathname)
    .split('/')
    .filter((part) => part !== '')
  return !parts.every(isMasked) || paths.some((path) => hasPath(text, path))
}

/** Returns the part of a path that names a project or a group: before `/-/` or `.git`; else none. */
function placeOf(path: string): string {
  return /^(.*?)\/-\//.exec(path)?.[1] ?? /^(.*\/[^/]+)\.git(?:\/|$)/.exec(path)?.[1] ?? ''
}

/** Returns the first parameter, of the query or the fragment, that GitLab does not send as it is. */
function closedKey(url: URL | undefined): string | undefined {
  const isOpen = ([key, value]: [string, string]) =>
    value === '' ||
    OPEN.has(key) ||
    ((SHOWING.has(key) || key.startsWith('utm_')) && SHORT.test(value)) ||
    value.toLowerCase() === `masked_${key}`.toLowerCase()
  // Routers of front ends have paths there, with a query of their own: `#/users?tab=1`.
  const fragment = (url?.hash ?? '').replace(/^#(?:[^?]*\?)?/, '')
  const parameters = [...(url?.searchParams ?? []), ...new URLSearchParams(fragment)]
  return parameters.find((parameter) => !isOpen(parameter))?.[0]
}

function isMasked(part: string): boolean {
  return MASKED.test(part) || PLACE.test(part.replaceAll(/%(?:7B|7D|3C|3E)/gi, decodeURIComponent))
}

/** A longer path, or one that ends otherwise, is another one. */
function hasPath(text: string, path: string): boolean {
  return hasWhole(text, path, '_-')
}
