import { requireModule, writeWhole } from '../../foundation/index.ts'
import { type Catalog, DefinitionError, readRegularText } from '../index.ts'
import { generateTypes, HEADER, isExportOnly, type TypesOptions } from './generate-types.ts'

/** Returns the file of the types of a root, unless somebody names another one. */
export function typesFileOf(root: string): string {
  return requireModule('node:path').join(root, 'internal-events.d.ts')
}

/** A generated file, as it is and as it should be. */
export interface TypesFile {
  /** The text of the file; `undefined` where there is none. */
  readonly before: string | undefined
  readonly after: string
  readonly isCurrent: boolean
}

/**
 * Compares a file with the types of a catalog.
 *
 * @throws {DefinitionError} `TYPES_NOT_WRITTEN` where the file cannot be read, or was not generated.
 */
export function checkTypes(catalog: Catalog, file: string, options?: TypesOptions): TypesFile {
  const before = readTypes(file)
  const after = generateTypes(catalog, options)
  // Git may have checked it out with the line ends of the system.
  return { before, after, isCurrent: before?.replaceAll('\r\n', '\n') === after }
}

/**
 * Writes the types of a catalog, and returns what the file was and is. One that is current stays
 * untouched, so that nobody who watches it is woken. A reader sees the old or the new file, never a
 * part of one.
 *
 * @throws {DefinitionError} `TYPES_NOT_WRITTEN` where the file cannot be written, or holds what was
 *   not generated.
 */
export function writeTypes(catalog: Catalog, file: string, options?: TypesOptions): TypesFile {
  const types = checkTypes(catalog, file, options)
  if (types.isCurrent) return types
  try {
    requireModule('node:fs').mkdirSync(requireModule('node:path').dirname(file), {
      recursive: true,
    })
    writeWhole(file, types.after)
  } catch (cause) {
    throw notWritten(file, cause)
  }
  return types
}

/**
 * Writes a generated file anew, in the form that it has.
 *
 * @throws {DefinitionError} as {@link writeTypes}.
 */
export function refreshTypes(catalog: Catalog, file: string): void {
  writeTypes(catalog, file, { exportOnly: isExportOnly(readTypes(file) ?? '') })
}

function readTypes(file: string): string | undefined {
  const text = read(file)
  if (text === undefined || text.trim() === '' || text.startsWith(HEADER)) return text
  throw new DefinitionError(
    'TYPES_NOT_WRITTEN',
    `Failed to write types to ${file}: the file was not generated. Name another file, or remove it.`,
    { file },
  )
}

function read(file: string): string | undefined {
  try {
    return readRegularText(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw notWritten(file, cause)
  }
}

function notWritten(file: string, cause: unknown): DefinitionError {
  const { code, message } = cause as NodeJS.ErrnoException
  return new DefinitionError(
    'TYPES_NOT_WRITTEN',
    `Failed to write types to ${file}: ${code ?? message}. Name a file that can be written.`,
    { cause, file },
  )
}
