import type { Equal } from '../assertions/index.ts'
import { assignEvents } from './assign-events.ts'
import { entryDifferences } from './entry-differences.ts'
import { type EventsSection, writeItem } from './events-section.ts'
import { IDENTITIES, type JourneyContract, type JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'
import { judgeJourney } from './judge-journey.ts'
import { type Labels, type RecordingStyle, recordEntries } from './record-entries.ts'

/**
 * Corrects the list of events of a contract. Entries that hold stay as they are; the others give way
 * to what was recorded, which a contract that is open for more events takes only in their place.
 */
export function updateEvents(
  section: EventsSection,
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
  style: RecordingStyle,
): EventsSection {
  const entries = contract.groups.flat()
  const problems = judgeJourney(contract, events, equal)
  const faulty = new Set(
    problems.flatMap((problem) =>
      'entry' in problem && problem.kind !== 'reordered' ? [problem.entry] : [],
    ),
  )
  const kept = entries.filter((entry) => !faulty.has(entry))
  const matches = (entry: JourneyEntry, event: JourneyEvent) =>
    entryDifferences(entry, event, { contract, equal }).next().done === true
  const { places, left } = assignEvents([kept], events, matches)
  const labels: Labels = new Map()
  for (const { entry, event } of places) {
    for (const kind of IDENTITIES) {
      const label = entry.identities[kind]
      const id = event?.identities[kind]
      if (label != null && id !== undefined) labels.set(`${kind} ${id}`, label)
    }
  }
  const changed = left.filter((event) =>
    problems.some((problem) => problem.kind === 'changed' && problem.nearest.candidate === event),
  )
  const isNew = kept.length + changed.length === 0
  const fresh = contract.exact || isNew ? left : changed
  const placeOf = (entry: JourneyEntry) =>
    events.findIndex((event) => places.some((each) => each.entry === entry && each.event === event))
  const items = [
    ...kept.map((entry) => ({
      at: placeOf(entry),
      lines: section.items[entries.indexOf(entry)] as readonly string[],
    })),
    ...(contract.ordered
      ? fresh.flatMap((event) => itemsOf([event], events.indexOf(event)))
      : itemsOf(fresh, events.length)),
  ]
  if (contract.ordered) items.sort((one, other) => one.at - other.at)
  return { ...section, items: items.map(({ lines }) => lines) }

  function itemsOf(recorded: readonly JourneyEvent[], at: number) {
    return recordEntries(recorded, labels, style).map((entry) => ({
      at,
      lines: writeItem(entry, section.indent),
    }))
  }
}
