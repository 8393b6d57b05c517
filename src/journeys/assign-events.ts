import type { JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'

/** Tells whether an event is as an entry says. */
export type Matches = (entry: JourneyEntry, event: JourneyEvent) => boolean

/** The event that each place of a contract has, and those that have none. */
export interface Assignment {
  /** One place for each time that an entry happens. */
  readonly places: readonly {
    readonly entry: JourneyEntry
    readonly event: JourneyEvent | undefined
  }[]
  readonly left: readonly JourneyEvent[]
}

/**
 * Gives each place of a contract one event of its own: as many places as can be, group after group
 * where the contract has an order.
 */
export function assignEvents(
  groups: readonly (readonly JourneyEntry[])[],
  events: readonly JourneyEvent[],
  matches: Matches,
): Assignment {
  const places: { entry: JourneyEntry; event: JourneyEvent | undefined }[] = []
  const used = new Set<JourneyEvent>()
  let start = 0
  for (const group of groups) {
    const entries = group.flatMap((entry) => Array<JourneyEntry>(entry.count ?? 1).fill(entry))
    const found = assignGroup(entries, events.slice(start), matches)
    for (const [index, entry] of entries.entries()) {
      const event = found.events[index]
      if (event) used.add(event)
      places.push({ entry, event })
    }
    start += found.end
  }
  return { places, left: events.filter((event) => !used.has(event)) }
}

/** Assigns the earliest events that serve all of the entries, or as many as can be. */
function assignGroup(
  entries: readonly JourneyEntry[],
  events: readonly JourneyEvent[],
  matches: Matches,
): { readonly events: readonly (JourneyEvent | undefined)[]; readonly end: number } {
  const byEntry: (JourneyEvent | undefined)[] = entries.map(() => undefined)
  const entryOf = new Map<JourneyEvent, number>()
  // An event that comes takes a place, whose event may move on to another one.
  const place = (event: JourneyEvent, tried: Set<number>): boolean => {
    for (const [index, entry] of entries.entries()) {
      if (tried.has(index) || !matches(entry, event)) continue
      tried.add(index)
      const other = byEntry[index]
      if (other && !place(other, tried)) continue
      byEntry[index] = event
      entryOf.set(event, index)
      return true
    }
    return false
  }
  let end = 0
  for (const [index, event] of events.entries()) {
    if (entryOf.size === entries.length) break
    if (place(event, new Set())) end = index + 1
  }
  return { events: byEntry, end }
}
