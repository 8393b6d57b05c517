import type { EventDefinition } from './event-definition.ts'
import type { FaultsOfNames } from './faults-of-names.ts'
import type { UsageMetric } from './metric-definition.ts'

/** The definitions of a catalog by name, wherever they are kept. */
export interface IndexedDefinitions {
  readonly events: ReadonlyMap<string, EventDefinition>
  readonly metrics: ReadonlyMap<string, UsageMetric>
  readonly faults: FaultsOfNames
  /** The bad files, where they are known already: finding them reads every definition. */
  readonly badFiles?: ReadonlySet<string>
  /** Returns the metrics with a rule for an event, in the order of the catalog, removed ones included. */
  metricsCounting(event: string): readonly UsageMetric[]
}
