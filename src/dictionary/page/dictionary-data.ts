import type { CoverageData, CoveredBy } from './coverage-data.ts'

/** All that the page shows, as it stands in the page: plain JSON. */
export interface DictionaryData {
  /** The name of the project. */
  readonly project: string
  /** Events before metrics, each kind by name. */
  readonly entries: readonly Entry[]
  readonly changes?: ChangesData
  /** The coverage by tests, where there is a report. Then each entry that tests can guard has its part. */
  readonly coverage?: CoverageData
  /** The view of an address without a fragment, other than the overview. */
  readonly opensOn?: 'coverage'
}

export type Entry = EventEntry | MetricEntry

/** The fields that events and metrics have alike. Fields that the definition does not have are left out. */
interface DefinitionEntry {
  readonly name: string
  readonly description: string
  /** `active`, `removed`, `broken`, or what an old definition says. */
  readonly status: string
  readonly owner?: string
  readonly categories: readonly string[]
  readonly tiers: readonly string[]
  readonly milestone?: string
  readonly introducedBy?: string
  readonly removedIn?: string
  readonly removedBy?: string
  /** The file, relative to the root of the project, and the line of the name. */
  readonly file: string
  readonly line: number
  readonly coverage?: CoveredBy
}

export interface EventEntry extends DefinitionEntry {
  readonly kind: 'event'
  /** False for an event of an older system, which cannot be tracked as an internal one. */
  readonly internal: boolean
  readonly classification?: string
  readonly identifiers: readonly string[]
  readonly properties: readonly PropertyEntry[]
  /** The values that metrics in use filter by, where a report of coverage is there. */
  readonly filters?: readonly CoveredFilter[]
}

export interface PropertyEntry {
  readonly name: string
  readonly description: string
  readonly coverage?: CoveredBy
}

export interface CoveredFilter extends FilterEntry {
  readonly coverage: CoveredBy
}

export interface MetricEntry extends DefinitionEntry {
  readonly kind: 'metric'
  readonly timeFrame: string
  readonly dataSource: string
  readonly valueType?: string
  readonly dataCategory?: string
  readonly instrumentationClass?: string
  readonly repairIssue?: string
  readonly rules: readonly RuleEntry[]
}

/** A selection rule: the events that a metric counts, and how. */
export interface RuleEntry {
  readonly event: string
  readonly unique?: string
  readonly operator?: 'sum(value)' | 'total'
  readonly filter: readonly FilterEntry[]
}

/** A property and the value that it has to have; `written` is the value as the file has it. */
export interface FilterEntry {
  readonly property: string
  readonly value: string | number | boolean
  readonly written: string
}

/** The differences to a revision. */
export interface ChangesData {
  readonly revision: string
  /** The short id of the commit that the revision names, and its day, as `2026-01-31`. */
  readonly commit: string
  readonly date: string
  readonly changes: readonly ChangeEntry[]
}

export interface ChangeEntry {
  readonly level: 'payload' | 'value' | 'addition' | 'documentation'
  readonly kind: Entry['kind']
  readonly name: string
  readonly message: string
}
