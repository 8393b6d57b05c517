import type { Entry } from './dictionary-data.ts'
import { EVERYTHING, type Query } from './search-entries.ts'

/** The view that the page shows beside the list. */
export type View =
  | { readonly kind: Entry['kind']; readonly name: string }
  | { readonly kind: 'overview' | 'changes' | 'coverage' }

/** A view, and the query of the list where the address has one. */
export interface Place {
  readonly view: View
  readonly query: Query | undefined
}

/** The keys of a query in an address. */
const KEYS = {
  text: 'q',
  kind: 'kind',
  owner: 'owner',
  tier: 'tier',
  status: 'status',
  coverage: 'coverage',
  order: 'order',
} as const

/** Reads the fragment of an address: `#event/pull_package?q=npm&tier=free`. */
export function readPlace(fragment: string): Place {
  const [path = '', ...rest] = fragment.replace(/^#/, '').split('?')
  return {
    view: readView(path),
    query: rest.length > 0 ? readQuery(rest.join('?')) : undefined,
  }
}

function readView(path: string): View {
  const [, kind, name] = /^(event|metric)\/(.*)$/s.exec(path) ?? []
  if (name !== undefined) return { kind: kind as Entry['kind'], name: decoded(name) }
  return { kind: path === 'changes' || path === 'coverage' ? path : 'overview' }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Somebody has changed the address. No entry has the name.
    return text
  }
}

function readQuery(text: string): Query {
  const given = new URLSearchParams(text)
  const read = (key: keyof Query) => given.get(KEYS[key]) ?? ''
  return {
    text: read('text'),
    kind: read('kind'),
    owner: read('owner'),
    tier: read('tier'),
    status: read('status'),
    coverage: read('coverage'),
    order: read('order'),
  }
}

/** Prints the fragment of a view. It keeps the list as it is, unless it has a query. */
export function printPlace(view: View, query: Query = EVERYTHING): string {
  const path = 'name' in view ? `${view.kind}/${encodeURIComponent(view.name)}` : view.kind
  const given = Object.entries(KEYS).flatMap(([key, short]): [string, string][] => {
    const value = query[key as keyof Query]
    return value === '' ? [] : [[short, value]]
  })
  const shown = path === 'overview' ? '' : path
  return given.length === 0 ? `#${shown}` : `#${shown}?${new URLSearchParams(given)}`
}
