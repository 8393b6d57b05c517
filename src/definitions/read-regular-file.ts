import { requireModule, UnusablePath } from '../foundation/index.ts'

/** The largest file that is read as a text; twice as much does not fit in a string of Node.js. */
const MOST_BYTES = 250_000_000

/**
 * Reads a regular file; `undefined` for whatever else has its name: a pipe or a device might have no
 * end, and opening a pipe in the usual way waits for somebody who writes to it.
 *
 * @throws what the file system says of a file that cannot be opened or read, and
 *   {@link UnusablePath} for one with more than `mostBytes`.
 */
export function readRegularFile(
  file: string,
  mostBytes: number = Number.POSITIVE_INFINITY,
): Buffer | undefined {
  const { closeSync, constants, fstatSync, openSync, readFileSync } = requireModule('node:fs')
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const status = fstatSync(handle)
    if (!status.isFile()) return undefined
    if (status.size > mostBytes) throw new UnusablePath(`it has more than ${mostBytes} bytes`)
    return readFileSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Reads the text of a regular file of at most 250 MB.
 *
 * @throws what the file system says of a file that cannot be opened or read, and
 *   {@link UnusablePath} for one that is not regular, or larger.
 */
export function readRegularText(file: string): string {
  const bytes = openable(() => readRegularFile(file, MOST_BYTES))
  if (!bytes) throw new UnusablePath('it is not a regular file')
  return bytes.toString()
}

/** A socket cannot be opened. */
function openable<Result>(open: () => Result): Result | undefined {
  try {
    return open()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return undefined
    throw error
  }
}
