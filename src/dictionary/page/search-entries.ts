import type { Entry } from './dictionary-data.ts'
import { type IndexedEntry, ownerOf } from './entry-index.ts'

/** The things that a list of entries is asked for. An empty one asks for nothing. */
export interface Query {
  /** Words, each of which an entry has somewhere. */
  readonly text: string
  readonly kind: string
  readonly owner: string
  readonly tier: string
  /** A status; `any`; or empty, which leaves out removed entries alone. */
  readonly status: string
}

export const EVERYTHING: Query = { text: '', kind: '', owner: '', tier: '', status: '' }

/** The entries that a query finds, and how many more it would find among removed ones. */
export interface Found {
  readonly entries: readonly Entry[]
  readonly hidden: number
}

/** Finds entries: those with the words in their names come first. */
export function searchEntries(all: readonly IndexedEntry[], query: Query): Found {
  const words = wordsOf(query)
  const ranked: Entry[][] = [[], [], [], []]
  let hidden = 0
  for (const one of all) {
    if (!isWanted(one.entry, query)) continue
    const rank = rankOf(one, words)
    if (rank === undefined) continue
    if (query.status === '' && one.entry.status === 'removed') hidden++
    else ranked[rank]?.push(one.entry)
  }
  return { entries: ranked.flat(), hidden }
}

/** Returns the words of a query, in small letters. */
export function wordsOf({ text }: Query): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function isWanted(entry: Entry, { kind, owner, tier, status }: Query): boolean {
  return (
    (kind === '' || entry.kind === kind) &&
    (owner === '' || ownerOf(entry) === owner) &&
    (tier === '' || entry.tiers.includes(tier)) &&
    (status === '' || status === 'any' || entry.status === status)
  )
}

/** Returns 0 for the name itself, 1 for its beginning, 2 for a part of it, 3 for a find elsewhere. */
function rankOf({ name, text }: IndexedEntry, words: readonly string[]): number | undefined {
  const [first = ''] = words
  if (!words.every((word) => text.includes(word))) return undefined
  if (name === first) return 0
  if (!words.every((word) => name.includes(word))) return 3
  return name.startsWith(first) ? 1 : 2
}
