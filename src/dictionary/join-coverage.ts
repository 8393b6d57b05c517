import { type CoverageReport, type CoveredEntry, printEntry } from '../coverage/index.ts'
import { type Catalog, refusedEvent, refusedMetric } from '../definitions/index.ts'
import { type EntryId, keyOf } from '../fakes/index.ts'
import type {
  CoverageState,
  CoveredBy,
  DictionaryData,
  Entry,
  EventEntry,
  FilterEntry,
} from './page/index.ts'
import { TestList } from './test-list.ts'

/** The number of tests that the page lists for an entry. */
const MOST_TESTS = 20

/** The number for a property or a filter value, of which the page shows weak assertions alone. */
const MOST_WEAK_TESTS = 3

/** The number of names listed of what the report has and the definitions do not. */
const MOST_GONE = 20

/**
 * Adds to entries what a report says of them. An entry that tests can guard and that the report does
 * not have is `unknown`: it came after the report, which says nothing of it.
 */
export function joinCoverage(
  entries: readonly Entry[],
  report: CoverageReport,
  catalog: Catalog,
): Required<Pick<DictionaryData, 'entries' | 'coverage'>> {
  const left = new Map(report.entries.map((covered) => [keyOf(covered.id), covered]))
  const tests = new TestList()
  const guarded = entries.filter((entry) => isGuarded(entry, catalog))
  const filtersOf = readFilters(guarded)

  function join(id: EntryId): CoveredBy {
    const key = keyOf(id)
    const covered = left.get(key)
    if (!covered) return { state: 'unknown' }
    left.delete(key)
    const state = stateOf(covered)
    if (id.kind === 'event' || id.kind === 'metric') {
      return { state, ...tests.list(covered.tests, MOST_TESTS) }
    }
    // The page lists no tests of parts, except what makes them weak.
    const weak = covered.tests.filter((test) => state === 'weak' && test.weak !== undefined)
    return { state, ...tests.list(weak, MOST_WEAK_TESTS) }
  }

  function joinEvent(event: EventEntry): EventEntry {
    const { name, properties } = event
    const filters = filtersOf.get(name) ?? []
    return {
      ...event,
      coverage: join({ kind: 'event', name }),
      properties: properties.map((property) => ({
        ...property,
        coverage: join({ kind: 'property', name, property: property.name }),
      })),
      filters: filters.map((filter) => {
        const { property, value } = filter
        // No test can guard a value that no event can have.
        const id = { kind: 'filter', name, property, value: value as string | number } as const
        return { ...filter, coverage: join(id) }
      }),
    }
  }

  const joined = new Map(
    guarded.map((entry) => [
      entry,
      entry.kind === 'event'
        ? joinEvent(entry)
        : { ...entry, coverage: join({ kind: 'metric', name: entry.name }) },
    ]),
  )
  const gone = [...left.values()]
  return {
    entries: entries.map((entry) => joined.get(entry) ?? entry),
    coverage: {
      runs: report.runs,
      undefinedEvents: report.undefinedEvents,
      tests: tests.all,
      gone: {
        count: gone.length,
        names: gone.slice(0, MOST_GONE).map(({ id }) => printEntry(id)),
      },
    },
  }
}

function stateOf({ level, weak }: CoveredEntry): CoverageState {
  return level === 'asserted' && weak ? 'weak' : level
}

/** Tells whether tests can guard a definition: one that is in use, and that internal events are about. */
function isGuarded({ kind, name }: Entry, catalog: Catalog): boolean {
  const event = kind === 'event' ? catalog.events.get(name) : undefined
  const metric = kind === 'metric' ? catalog.metrics.get(name) : undefined
  return (event && !refusedEvent(event)) || (metric && !refusedMetric(metric)) || false
}

/** Returns the values that metrics filter by, each once, by their events. */
function readFilters(entries: readonly Entry[]): ReadonlyMap<string, readonly FilterEntry[]> {
  const rules = entries.flatMap((entry) => (entry.kind === 'metric' ? entry.rules : []))
  const byEvent = new Map<string, FilterEntry[]>()
  for (const { event, filter } of rules) {
    const known = byEvent.get(event) ?? []
    byEvent.set(event, known)
    known.push(...filter.filter((one) => isPossible(one) && !known.some(isSame(one))))
  }
  return byEvent
}

/** Tells whether an event can have a value: none has a boolean, or an integer of so many digits. */
function isPossible({ value }: FilterEntry): boolean {
  return typeof value !== 'boolean'
}

function isSame({ property, value }: FilterEntry): (other: FilterEntry) => boolean {
  return (other) => other.property === property && other.value === value
}
