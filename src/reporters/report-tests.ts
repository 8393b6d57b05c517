import { dirname, join } from 'node:path'
import {
  type CoveredRun,
  type ReportedCoverage,
  reportCoverage,
  type SummaryTerminal,
} from '../coverage/index.ts'
import { findRoot, isRoot } from '../definitions/index.ts'
import { writeCoveragePage } from '../dictionary/index.ts'
import type { TestEvidence } from '../fakes/index.ts'
import { InternalEventsError, isCi } from '../foundation/index.ts'

/** A test that has ended, as a runner tells of it. */
export interface EndedTest {
  /** The names of its suites and its own, with ` > ` between them. */
  readonly name: string
  /** The absolute path of its file. */
  readonly file: string
  readonly passed: boolean
  /** True unless it passed, was skipped, or failed as it should. */
  readonly failed: boolean
  /** Missing for a test that has touched no definition. */
  readonly evidence?: TestEvidence | undefined
}

/** All that a runner tells of a run. */
export interface EndedRun extends Omit<CoveredRun, 'tests' | 'failed'> {
  /** The folder that the runner runs in. */
  readonly folder: string
  readonly tests: readonly EndedTest[]
  /** True for a run of some of the tests. */
  readonly isPart: boolean
  /** True to write a page beside the report. */
  readonly page?: boolean
}

const TERMINAL: SummaryTerminal = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  get isInteractive() {
    return process.stdout.isTTY === true
  },
  get columns() {
    return process.stdout.columns
  },
}

/**
 * Reports the coverage of each project whose tests have run: a repository may have several roots of
 * definitions. Returns false where one of them has not the coverage that it wants.
 */
export async function reportTests({
  folder,
  tests,
  isPart,
  page = false,
  ...run
}: EndedRun): Promise<boolean> {
  const byRoot = groupByRoot(tests)
  const roots = [...byRoot.keys()].filter(isRoot)
  let passed = true
  for (const root of roots.length > 0 ? roots : [findRoot(folder)]) {
    const own = byRoot.get(root) ?? []
    const failed = own.filter((test) => test.failed).length
    const reported = reportCoverage({
      root,
      run: {
        ...run,
        tests: own.filter((test) => test.passed).length,
        ...(failed > 0 ? { failed } : {}),
      },
      tests: own.map(({ evidence = { marks: [] }, ...test }) => ({ ...test, evidence })),
      // In CI nobody would notice gates that are never judged.
      judge: !isPart || isCi(),
      isOneOfSeveral: roots.length > 1,
      terminal: TERMINAL,
    })
    if (reported.failed) passed = false
    if (page && !run.shard) await writePage(root, reported)
  }
  return passed
}

async function writePage(root: string, { report, project, file }: ReportedCoverage): Promise<void> {
  if (!report || !file) return
  const page = join(dirname(file), 'index.html')
  try {
    await writeCoveragePage({ root, report, project, file: page })
  } catch (error) {
    if (!(error instanceof InternalEventsError)) throw error
    TERMINAL.error(`${error.message}\n`)
  }
}

function groupByRoot(tests: readonly EndedTest[]): ReadonlyMap<string, EndedTest[]> {
  const roots = new Map<string, string>()
  const groups = new Map<string, EndedTest[]>()
  for (const test of tests) {
    const folder = dirname(test.file)
    const root = roots.get(folder) ?? findRoot(folder)
    roots.set(folder, root)
    const group = groups.get(root)
    if (group) group.push(test)
    else groups.set(root, [test])
  }
  return groups
}
