import type { Detector } from '../detector.ts'
import { hasWhole } from '../has-whole.ts'
import { readUrl } from '../read-url.ts'

const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]+/gi
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

/** The parts of a path that name no project: `namespace12`, or those of a masked referrer. */
const MASKED = /^(?:(?:namespace|group|project|id):?\d*|groups|users|:repository_path)$/

/**
 * Finds URLs with a query, and those with the path of a project or a group. The page's URL travels with
 * each event already, without either.
 *
 * Source: GitLab's quick start for internal events, and `Routing::PseudonymizationHelper`.
 */
export const pageUrl: Detector = {
  id: 'page-url',
  kind: 'a URL with a query, or with the path of a project',
  find(text, { meaning }, { paths }) {
    for (const [found] of text.matchAll(ADDRESS)) if (tells(found, paths)) return found
    const repository = REPOSITORY.exec(text)
    if (repository) return repository[0]
    if (meaning === 'event') return undefined
    if (/^\/\S*$/.test(text) && tells(`http://page${text}`, paths)) return text
    return paths.find((path) => hasPath(text, path))
  },
}

function tells(address: string, paths: readonly string[]): boolean {
  const url = readUrl(address)
  if (!url) return false
  const isOpen = ([key, value]: [string, string]) =>
    value === '' || OPEN.has(key) || value.toLowerCase() === `masked_${key}`.toLowerCase()
  if (![...url.searchParams].every(isOpen)) return true
  const [before, ...after] = url.pathname.split('/-/')
  const parts = after.length > 0 ? (before ?? '').split('/').filter((part) => part !== '') : []
  return !parts.every((part) => MASKED.test(part)) || paths.some((path) => hasPath(address, path))
}

/** A longer path, or one that ends otherwise, is another one. */
function hasPath(text: string, path: string): boolean {
  return hasWhole(text, path, '_-')
}
