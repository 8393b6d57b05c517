import { type Equal, nearestMiss } from '../assertions/index.ts'
import { type Assignment, assignEvents } from './assign-events.ts'
import { entryDifferences } from './entry-differences.ts'
import { splitItem, withCount } from './entry-lines.ts'
import { type EventsSection, writeItem } from './events-section.ts'
import { IDENTITIES, type JourneyContract, type JourneyEntry } from './journey-contract.ts'
import type { JourneyEvent } from './journey-event.ts'
import type { JourneyProblem } from './journey-problem.ts'
import { judgeJourney } from './judge-journey.ts'
import { type Labels, type RecordingStyle, recordEntries } from './record-entries.ts'

/** Lines of a list, and the place of their event among those that were recorded. */
interface PlacedLines {
  readonly at: number
  readonly lines: readonly string[]
}

/**
 * Corrects the list of events of a contract. Entries that hold stay as they are, and those that
 * happened another number of times get its count. The others give way to what was recorded, which a
 * contract that is open for more events takes only in their place.
 */
export function updateEvents(
  section: EventsSection,
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  equal: Equal,
  style: RecordingStyle,
): EventsSection {
  const problems = judgeJourney(contract, events, equal)
  const counts = countsOf(problems, style)
  const dropped = problems.filter(
    (problem): problem is Dropping =>
      (problem.kind === 'missing' || problem.kind === 'changed') && !counts.has(problem.entry),
  )
  const isDropped = new Set(dropped.map(({ entry }) => entry))
  const kept = contract.groups
    .flat()
    .filter((entry) => !isDropped.has(entry))
    .map((entry) => ({ ...entry, count: counts.get(entry) ?? entry.count ?? 1, entry }))
  const matches = (entry: JourneyEntry, event: JourneyEvent) =>
    entryDifferences(entry, event, { contract, equal }).next().done === true
  const { places, left } = assignEvents([kept], events, matches)
  const replacing = contract.exact ? left : replacements()
  const fresh = replacing.length + kept.length === 0 ? left : replacing
  const items = merge(keptLines(), freshLines(labelsOf(places)), contract.ordered)
  return { ...section, items }

  /** The events that an open contract takes in the place of entries that give way. */
  function replacements(): readonly JourneyEvent[] {
    const found = dropped.flatMap((problem) => {
      if (problem.kind === 'changed') return [problem.nearest.candidate]
      const { entry } = problem
      const { action } = entry.texts
      const alike = contract.ordered ? [] : events.filter(({ texts }) => texts.action === action)
      const nearest = nearestMiss(alike, (event) =>
        entryDifferences(entry, event, { contract, equal }),
      )?.candidate
      const isGuarded = kept.some(
        (other) => nearest && matches(other, nearest) && listsAsMuch(other, entry),
      )
      return nearest && !isGuarded ? [nearest] : []
    })
    return events.filter((event) => found.includes(event))
  }

  function keptLines(): readonly PlacedLines[] {
    const groups = contract.ordered ? contract.groups : contract.groups.flat().map((one) => [one])
    let line = section.before.length + 1
    return section.items.flatMap((lines, index) => {
      const entries = groups[index] ?? []
      const item = splitItem(lines, entries, line)
      line += lines.length
      const own = entries.flatMap((entry, place) =>
        isDropped.has(entry) ? [] : [{ entry, lines: item.entries[place] as readonly string[] }],
      )
      if (own.length === 0) return []
      const at = Math.min(...own.map(({ entry }) => placeOf(entry)))
      const corrected = own.flatMap(({ entry, lines: written }) => {
        const count = counts.get(entry)
        return count === undefined ? written : (withCount(written, count) ?? written)
      })
      return [{ at, lines: [...item.head, ...corrected] }]
    })
  }

  function placeOf(entry: JourneyEntry): number {
    const [first] = places.find((each) => (each.entry as Kept).entry === entry)?.events ?? []
    return first ? events.indexOf(first) : -1
  }

  function freshLines(labels: Labels): readonly PlacedLines[] {
    const runs = contract.ordered ? fresh.map((event) => [event]) : [fresh]
    return runs.flatMap((run) =>
      recordEntries(run, labels, style).map((one) => ({
        at: events.indexOf(one.event),
        lines: writeItem(one, section.indent),
      })),
    )
  }
}

type Dropping = Extract<JourneyProblem, { kind: 'missing' | 'changed' }>

type Kept = JourneyEntry & { readonly entry: JourneyEntry }

/** Returns how often the entries happened whose only fault that is. */
function countsOf(
  problems: readonly JourneyProblem[],
  { likeGitlab }: RecordingStyle,
): ReadonlyMap<JourneyEntry, number> {
  return new Map(
    problems.flatMap((problem) => {
      if (!('found' in problem) || problem.found === 0) return []
      // Ruby reads no counts: there each event has an entry of its own.
      const isCounted = problem.entry.count !== undefined || !likeGitlab
      return isCounted ? [[problem.entry, problem.found] as const] : []
    }),
  )
}

/** Tells whether an entry lists all fields that another one lists. */
function listsAsMuch(entry: JourneyEntry, other: JourneyEntry): boolean {
  const own = new Set(fieldsOf(entry))
  return fieldsOf(other).every((field) => own.has(field))
}

function fieldsOf({ texts, value, properties, identities, contexts }: JourneyEntry): string[] {
  return [
    ...Object.keys(texts),
    ...(value === undefined ? [] : ['value']),
    ...[properties, identities, contexts].flatMap((fields) => Object.keys(fields)),
  ]
}

/** Returns the labels that the entries which stay give to ids. */
function labelsOf(places: Assignment['places']): Labels {
  const named = places.flatMap(({ entry: { identities }, events }) =>
    IDENTITIES.flatMap((kind) => events.map((event) => ({ kind, event, label: identities[kind] }))),
  )
  return new Map(
    named.flatMap(({ kind, event, label }) => {
      const id = event.identities[kind]
      return label != null && id !== undefined ? [[`${kind} ${id}`, label]] : []
    }),
  )
}

/** Puts new items where they happened; those that stay move only where the contract has an order. */
function merge(
  kept: readonly PlacedLines[],
  fresh: readonly PlacedLines[],
  ordered: boolean,
): (readonly string[])[] {
  const items = [...kept]
  for (const item of fresh) {
    const next = items.findIndex(({ at }) => at > item.at)
    items.splice(next < 0 ? items.length : next, 0, item)
  }
  if (ordered) items.sort((one, other) => one.at - other.at)
  return items.map(({ lines }) => lines)
}
