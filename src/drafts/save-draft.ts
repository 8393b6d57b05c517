import { linkSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeBeside } from '../foundation/index.ts'
import type { Draft } from './draft.ts'
import { DraftError } from './draft-error.ts'

/** The action that a draft would take on the file at its path. */
export type DraftAction = 'create' | 'update'

/**
 * Writes a definition, whole or not at all: nobody who reads the folder meanwhile sees a part of it.
 *
 * @param seen The content of the file that it replaces; `undefined` if there is none.
 * @throws {DraftError} `FILE_EXISTS` when the file is not as it was seen, since somebody else wrote
 *   it meanwhile; `CANNOT_WRITE`.
 */
export function saveDraft(root: string, draft: Draft, seen: string | undefined): DraftAction {
  const file = join(root, draft.path)
  try {
    mkdirSync(dirname(file), { recursive: true })
    if (seen === undefined) create(file, draft)
    else replace(realpathSync(file), draft, seen)
  } catch (error) {
    throw error instanceof DraftError ? error : cannotWrite(draft, error as NodeJS.ErrnoException)
  }
  return seen === undefined ? 'create' : 'update'
}

/** Only one of two that create a file at once can give it its name. */
function create(file: string, draft: Draft): void {
  writeBeside(file, draft.content, (part) => {
    try {
      linkSync(part, file)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') throw changed(draft)
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
      // The file system knows no hard links.
      createDirectly(file, draft)
    }
  })
}

function createDirectly(file: string, draft: Draft): void {
  try {
    writeFileSync(file, draft.content, { flag: 'wx' })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? changed(draft) : error
  }
}

function replace(file: string, draft: Draft, seen: string): void {
  writeBeside(file, draft.content, (part) => {
    if (readFileSync(file, 'utf8') !== seen) throw changed(draft)
    renameSync(part, file)
  })
}

function changed({ kind, path }: Draft): DraftError {
  return new DraftError(
    'FILE_EXISTS',
    `Failed to write the ${kind} definition ${path}: the file was written by somebody else meanwhile. Look at it, and run the command again.`,
  )
}

function cannotWrite({ kind, path }: Draft, error: NodeJS.ErrnoException): DraftError {
  return new DraftError(
    'CANNOT_WRITE',
    `Failed to write the ${kind} definition ${path}: ${error.code ?? error.message}. Make its folder one that can be written to.`,
    { cause: error },
  )
}
