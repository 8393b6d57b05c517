import { printable, requireModule } from '../foundation/index.ts'
import { UnusableFile } from './definition-fault.ts'
import { decodeDefinition, readDefinitionFile } from './definition-file.ts'
import { findFiles } from './find-files.ts'
import { readBytes } from './source-file.ts'

/** All that a definition file says, also what neither tracking nor asserting needs. */
export interface DefinitionMapping {
  /** The path, relative to the root. */
  readonly file: string
  readonly mapping: ReadonlyMap<string, unknown>
}

/** Reads the files that globs match. One that cannot be read is told of, and left out. */
export function readMappings(
  root: string,
  globs: readonly string[],
  tell: (fault: string) => void,
): DefinitionMapping[] {
  const yaml = requireModule('js-yaml')
  return findFiles(root, globs).paths.flatMap((file) => {
    try {
      const { mapping } = readDefinitionFile(file, decodeDefinition(readBytes(root, file)), yaml)
      return [{ file, mapping }]
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error
      const { line, cause, remedy } = error.fault
      tell(`${printable(file)}:${line}: ${printable(cause)}. ${remedy}`)
      return []
    }
  })
}
