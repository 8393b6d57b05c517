import type { DefinitionFault } from './definition-fault.ts'
import { type EventDefinition, isInRemovedFolder } from './event-definition.ts'
import { isDuplicate, type KnownFaults } from './known-faults.ts'
import type { UsageMetric } from './metric-definition.ts'

/** Decides which fault keeps a name from being used. */
export class FaultsOfNames {
  readonly #known: KnownFaults

  constructor(known: KnownFaults) {
    this.#known = known
  }

  /** The faults of files, and the names that two files define. */
  get all(): readonly DefinitionFault[] {
    return this.#known.all
  }

  /**
   * Returns the fault for which an event cannot be used. `definition`: the one that another file
   * gives; if it cannot be used either, the fault is that of the live file.
   */
  event(name: string, definition: EventDefinition | undefined): DefinitionFault | undefined {
    const fault = this.#known.get('event', name)
    if (!fault || isDuplicate(fault) || !definition) return fault
    const isUsable = definition.internal && !definition.removed
    return isUsable || isInRemovedFolder(fault.file) ? undefined : fault
  }

  /** Returns that of a metric, or of a file that is named after the last part of its key path. */
  metric(keyPath: string, definition: UsageMetric | undefined): DefinitionFault | undefined {
    const fault = this.#known.get('metric', keyPath)
    if (isDuplicate(fault)) return fault
    if (definition) return definition.removed ? fault : undefined
    return fault ?? this.#known.get('metric', keyPath.slice(keyPath.lastIndexOf('.') + 1))
  }
}
