import { printable, requireModule } from '../foundation/index.ts'
import { type FileFault, UnusableFile } from './definition-fault.ts'
import { decodeDefinition, readDefinitionFile } from './definition-file.ts'
import { findFiles } from './find-files.ts'
import { readBytes } from './source-file.ts'

/** All that a definition file says, also what neither tracking nor asserting needs. */
export interface DefinitionMapping {
  /** The path, relative to the root. */
  readonly file: string
  readonly mapping: ReadonlyMap<string, unknown>
}

/** Reads the files that globs match. What cannot be read, a folder too, is told of, and left out. */
export function readMappings(
  root: string,
  globs: readonly string[],
  tell: (fault: string) => void,
): DefinitionMapping[] {
  const yaml = requireModule('js-yaml')
  const { paths, unreadable } = findFiles(root, globs)
  for (const { path, fault } of unreadable) tell(printAt(path, fault))
  return paths.flatMap((file) => {
    try {
      const { mapping } = readDefinitionFile(file, decodeDefinition(readBytes(root, file)), yaml)
      return [{ file, mapping }]
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error
      tell(printAt(file, error.fault))
      return []
    }
  })
}

function printAt(path: string, { line, cause, remedy }: FileFault): string {
  return `${printable(path)}:${line}: ${printable(cause)}. ${remedy}`
}
