import type { Equal } from '../assertions/index.ts'
import { type Bindings, type Comparison, entryDifferences } from './entry-differences.ts'
import {
  IDENTITIES,
  type Identity,
  type JourneyContract,
  type JourneyEntry,
} from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'

/** The most ways to read the labels of one contract that are looked at. */
const MOST = 2000

/**
 * Yields the ways to read the labels of a contract, the likeliest first: each label stands for an id
 * of an event that is else as its entry says, and two labels stand for two ids.
 */
export function* possibleBindings(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
): Generator<Bindings> {
  const labels = [...idsOfLabels(contract, events, equal)]
  let left = MOST
  for (const bindings of bind(labels, new Map())) {
    yield bindings
    if (--left === 0) return
  }
}

function* bind(
  [first, ...others]: readonly (readonly [label: string, ids: ReadonlySet<string>])[],
  bindings: Bindings,
): Generator<Bindings> {
  if (!first) {
    yield bindings
    return
  }
  const [label, ids] = first
  const [kind] = label.split('#')
  const taken = [...bindings].filter(([other]) => other.split('#')[0] === kind)
  const free = [...ids].filter((id) => taken.every(([, bound]) => bound !== id))
  if (free.length === 0) yield* bind(others, bindings)
  for (const id of free) yield* bind(others, new Map([...bindings, [label, id]]))
}

/** Returns the ids that each label may stand for, in the order of the events. */
function idsOfLabels(
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>()
  for (const entry of contract.groups.flat()) {
    for (const kind of IDENTITIES) {
      const label = entry.identities[kind]
      if (label == null) continue
      const known = idsOf(kind, candidates(entry, events, { contract, equal }))
      ids.set(label, new Set([...(ids.get(label) ?? []), ...known]))
    }
  }
  return ids
}

function idsOf(kind: Identity, events: readonly JourneyEvent[]): string[] {
  return events.flatMap(({ identities }) => identities[kind] ?? [])
}

/** Returns the events that are as an entry says; else those of its action, so that a message tells what changed. */
function candidates(
  entry: JourneyEntry,
  events: readonly JourneyEvent[],
  comparison: Comparison,
): readonly JourneyEvent[] {
  const alike = events.filter(
    (event) => entryDifferences(entry, event, comparison).next().done === true,
  )
  if (alike.length > 0) return alike
  return events.filter(({ texts }) => texts.action === entry.texts.action)
}
