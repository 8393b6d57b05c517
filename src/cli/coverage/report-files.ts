import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { CoverageError } from '../../coverage/index.ts'
import { findFiles } from '../../definitions/index.ts'
import { printText } from '../../foundation/index.ts'
import { usageError } from '../usage-error.ts'

/**
 * Returns the absolute paths of the files that paths and globs name. The file that is written is not
 * read: it holds what runs of before guarded.
 *
 * @param written The path of the file to write, if there is one.
 * @throws {CoverageError} `NO_REPORTS` for a glob that matches nothing.
 * @throws {UsageError} for a path of the file to write.
 */
export function reportFiles(named: readonly string[], written: string | undefined): string[] {
  const here = process.cwd()
  return named.flatMap((name) => {
    if (existsSync(resolve(name)) || !/[*?[{]/.test(name))
      return refuseWritten(resolve(name), written)
    const pattern = relative(here, resolve(name)).replaceAll('\\', '/')
    const found = findFiles(here, pattern).paths.map((path) => resolve(path))
    const others = found.filter((file) => file !== written)
    if (others.length > 0) return others
    throw new CoverageError(
      'NO_REPORTS',
      `Failed to read coverage reports: no file matches ${printText(name)}. Correct the glob, which starts from the working directory.`,
    )
  })
}

function refuseWritten(file: string, written: string | undefined): string {
  if (file !== written) return file
  throw usageError(
    'coverage merge',
    `${file} is the file that it writes`,
    'Name the reports of the runs, coverage-*.json, or another folder: --out.',
  )
}
