import type { Entry } from './dictionary-data.ts'
import { type IndexedEntry, ownerOf } from './entry-index.ts'
import { hasPartsAtRisk, isAtRisk } from './risk.ts'

/** The things that a list of entries is asked for. An empty one asks for nothing. */
export interface Query {
  /** Words, each of which an entry has somewhere. */
  readonly text: string
  readonly kind: string
  readonly owner: string
  readonly tier: string
  /** A status; `any`; or empty, which leaves out removed entries alone. */
  readonly status: string
  /** A level; `risk` for all but asserted ones; `parts` for events of which that is true in part. */
  readonly coverage: string
  /** `risk`; or empty, for the order of definitions, names with the words first. */
  readonly order: string
}

export const EVERYTHING: Query = {
  text: '',
  kind: '',
  owner: '',
  tier: '',
  status: '',
  coverage: '',
  order: '',
}

/** The entries that a query finds, and how many more it would find among removed ones. */
export interface Found {
  readonly entries: readonly Entry[]
  readonly hidden: number
}

/** Finds entries: those with the words in their names come first, unless the order is that of risk. */
export function searchEntries(all: readonly IndexedEntry[], query: Query): Found {
  const words = wordsOf(query)
  const ranked: IndexedEntry[][] = [[], [], [], []]
  let hidden = 0
  for (const one of all) {
    if (!isWanted(one.entry, query)) continue
    const rank = rankOf(one, words)
    if (rank === undefined) continue
    if (query.status === '' && one.entry.status === 'removed') hidden++
    else ranked[rank]?.push(one)
  }
  const found = ranked.flat()
  if (query.order === 'risk') found.sort((one, other) => other.risk - one.risk)
  return { entries: found.map(({ entry }) => entry), hidden }
}

/** Returns the words of a query, in small letters. */
export function wordsOf({ text }: Query): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function isWanted(entry: Entry, { kind, owner, tier, status, coverage }: Query): boolean {
  return (
    (kind === '' || entry.kind === kind) &&
    (owner === '' || ownerOf(entry) === owner) &&
    (tier === '' || entry.tiers.includes(tier)) &&
    (status === '' || status === 'any' || entry.status === status) &&
    (coverage === '' || isOfCoverage(entry, coverage))
  )
}

/** Tells whether an entry is what a query asks for by coverage. */
export function isOfCoverage(entry: Entry, wanted: string): boolean {
  if (wanted === 'risk') return isAtRisk(entry)
  return wanted === 'parts' ? hasPartsAtRisk(entry) : entry.coverage?.state === wanted
}

/** Returns 0 for the name itself, 1 for its beginning, 2 for a part of it, 3 for a find elsewhere. */
function rankOf({ name, text }: IndexedEntry, words: readonly string[]): number | undefined {
  const [first = ''] = words
  if (!words.every((word) => text.includes(word))) return undefined
  if (name === first) return 0
  if (!words.every((word) => name.includes(word))) return 3
  return name.startsWith(first) ? 1 : 2
}
