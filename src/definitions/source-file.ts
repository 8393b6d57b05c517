import { requireModule } from '../foundation/index.ts'
import { type FileFault, UnusableFile } from './definition-fault.ts'
import { readRegularFile } from './read-regular-file.ts'

/** A definition file, relative to the root, with its content or the reason why it has none. */
export type SourceFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly fault: FileFault }

/** Reads the files that define events or metrics. */
export function readSourceFiles(root: string, paths: readonly string[]): SourceFile[] {
  return paths.map((path) => {
    try {
      return { path, bytes: readBytes(root, path) }
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error
      return { path, fault: error.fault }
    }
  })
}

/**
 * Reads the bytes of a regular file: a pipe or a device might have no end.
 *
 * @throws {UnusableFile} `UNREADABLE_FILE`.
 */
export function readBytes(root: string, path: string): Buffer {
  try {
    const bytes = readRegularFile(requireModule('node:path').join(root, path))
    if (bytes) return bytes
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') {
      throw unreadable(`the link leads to no file (${code})`, 'Correct or remove the link.')
    }
    // A socket cannot be opened.
    if (code !== 'ENXIO') throw unreadable(`the file cannot be read (${code})`, 'Make it readable.')
  }
  throw unreadable('it is not a regular file', 'Put a file in its place, or remove it.')
}

function unreadable(cause: string, remedy: string): UnusableFile {
  return new UnusableFile({ code: 'UNREADABLE_FILE', line: 1, cause, remedy })
}
