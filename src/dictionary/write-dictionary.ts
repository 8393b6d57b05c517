import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { readRegularFile } from '../definitions/index.ts'
import { decodeText, writeWhole } from '../foundation/index.ts'
import { DictionaryError } from './dictionary-error.ts'
import type { DictionaryData } from './page/index.ts'
import { HEADER, printPage } from './print-page.ts'

/**
 * Writes the page of a dictionary. Resolves with false for a page that is as it should be already,
 * and stays untouched.
 *
 * @param force Replaces whatever has the name of the page.
 * @throws {DictionaryError} `FOREIGN_PAGE`, `PAGE_NOT_WRITTEN`.
 */
export async function writeDictionary(
  data: DictionaryData,
  file: string,
  { force = false }: { readonly force?: boolean | undefined } = {},
): Promise<boolean> {
  const failed = `Failed to write the ${data.opensOn === 'coverage' ? 'page of coverage' : 'dictionary'} to ${file}:`
  const before = readPage(file, failed)
  const isOwn = before === undefined || before.trim() === '' || before.startsWith(HEADER)
  if (!isOwn && !force) {
    throw new DictionaryError(
      'FOREIGN_PAGE',
      `${failed} another page is there. Name another folder, or ${data.opensOn === 'coverage' ? 'remove' : 'give --force to replace'} the page.`,
    )
  }
  const page = await printPage(data)
  if (page === before) return false
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, page)
  } catch (cause) {
    throw notWritten(failed, cause)
  }
  return true
}

/** Returns the text of a file; another text for what is not a file, and nothing where there is none. */
function readPage(file: string, failed: string): string | undefined {
  try {
    const bytes = readRegularFile(file)
    return bytes ? decodeText(bytes) : 'a folder or a pipe'
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw notWritten(failed, cause)
  }
}

function notWritten(failed: string, cause: unknown): DictionaryError {
  const { code, message } = cause as NodeJS.ErrnoException
  return new DictionaryError(
    'PAGE_NOT_WRITTEN',
    `${failed} ${code ?? message}. Name a folder that can be written to.`,
    { cause },
  )
}
