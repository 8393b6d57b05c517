import { requireModule } from '../foundation/index.ts'

/** Writes a file as a whole: whoever reads it meanwhile, or after an end in between, sees the old or the new one. */
export function writeWhole(file: string, text: string): void {
  const { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } =
    requireModule('node:fs')
  // A link stays one.
  const target = existsSync(file) ? realpathSync(file) : file
  const part = `${target}.${process.pid}.part`
  const mode = existsSync(target) ? statSync(target).mode : undefined
  try {
    writeFileSync(part, text, mode === undefined ? {} : { mode })
    renameSync(part, target)
  } catch (error) {
    try {
      rmSync(part, { force: true })
    } catch {
      // The reason why it could not be written is the one to tell.
    }
    throw error
  }
}
