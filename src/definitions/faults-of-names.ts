import { type DefinitionFault, type FileFault, faultOf } from './definition-fault.ts'
import { type EventDefinition, isInRemovedFolder } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'
import { printName } from './print-name.ts'

/** The faults of definitions, by the names that cannot be used for them. */
export class FaultsOfNames {
  /** The faults of files, and the names that two files define. */
  readonly all: DefinitionFault[] = []
  readonly #names = {
    event: new Map<string, DefinitionFault>(),
    metric: new Map<string, DefinitionFault>(),
  }

  constructor(faults: Iterable<DefinitionFault>) {
    for (const fault of faults) this.#add(fault)
  }

  addDuplicate(
    kind: DefinitionFault['kind'],
    name: string,
    { file, line }: Place,
    earlier: Place,
  ): void {
    const key = kind === 'event' ? 'action' : 'key_path'
    const fault: FileFault = {
      code: kind === 'event' ? 'DUPLICATE_EVENT' : 'DUPLICATE_METRIC',
      line,
      cause: `${key} ${printName(name)} is already defined in ${earlier.file}:${earlier.line}`,
      remedy: 'Remove or rename one of them.',
    }
    this.#add(faultOf({ kind, file }, fault, [name]))
  }

  /**
   * Returns the fault for which an event cannot be used. `definition`: the one that another file
   * gives; if it cannot be used either, the fault is that of the live file.
   */
  event(name: string, definition: EventDefinition | undefined): DefinitionFault | undefined {
    const fault = this.#names.event.get(name)
    if (!fault || isDuplicate(fault) || !definition) return fault
    const isUsable = definition.internal && !definition.removed
    return isUsable || isInRemovedFolder(fault.file) ? undefined : fault
  }

  /** Returns that of a metric, or of a file that is named after the last part of its key path. */
  metric(keyPath: string, definition: UsageMetric | undefined): DefinitionFault | undefined {
    const fault = this.#names.metric.get(keyPath)
    if (isDuplicate(fault)) return fault
    if (definition) return definition.removed ? fault : undefined
    return fault ?? this.#names.metric.get(keyPath.slice(keyPath.lastIndexOf('.') + 1))
  }

  #add(fault: DefinitionFault): void {
    this.all.push(fault)
    const known = this.#names[fault.kind]
    for (const name of fault.names) {
      const earlier = known.get(name)
      const isNearer = earlier && isInRemovedFolder(earlier.file) && !isInRemovedFolder(fault.file)
      if (!earlier || isDuplicate(fault) || isNearer) known.set(name, fault)
    }
  }
}

/** The place of a definition. */
interface Place {
  readonly file: string
  readonly line: number
}

function isDuplicate(fault: DefinitionFault | undefined): boolean {
  return fault?.code === 'DUPLICATE_EVENT' || fault?.code === 'DUPLICATE_METRIC'
}
