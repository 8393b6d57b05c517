import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeWhole } from '../foundation/index.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoverageReport, CoveredRun } from './coverage-report.ts'

/** The folder of reports, if the configuration names no other one. */
export const REPORTS_DIRECTORY = 'coverage/internal-events'

/** The file that holds all runs. */
export const MERGED_FILE = 'coverage.json'

/**
 * Returns the name of the file of a run, which no other run of the same tests has:
 * `coverage-vitest.json`, `coverage-vitest-unit-1-4.json`.
 */
export function fileOfRun({ runner, name, shard }: CoveredRun): string {
  const parts = [
    'coverage',
    runner,
    ...(name === undefined ? [] : [encodeURIComponent(name)]),
    ...(shard ? [shard.index, shard.count] : []),
  ]
  return `${parts.join('-')}.json`
}

/**
 * Writes a report, and the folders on its way. An entry has a line of its own.
 *
 * @throws {CoverageError} `REPORT_NOT_WRITTEN`.
 */
export function writeReport(file: string, report: CoverageReport): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, printReport(report))
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new CoverageError(
      'REPORT_NOT_WRITTEN',
      `Failed to write the coverage report ${file}: ${code ?? message}. Name a folder that can be written to.`,
      { cause },
    )
  }
}

/** Prints a report as JSON, with `more` beside what it has. */
export function printReport(
  { entries, ...report }: CoverageReport,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`)
  const others = Object.entries({ ...report, ...more }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  )
  return `{\n${others.join('')}"entries": [\n${lines.join(',\n')}\n]\n}\n`
}
