import { printable } from '../foundation/index.ts'
import { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
import { printName } from './print-name.ts'

/** One fault of a definition file. */
export interface DefinitionFault {
  readonly kind: 'event' | 'metric'
  readonly code: DefinitionErrorCode
  /** The path, relative to the project's root. */
  readonly file: string
  readonly line: number
  readonly cause: string
  readonly remedy: string
  /** The names that cannot be used for it; empty if the definition can be used all the same. */
  readonly names: readonly string[]
}

/** A fault of a file, before anybody knows whose definition it is. */
export type FileFault = Pick<DefinitionFault, 'code' | 'line' | 'cause' | 'remedy'>

/** Makes the fault of a place, with texts that may stand on a terminal: they quote the file. */
export function faultOf(
  place: Pick<DefinitionFault, 'kind' | 'file'>,
  { code, line, cause, remedy }: FileFault,
  names: readonly string[],
): DefinitionFault {
  return {
    ...place,
    code,
    line,
    cause: printable(cause, LONGEST),
    remedy: printable(remedy),
    names,
  }
}

/** Room for three reasons why a metric never moves. */
const LONGEST = 1000

/** Thrown while a definition is read, and caught by what reads them all. */
export class UnusableFile extends Error {
  readonly fault: FileFault

  constructor(fault: FileFault) {
    super(fault.cause)
    this.fault = fault
  }
}

/** Makes the error for a file that is valid YAML but not a valid definition. */
export function invalidDefinition(line: number, cause: string): UnusableFile {
  const remedy = 'Correct the file, or leave it out of the globs in internal-events.config.'
  return new UnusableFile({ code: 'INVALID_DEFINITION', line, cause, remedy })
}

/** Makes the error for code that asks for a name whose definition has a fault. */
export function unusableName(name: string, fault: DefinitionFault): DefinitionError {
  const { kind, code, file, line } = fault
  const what = kind === 'event' ? 'event' : 'usage metric'
  return new DefinitionError(
    code,
    `Failed to use ${what} ${printName(name)}: ${printFault(fault)}`,
    { file, line },
  )
}

/** Prints a fault on one line, its place first. */
export function printFault({ file, line, cause, remedy }: DefinitionFault): string {
  return `${file}:${line}: ${cause}. ${remedy}`
}
