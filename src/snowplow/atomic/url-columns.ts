import { safeText } from './kinds.ts'

type Prefix = 'page' | 'refr'

/** The parts of a URL, with the characters that each may have in the columns of the two URLs. */
const PARTS: readonly (readonly [part: string, longest: Readonly<Record<Prefix, number>>])[] = [
  ['scheme', { page: 16, refr: 16 }],
  ['host', { page: 255, refr: 255 }],
  ['path', { page: 3000, refr: 6000 }],
  ['query', { page: 6000, refr: 6000 }],
  ['fragment', { page: 3000, refr: 3000 }],
]

const URL_PARTS = /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is
const HOST = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/

/**
 * Takes a URL apart into its columns, raw: as it was sent, but for spaces. A part that it does not
 * have is `null`, but for its port.
 */
export function urlColumns(prefix: Prefix, url: string): Record<string, unknown> {
  const [, scheme, authority, path, query, fragment] =
    URL_PARTS.exec(url.replaceAll(' ', '%20')) ?? []
  const [, host, port] = HOST.exec(withoutUser(authority ?? '')) ?? []
  const text = (part: string | undefined) => safeText(part ?? '')
  return {
    [`${prefix}_urlscheme`]: text(scheme),
    [`${prefix}_urlhost`]: text(host),
    [`${prefix}_urlport`]: port ? Number(port) : scheme === 'https' ? 443 : 80,
    [`${prefix}_urlpath`]: text(path),
    [`${prefix}_urlquery`]: text(query),
    [`${prefix}_urlfragment`]: text(fragment),
  }
}

/** Not by a regular expression, which would look at the rest of a text anew for each of its `@`. */
function withoutUser(authority: string): string {
  return authority.slice(authority.lastIndexOf('@') + 1)
}

/** A part of a URL that is longer than its column. */
interface LongPart {
  readonly column: string
  readonly part: string
  readonly text: string
  readonly longest: number
}

/** Lists the parts of a URL that are longer than their columns. */
export function longParts(prefix: Prefix, url: string): LongPart[] {
  const columns = urlColumns(prefix, url)
  return PARTS.flatMap(([part, { [prefix]: longest }]) => {
    const column = `${prefix}_url${part}`
    const text = columns[column]
    return typeof text === 'string' && text.length > longest
      ? [{ column, part, text, longest }]
      : []
  })
}
