import { type DefinitionFault, type FileFault, faultOf } from './definition-fault.ts'
import { isInRemovedFolder } from './event-definition.ts'
import { printName } from './print-name.ts'

/** The faults of definitions, wherever they are kept. */
export interface KnownFaults {
  /** The faults of files, and the names that two files define. */
  readonly all: readonly DefinitionFault[]
  /** Returns the fault that a name has before all others. */
  get(kind: DefinitionFault['kind'], name: string): DefinitionFault | undefined
}

/** The faults that reading the files has found, and those of their index. */
export class FoundFaults implements KnownFaults {
  readonly all: DefinitionFault[] = []
  readonly #names = {
    event: new Map<string, DefinitionFault>(),
    metric: new Map<string, DefinitionFault>(),
  }

  constructor(faults: Iterable<DefinitionFault>) {
    for (const fault of faults) this.#add(fault)
  }

  get(kind: DefinitionFault['kind'], name: string): DefinitionFault | undefined {
    return this.#names[kind].get(name)
  }

  byName(kind: DefinitionFault['kind']): ReadonlyMap<string, DefinitionFault> {
    return this.#names[kind]
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

/** Tells whether a fault is that of a name which two files define. */
export function isDuplicate(fault: DefinitionFault | undefined): boolean {
  return fault?.code === 'DUPLICATE_EVENT' || fault?.code === 'DUPLICATE_METRIC'
}
