import { join, relative, resolve } from 'node:path'
import { type Project, readProject } from '../../checks/index.ts'
import {
  type CoverageReport,
  compareReports,
  countEntries,
  type JudgedGates,
  judgeGates,
  MERGED_FILE,
  mergeCoverage,
  printEntry,
  printFailedGate,
  printReport,
  printSummary,
  readBefore,
  reportsFolder,
  unusedSettings,
  writeReport,
} from '../../coverage/index.ts'
import { findRoot } from '../../definitions/index.ts'
import { writeCoveragePage } from '../../dictionary/index.ts'
import { capLines, hasColour, printable } from '../../foundation/index.ts'
import { oneOf } from '../one-of.ts'
import { ProgressBar } from '../progress-bar.ts'
import { readArguments } from '../read-arguments.ts'
import type { Terminal } from '../terminal.ts'
import { usageError } from '../usage-error.ts'
import { printFindings } from './print-findings.ts'
import { reportFiles } from './report-files.ts'

const OPTIONS = {
  format: { type: 'string' },
  json: { type: 'boolean' },
  against: { type: 'string' },
  out: { type: 'string' },
  root: { type: 'string' },
} as const
const READ_BY_PEOPLE: ReadonlySet<string> = new Set(['text', 'html'])
const OUTPUTS = ['text', 'json', 'html', 'github', 'gitlab', 'sarif', 'junit'] as const

/**
 * Merges reports, judges the gates, and prints what follows. Resolves with 0 where all gates hold, and
 * with 1 where one does not.
 */
export async function runCoverage(args: readonly string[], terminal: Terminal): Promise<number> {
  const { format, named, isMerge, values } = readTask(args)
  const project = read(resolve(values.root ?? findRoot(process.cwd())), terminal)
  const folder = values.out === undefined ? reportsFolder(project) : resolve(values.out)
  const merged = isMerge ? join(folder, MERGED_FILE) : undefined
  const { report, differing } = mergeCoverage(project, reportFiles(named, merged))
  tellDiffering(differing.map(printEntry), terminal)
  const gates = judgeGates({ project, report, against: values.against })
  const before = merged === undefined ? undefined : readBefore(merged)
  if (merged !== undefined) writeReport(merged, report)
  const page = isMerge || format === 'html' ? join(folder, 'index.html') : undefined
  if (page !== undefined)
    await writeCoveragePage({ root: project.root, project, report, file: page })
  terminal.out(print(format, { project, report, gates, before, page }, terminal))
  // Output for other programs may go into a file, which leaves nothing to see.
  if (!READ_BY_PEOPLE.has(format)) {
    for (const gate of gates.failed) terminal.error(`${printFailedGate(gate)}\n`)
  }
  return gates.failed.length > 0 ? 1 : 0
}

/** Reads the command line. */
function readTask(args: readonly string[]) {
  const { values, positionals } = readArguments('coverage', args, OPTIONS)
  const isMerge = positionals[0] === 'merge'
  const command = isMerge ? 'coverage merge' : 'coverage'
  const named = isMerge ? positionals.slice(1) : positionals
  const format = oneOf(command, 'format', formatIn(command, values), OUTPUTS)
  if (named.length === 0) {
    const cause = 'it does not say which reports to read'
    throw usageError(command, cause, "Name some: 'coverage/internal-events/coverage-*.json'.")
  }
  if (values.out !== undefined && !isMerge && format !== 'html') {
    const cause = 'nothing is written to --out without merge or --format html'
    throw usageError(command, cause, 'Leave it out, or redirect the output.')
  }
  return { values, isMerge, named, format }
}

function tellDiffering(names: readonly string[], { error }: Terminal): void {
  if (names.length === 0) return
  const lines = capLines(names, (name) => printable(name), 5).join('\n')
  error(`The reports are of different definitions, and not all of them have these:\n${lines}\n`)
}

function formatIn(command: string, { format, json }: { format?: string; json?: boolean }): string {
  if (json && format !== undefined && format !== 'json') {
    throw usageError(command, `--json and --format ${format} exclude each other`, 'Leave one out.')
  }
  return format ?? (json ? 'json' : 'text')
}

function read(root: string, terminal: Terminal): Project {
  const bar = new ProgressBar(terminal)
  const project = readProject(root, (done, total) => bar.show(done, total))
  bar.clear()
  return project
}

interface Judged {
  readonly project: Project
  readonly report: CoverageReport
  readonly gates: JudgedGates
  /** The merged report of before. */
  readonly before: CoverageReport | undefined
  /** The file of the page, if it is written. */
  readonly page: string | undefined
}

function print(
  format: (typeof OUTPUTS)[number],
  { project, report, gates, before, page }: Judged,
  terminal: Terminal,
): string {
  if (format === 'json') {
    const failed = gates.failed.map(({ lacking, ...gate }) => ({
      ...gate,
      lacking: lacking.map(({ id }) => id),
    }))
    return printReport(report, { totals: countEntries(report.entries), failed })
  }
  if (format !== 'text' && format !== 'html')
    return printFindings({ project, report, gates }, format)
  const changes = before && compareReports(before, report)
  const width = terminal.prompts?.output.columns
  const unused = unusedSettings(project, report)
  const colour = hasColour(terminal.isInteractive)
  const summary = printSummary(report, { changes, gates, unused, colour, width })
  return page === undefined ? summary : `${summary}\n${relative(process.cwd(), page)}\n`
}
