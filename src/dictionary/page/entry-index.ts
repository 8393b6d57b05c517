import type { CoverageData } from './coverage-data.ts'
import type {
  ChangesData,
  DictionaryData,
  Entry,
  EventEntry,
  MetricEntry,
} from './dictionary-data.ts'
import { riskOf } from './risk.ts'

/** The owner of what has none, in filters and tables. */
export const NO_OWNER = 'no owner'

/** An entry with the text, in small letters, that a search looks at. */
export interface IndexedEntry {
  readonly entry: Entry
  readonly name: string
  readonly text: string
  /** The higher, the more goes wrong unnoticed when it breaks; -1 where a test would fail. */
  readonly risk: number
}

/** All entries, by their names and by what connects them. */
export class EntryIndex {
  readonly project: string
  readonly changes: ChangesData | undefined
  readonly coverage: CoverageData | undefined
  /** True where the page is about coverage in the first place. */
  readonly isOfCoverage: boolean
  readonly all: readonly IndexedEntry[]
  readonly #events = new Map<string, EventEntry>()
  readonly #metrics = new Map<string, MetricEntry>()
  readonly #countedBy = new Map<string, MetricEntry[]>()
  readonly #inFile = new Map<string, MetricEntry[]>()

  constructor({ project, entries, changes, coverage, opensOn }: DictionaryData) {
    this.project = project
    this.changes = changes
    this.coverage = coverage
    this.isOfCoverage = opensOn === 'coverage'
    for (const entry of entries) this.#add(entry)
    this.all = entries.map((entry) => indexed(entry, this.metricsInUse(entry.name).length))
  }

  event(name: string): EventEntry | undefined {
    return this.#events.get(name)
  }

  find(kind: Entry['kind'], name: string): Entry | undefined {
    return kind === 'event' ? this.#events.get(name) : this.#metrics.get(name)
  }

  /** Returns the metrics that count an event, removed ones too. */
  metricsCounting(event: string): readonly MetricEntry[] {
    return this.#countedBy.get(event) ?? []
  }

  /** Returns the metrics in use that count an event. */
  metricsInUse(event: string): readonly MetricEntry[] {
    return this.metricsCounting(event).filter(({ status }) => status !== 'removed')
  }

  /** Returns the other metrics that one file defines: those of its other time frames. */
  siblingsOf(metric: MetricEntry): readonly MetricEntry[] {
    return (this.#inFile.get(metric.file) ?? []).filter((one) => one !== metric)
  }

  /** Returns all values that entries have, sorted, each with the number of entries that have it. */
  valuesOf(read: (entry: Entry) => readonly string[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const { entry } of this.all) {
      for (const value of read(entry)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return new Map([...counts].sort(([one], [other]) => one.localeCompare(other)))
  }

  #add(entry: Entry): void {
    if (entry.kind === 'event') {
      this.#events.set(entry.name, entry)
      return
    }
    this.#metrics.set(entry.name, entry)
    append(this.#inFile, entry.file, entry)
    for (const event of new Set(entry.rules.map((rule) => rule.event))) {
      append(this.#countedBy, event, entry)
    }
  }
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function indexed(entry: Entry, metrics: number): IndexedEntry {
  const inside =
    entry.kind === 'event'
      ? entry.properties.map(({ name }) => name)
      : entry.rules.map(({ event }) => event)
  const { name, description, owner = NO_OWNER, categories, file } = entry
  const text = [name, description, owner, ...categories, ...inside, file].join('\n')
  const risk = riskOf(entry, metrics)
  return { entry, name: name.toLowerCase(), text: text.toLowerCase(), risk }
}

/** Returns whose an entry is. */
export function ownerOf({ owner = NO_OWNER }: Entry): string {
  return owner
}
