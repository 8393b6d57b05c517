import { type EntryId, keyOf } from '../fakes/index.ts'

/** Prints an entry as people name it: `pull_package`, `pull_package.label`, `pull_package.label = "npm"`. */
export function printEntry(id: EntryId): string {
  if (id.kind === 'property') return `${id.name}.${id.property}`
  return id.kind === 'filter' ? `${id.name}.${id.property} = ${JSON.stringify(id.value)}` : id.name
}

const RANKS = { event: 0, property: 1, filter: 2, metric: 3 } as const

/** Compares entries: events, each before its properties and filter values, then metrics; by name. */
export function compareEntries(one: EntryId, other: EntryId): number {
  return (
    Number(one.kind === 'metric') - Number(other.kind === 'metric') ||
    compareTexts(one.name, other.name) ||
    RANKS[one.kind] - RANKS[other.kind] ||
    compareTexts(keyOf(one), keyOf(other))
  )
}

/** Compares code units: the order is the same on every machine. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
