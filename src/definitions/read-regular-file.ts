import { requireModule } from '../foundation/index.ts'

/**
 * Reads a regular file; `undefined` for whatever else has its name: a pipe or a device might have no
 * end, and opening a pipe in the usual way waits for somebody who writes to it.
 *
 * @throws what the file system says of a file that cannot be opened or read.
 */
export function readRegularFile(file: string): Buffer | undefined {
  const { closeSync, constants, fstatSync, openSync, readFileSync } = requireModule('node:fs')
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    return fstatSync(handle).isFile() ? readFileSync(handle) : undefined
  } finally {
    closeSync(handle)
  }
}
