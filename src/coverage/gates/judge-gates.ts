import { filesLeftOut, type Project } from '../../checks/index.ts'
import { counted } from '../../foundation/index.ts'
import { countFailed } from '../count-failed.ts'
import type { CoverageReport } from '../coverage-report.ts'
import type { FailedGate, Gate, JudgedGates } from './gate.ts'
import { newDefinitionsGate } from './new-definitions-gate.ts'
import { requiredGates } from './required-gates.ts'
import { thresholdGates } from './threshold-gates.ts'

/** The things to judge. */
export interface GatesToJudge {
  readonly project: Project
  /** A report that has each definition of the project. */
  readonly report: CoverageReport
  /** A revision of Git instead of `newSince` of the configuration. */
  readonly against?: string | undefined
}

/**
 * Judges the gates of a configuration. Where there is one, a report without tests, and definitions
 * that cannot be read, are failures too: of these nobody knows whether a gate holds.
 *
 * @throws {CheckError} `UNKNOWN_REVISION`.
 */
export function judgeGates({ project, report, against }: GatesToJudge): JudgedGates {
  const { coverage } = project
  const revision = against ?? coverage.newSince
  const gates: Gate[] = [
    ...thresholdGates(coverage),
    ...requiredGates(coverage),
    ...(revision === undefined
      ? []
      : [newDefinitionsGate(project, revision, coverage.allowWeak === true)]),
  ]
  if (gates.length === 0) return { judged: 0, failed: [] }
  const failed = [...missingData(project), noTests, ...gates].flatMap((gate) => gate(report) ?? [])
  return { judged: gates.length, failed: failed.map((gate) => afterFailedTests(gate, report)) }
}

/** Sends whoever reads a gate to the tests that failed: what it lacks may be asserted there. */
function afterFailedTests(gate: FailedGate, report: CoverageReport): FailedGate {
  const failed = countFailed(report)
  if (failed === 0 || gate.lacking.length === 0) return gate
  const [count, mend] = failed === 1 ? ['does', 'it'] : ['do', 'them']
  const remedy = `${counted(failed, 'test')} failed and ${count} not count: mend ${mend} before you add others.`
  return { ...gate, remedy }
}

function missingData(project: Project): Gate[] {
  const files = filesLeftOut(project)
  if (files === 0) return []
  return [
    () => ({
      gate: 'coverage',
      message: `all definitions should be judged, but ${counted(files, 'file')} cannot be used`,
      remedy: 'Run internal-events check.',
      lacking: [],
    }),
  ]
}

function noTests({ runs }: CoverageReport): FailedGate | undefined {
  if (runs.some(({ tests }) => tests > 0)) return undefined
  return {
    gate: 'coverage',
    message: 'tests should guard definitions, but no test passed',
    remedy: 'Correct the tests, or name the reports of the runs that have some.',
    lacking: [],
  }
}
