import type { DefinitionFault } from './definition-fault.ts'

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
    this.#add({
      kind,
      code: kind === 'event' ? 'DUPLICATE_EVENT' : 'DUPLICATE_METRIC',
      file,
      line,
      cause: `${kind === 'event' ? 'action' : 'key_path'} "${name}" is already defined in ${earlier.file}:${earlier.line}`,
      remedy: 'Remove or rename one of them.',
      names: [name],
    })
  }

  /** Returns the fault for which an event cannot be used; `defined`: another file defines it. */
  event(name: string, defined: boolean): DefinitionFault | undefined {
    const fault = this.#names.event.get(name)
    return isDuplicate(fault) || !defined ? fault : undefined
  }

  /** Returns that of a metric, or of a file that is named after the last part of its key path. */
  metric(keyPath: string, defined: boolean): DefinitionFault | undefined {
    const fault = this.#names.metric.get(keyPath)
    if (isDuplicate(fault)) return fault
    if (defined) return undefined
    return fault ?? this.#names.metric.get(keyPath.slice(keyPath.lastIndexOf('.') + 1))
  }

  #add(fault: DefinitionFault): void {
    this.all.push(fault)
    const known = this.#names[fault.kind]
    for (const name of fault.names) {
      if (isDuplicate(fault) || !known.has(name)) known.set(name, fault)
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
