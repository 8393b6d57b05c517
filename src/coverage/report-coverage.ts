import { join, relative } from 'node:path'
import { type Project, readProject } from '../checks/index.ts'
import { hasColour, InternalEventsError } from '../foundation/index.ts'
import { compareReports } from './compare-reports.ts'
import type { CoverageReport, CoveredRun } from './coverage-report.ts'
import { createReport, type TestOfRun } from './create-report.ts'
import { judgeGates } from './gates/judge-gates.ts'
import { printSummary } from './print-summary.ts'
import { readCoverageReport } from './read-coverage-report.ts'
import { withSlashes } from './relative-place.ts'
import { unusedSettings } from './unused-settings.ts'
import { fileOfRun, REPORTS_DIRECTORY, writeReport } from './write-report.ts'

/** A run that has ended, as a reporter tells of it. */
export interface RunToReport {
  /** The root of the project: the folder of its definitions. */
  readonly root: string
  readonly run: CoveredRun
  /** The tests that passed, each once, whatever it touched. */
  readonly tests: readonly TestOfRun[]
  /**
   * False for a run of some of the tests, such as that of a filter or of watch mode: its gates are
   * not judged, and the report of the last whole run stays.
   */
  readonly judge: boolean
  /** True where the run has tests of other projects, too: the summary names the folder and the report. */
  readonly isOneOfSeveral?: boolean
  readonly terminal: SummaryTerminal
}

/** The place where a summary goes. */
export interface SummaryTerminal {
  out(text: string): void
  error(text: string): void
  /** True if somebody looks at what `out` writes, and not another program. */
  readonly isInteractive?: boolean | undefined
  readonly columns?: number | undefined
}

/** The outcome of a report. */
export interface ReportedCoverage {
  /** True where a gate does not hold, or the coverage of a run to judge is not known: the run has failed. */
  readonly failed: boolean
  /** Undefined where an error was told. */
  readonly report?: CoverageReport
  /** The definitions that the report is about. */
  readonly project?: Project
  /** The file of the report, where it is written. */
  readonly file?: string
}

/**
 * Reports the coverage of a run: writes its file, prints the summary, and judges the gates. Those of a
 * shard, and of a run that `coverage.runners` names beside others, are judged after the merge.
 * Errors are told on the terminal, since a reporter that throws ends the run without its summary.
 */
export function reportCoverage(given: RunToReport): ReportedCoverage {
  try {
    return report(given)
  } catch (error) {
    if (!(error instanceof InternalEventsError)) throw error
    given.terminal.error(`${error.message}\n`)
    return { failed: given.judge }
  }
}

function report(given: RunToReport): ReportedCoverage {
  const { root, run, tests, judge, terminal } = given
  const project = readProject(root)
  const made = createReport({ project, run, tests })
  const isPart = run.shard !== undefined || isBesideOthers(project, run)
  const gates = judge && !isPart ? judgeGates({ project, report: made }) : undefined
  const file = join(reportsFolder(project), fileOfRun(run))
  const before = judge ? readBefore(file) : undefined
  const changes = before && compareReports(before, made)
  if (judge) writeReport(file, made)
  const told = gates && gates.judged > 0 ? gates : undefined
  const unused = gates && unusedSettings(project, made)
  const names = namesOf(given, file)
  terminal.out(printSummary(made, { changes, gates: told, unused, ...names, ...looks(terminal) }))
  return {
    failed: (gates?.failed.length ?? 0) > 0,
    report: made,
    project,
    ...(judge ? { file } : {}),
  }
}

/** Returns what tells the summary of a project from those of others, with paths from the working directory. */
function namesOf({ root, judge, isOneOfSeveral }: RunToReport, file: string) {
  if (!isOneOfSeveral) return {}
  const fromHere = (path: string) => withSlashes(relative(process.cwd(), path))
  return { folder: fromHere(root), file: judge ? fromHere(file) : undefined }
}

/** Returns how a summary may look in a terminal, where somebody looks at it. */
function looks({ isInteractive = false, columns }: SummaryTerminal): {
  readonly colour: boolean
  readonly width: number | undefined
} {
  return {
    colour: hasColour(isInteractive),
    width: isInteractive ? columns : undefined,
  }
}

function isBesideOthers({ coverage: { runners = [] } }: Project, { runner }: CoveredRun): boolean {
  return runners.some((other) => other !== runner)
}

/** Returns the folder of the reports of a project. */
export function reportsFolder({ root, coverage }: Project): string {
  return join(root, coverage.reportsDirectory ?? REPORTS_DIRECTORY)
}

/** Returns the report of the run before, if one is there. */
export function readBefore(file: string): CoverageReport | undefined {
  try {
    return readCoverageReport(file)
  } catch {
    return undefined
  }
}
