import type { JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'

/** Tells whether an event is as an entry says. */
export type Matches = (entry: JourneyEntry, event: JourneyEvent) => boolean

/** The events that an entry of a contract has, and those that no entry has. */
export interface Assignment {
  readonly places: readonly {
    readonly entry: JourneyEntry
    /** The number of times that it should happen. */
    readonly wanted: number
    /** As many as there are, in their order. */
    readonly events: readonly JourneyEvent[]
  }[]
  readonly left: readonly JourneyEvent[]
}

/**
 * Gives each entry of a contract events of its own: as many of those that it wants as can be, group
 * after group where the contract has an order.
 */
export function assignEvents(
  groups: readonly (readonly JourneyEntry[])[],
  events: readonly JourneyEvent[],
  matches: Matches,
): Assignment {
  const order = new Map(events.map((event, index) => [event, index]))
  let rest = events
  const places = groups.flatMap((entries) => {
    const slots = slotsOf(entries)
    rest = rest.slice(fillSlots(slots, rest, matches))
    return placesOf(entries, slots, order)
  })
  const used = new Set(places.flatMap((place) => place.events))
  return { places, left: events.filter((event) => !used.has(event)) }
}

/** Entries that say the same, and the events that serve them: a count is room, not more slots. */
interface Slot {
  readonly entry: JourneyEntry
  readonly entries: JourneyEntry[]
  room: number
  readonly held: Map<Kind, JourneyEvent[]>
}

/** The slots that an event serves. Events of one kind may take each other's places. */
type Kind = readonly Slot[]

function slotsOf(entries: readonly JourneyEntry[]): readonly Slot[] {
  const slots = new Map<string, Slot>()
  for (const entry of entries) {
    const { texts, value, properties, identities, contexts, experimentContext } = entry
    const said = { texts, value, properties, identities, contexts, experimentContext }
    const key = JSON.stringify(said)
    const slot: Slot = slots.get(key) ?? { entry, entries: [], room: 0, held: new Map() }
    slots.set(key, slot)
    slot.entries.push(entry)
    slot.room += entry.count ?? 1
  }
  return [...slots.values()]
}

/**
 * Fills slots with the earliest events that serve all of them, or with as many as can be. Returns the
 * number of events up to the last one of these.
 */
function fillSlots(
  slots: readonly Slot[],
  events: readonly JourneyEvent[],
  matches: Matches,
): number {
  const kinds = new Map<string, Kind>()
  const closed = new Set<Slot>()
  let open = slots.length
  let end = 0
  for (const [index, event] of events.entries()) {
    if (open === 0) break
    const places = slots.flatMap((slot, place) => (matches(slot.entry, event) ? [place] : []))
    const key = places.join()
    const kind = kinds.get(key) ?? places.map((place) => slots[place] as Slot)
    kinds.set(key, kind)
    const filled = place(event, kind, closed)
    if (!filled) continue
    end = index + 1
    if (filled.room === 0) open--
  }
  return end
}

/**
 * Places an event in a slot that it serves, whose own event may move on to another one. Returns the
 * slot that has less room now. Slots from which none can move on are `closed`, and stay so.
 */
function place(event: JourneyEvent, own: Kind, closed: Set<Slot>): Slot | undefined {
  const ways = new Map<Slot, { readonly kind: Kind; readonly from: Slot | undefined }>()
  const reach = (kind: Kind, from: Slot | undefined) => {
    for (const slot of kind) {
      if (!closed.has(slot) && !ways.has(slot)) ways.set(slot, { kind, from })
    }
  }
  reach(own, undefined)
  // A map yields what is added to it meanwhile.
  for (const [slot] of ways) {
    if (slot.room > 0) {
      slot.room--
      moveOn(slot)
      return slot
    }
    for (const kind of slot.held.keys()) reach(kind, slot)
  }
  for (const [slot] of ways) closed.add(slot)
  return undefined

  function moveOn(last: Slot): void {
    for (let slot: Slot | undefined = last; slot; ) {
      const { kind, from } = ways.get(slot) as { kind: Kind; from: Slot | undefined }
      const moving = from ? (from.held.get(kind)?.pop() as JourneyEvent) : event
      if (from?.held.get(kind)?.length === 0) from.held.delete(kind)
      slot.held.set(kind, slot.held.get(kind) ?? [])
      slot.held.get(kind)?.push(moving)
      slot = from
    }
  }
}

/** Deals the events of slots out to their entries. */
function placesOf(
  entries: readonly JourneyEntry[],
  slots: readonly Slot[],
  order: ReadonlyMap<JourneyEvent, number>,
): Assignment['places'] {
  const orderOf = (event: JourneyEvent) => order.get(event) as number
  const eventsOf = new Map<JourneyEntry, readonly JourneyEvent[]>()
  for (const slot of slots) {
    const held = [...slot.held.values()].flat().sort((one, other) => orderOf(one) - orderOf(other))
    for (const entry of slot.entries) eventsOf.set(entry, held.splice(0, entry.count ?? 1))
  }
  return entries.map((entry) => ({
    entry,
    wanted: entry.count ?? 1,
    events: eventsOf.get(entry) as readonly JourneyEvent[],
  }))
}
