import type { Matches } from './assign-events.ts'
import type { Bindings } from './entry-differences.ts'
import {
  IDENTITIES,
  type Identity,
  type JourneyContract,
  type JourneyEntry,
} from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'

/** A label of a contract, such as `user#1`, and the ids that it may stand for. */
export interface LabelledIds {
  readonly label: string
  readonly kind: Identity
  /** The ids that serve all of its entries, in the order of the events; else those of any entry. */
  readonly ids: readonly string[]
  /** False where no id serves all of them, so that the contract cannot hold. */
  readonly isServed: boolean
  readonly places: readonly LabelPlace[]
  /** The rest of what its entries say. Labels of one role may be exchanged. */
  readonly role: string
}

/** An entry that names a label, and the events that are else as it says. */
interface LabelPlace {
  readonly entry: JourneyEntry
  readonly group: number
  readonly events: readonly JourneyEvent[]
}

/** Returns the labels of a contract with the ids that events have for them. */
export function labelledIds(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  alike: Matches,
): LabelledIds[] {
  const labels = new Map<string, { kind: Identity; places: LabelPlace[] }>()
  for (const [group, entry] of contract.groups.flatMap((entries, index) =>
    entries.map((entry) => [index, entry] as const),
  )) {
    const named = IDENTITIES.filter((kind) => entry.identities[kind] != null)
    if (named.length === 0) continue
    const place = { entry, group, events: eventsFor(entry) }
    for (const kind of named) {
      const label = entry.identities[kind] as string
      const known = labels.get(label) ?? { kind, places: [] }
      labels.set(label, known)
      known.places.push(place)
    }
  }
  return [...labels].map(([label, { kind, places }]) => {
    const ids = commonIds(kind, places, new Map())
    const isServed = ids.length > 0
    const any = new Set(
      places.flatMap((place) => place.events.flatMap(({ identities }) => identities[kind] ?? [])),
    )
    const role = roleOf(kind, places)
    return { label, kind, places, role, isServed, ids: isServed ? ids : [...any] }
  })

  /** Returns the events that are as an entry says; else those of its action, so that a message tells what changed. */
  function eventsFor(entry: JourneyEntry): readonly JourneyEvent[] {
    const found = events.filter((event) => alike(entry, event))
    if (found.length > 0) return found
    return events.filter(({ texts }) => texts.action === entry.texts.action)
  }
}

/** Returns a label with those of its ids that agree with what another one stands for. */
export function narrowed(label: LabelledIds, other: LabelledIds, bindings: Bindings): LabelledIds {
  const shared = label.places.filter(({ entry }) => entry.identities[other.kind] === other.label)
  if (shared.length === 0) return label
  const agreeing = new Set(commonIds(label.kind, shared, bindings))
  return { ...label, ids: label.ids.filter((id) => agreeing.has(id)) }
}

function commonIds(kind: Identity, places: readonly LabelPlace[], bindings: Bindings): string[] {
  const [first = new Set<string>(), ...others] = places.map((place) =>
    idsServing(kind, place, bindings),
  )
  return [...first].filter((id) => others.every((ids) => ids.has(id)))
}

/** Returns the ids that enough events have which may serve an entry. */
function idsServing(
  kind: Identity,
  { entry, events }: LabelPlace,
  bindings: Bindings,
): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const bound = IDENTITIES.flatMap((each) => {
    const id = bindings.get(entry.identities[each] ?? '')
    return id === undefined ? [] : [[each, id] as const]
  })
  for (const event of events) {
    const id = event.identities[kind]
    if (id === undefined || bound.some(([each, other]) => event.identities[each] !== other))
      continue
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const wanted = entry.count ?? 1
  return new Set([...counts].flatMap(([id, count]) => (count < wanted ? [] : [id])))
}

function roleOf(kind: Identity, places: readonly LabelPlace[]): string {
  const said = places.map(({ entry: { line: _line, ...entry }, group }) =>
    JSON.stringify([group, { ...entry, identities: { ...entry.identities, [kind]: '' } }]),
  )
  return `${kind} ${said.sort().join()}`
}
