import { readRegularText } from '../definitions/index.ts'
import { isMapping, printable, printText } from '../foundation/index.ts'
import { faultOfReport } from './check-report.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoverageReport } from './coverage-report.ts'
import { mergeReports } from './merge-reports.ts'

const REMEDY = 'Run the tests again, and name the file that they write.'

/**
 * Reads the report of a file. Levels follow from the tests that it lists, whatever it says, and its
 * paths have `/`, wherever it was written.
 *
 * @throws {CoverageError} `INVALID_REPORT` for a file that cannot be read or is not a report,
 *   `OTHER_VERSION`.
 */
export function readCoverageReport(file: string): CoverageReport {
  const failed = `Failed to read the coverage report ${printable(file, 4096)}:`
  const value = parse(readText(file, failed), failed)
  if (!isMapping(value) || !('version' in value) || !('entries' in value)) {
    throw invalid(`${failed} it is JSON of something else. ${REMEDY}`)
  }
  if (value['version'] !== 1) {
    const version = printable(JSON.stringify(value['version']) ?? '', 20)
    throw new CoverageError(
      'OTHER_VERSION',
      `${failed} it has version ${version} of the format, and this package reads version 1. Use one version of the package in all jobs, and run the tests again.`,
    )
  }
  const fault = faultOfReport(value)
  if (fault !== undefined) throw invalid(`${failed} ${fault}. ${REMEDY}`)
  return mergeReports([value as unknown as CoverageReport])
}

function readText(file: string, failed: string): string {
  try {
    return readRegularText(file)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw invalid(
      `${failed} ${code ?? message}. Name the file that a run of the tests wrote.`,
      cause,
    )
  }
}

function parse(text: string, failed: string): unknown {
  try {
    // Editors and shells of Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const end = printText(text.trimEnd().slice(-20))
    const what =
      text.trim() === '' ? 'it is empty' : `it is not JSON, or cut in half: it ends with ${end}`
    throw invalid(`${failed} ${what}. ${REMEDY}`, cause)
  }
}

function invalid(message: string, cause?: unknown): CoverageError {
  return new CoverageError('INVALID_REPORT', message, cause === undefined ? {} : { cause })
}
