import { requireModule } from './require-module.ts'
import { UnusablePath } from './unusable-path.ts'

/**
 * Writes a file as a whole: whoever reads it meanwhile, or after an end in between, sees the old or
 * the new one. A link stays one, and the file keeps its mode.
 *
 * @throws {UnusablePath} for a link that leads to no file, and what the file system says.
 */
export function writeWhole(file: string, text: string): void {
  const { renameSync } = requireModule('node:fs')
  const target = isLink(file) ? endOfLink(file) : file
  writeBeside(target, text, (part) => renameSync(part, target))
}

function isLink(file: string): boolean {
  try {
    return requireModule('node:fs').readlinkSync(file) !== ''
  } catch {
    return false
  }
}

function endOfLink(link: string): string {
  try {
    return requireModule('node:fs').realpathSync(link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new UnusablePath('it is a link that leads to no file', { cause: error })
  }
}

/**
 * Writes the text of a file to another one beside it, which no glob of definitions finds, and calls
 * what gives it its name. Removes what is left of the other one.
 */
export function writeBeside(file: string, text: string, name: (part: string) => void): void {
  const { rmSync, statSync, writeFileSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  const random = requireModule('node:crypto').randomBytes(6).toString('hex')
  const part = join(dirname(file), `.internal-events-${process.pid}-${random}.tmp`)
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  try {
    writeFileSync(part, text, { flag: 'wx', flush: true, ...(mode === undefined ? {} : { mode }) })
    name(part)
  } finally {
    try {
      rmSync(part, { force: true })
    } catch {
      // The reason why it could not be written is the one to tell.
    }
  }
}
