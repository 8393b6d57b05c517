import { digest, type Finding, findingsOfPrivacy, type Project } from '../checks/index.ts'
import { PRIVACY_DETECTORS } from '../definitions/index.ts'
import { printable } from '../foundation/index.ts'
import type { CoverageReport, CoveredEntry } from './coverage-report.ts'
import { printEntry } from './entry-id.ts'
import type { FailedGate, JudgedGates } from './gates/gate.ts'

/** The rules that findings of coverage come from. */
export const COVERAGE_RULES = [
  {
    id: 'coverage-gate',
    severity: 'error',
    summary: 'The coverage passes its gates.',
    explain:
      'The configuration says how many definitions, and which ones, an assertion of a test has to guard.',
  },
  {
    id: 'weak-assertion',
    severity: 'warning',
    summary: 'Each assertion would fail if what it asserts were different.',
    explain: 'All assertions of a definition leave open what they should say.',
  },
  {
    id: 'unasserted-definition',
    severity: 'info',
    summary: 'A test asserts each definition.',
    explain: 'No test would fail if code did not track it any more.',
  },
] as const

type Rule = (typeof COVERAGE_RULES)[number]

type FindingRules = readonly {
  readonly id: string
  readonly severity: 'error'
  readonly summary: string
  readonly explain: string
}[]

/** The rules that findings of personal data come from, by the kinds of data. */
export const PRIVACY_RULES: FindingRules = [...PRIVACY_DETECTORS, 'canary'].map((detector) => ({
  id: `privacy-${detector}`,
  severity: 'error',
  summary: 'Tests send no personal data.',
  explain: 'What a test sent and counted holds a value that looks personal.',
}))

/** The things that findings are made of. */
export interface CoveredProject {
  readonly project: Project
  readonly report: CoverageReport
  readonly gates: JudgedGates
}

/**
 * Makes findings of personal data in tests, and of failed gates: at definitions where the gate names these, else at the configuration.
 *
 * @param everything Adds each definition that no assertion guards, and each whose assertions are weak.
 */
export function coverageFindings(
  { project, report, gates }: CoveredProject,
  { everything }: { readonly everything: boolean },
): Finding[] {
  const [gateRule, weakRule, unassertedRule] = COVERAGE_RULES
  const found = gates.failed.flatMap((gate) =>
    namesDefinitions(gate)
      ? gate.lacking.map((entry) =>
          finding(gateRule, [gate.gate, entry.id], entry, {
            message: `${printEntry(entry.id)} should be asserted (${gate.gate})`,
            remedy: gate.remedy,
          }),
        )
      : [finding(gateRule, [gate.gate, gate.message.split(',')[0]], placeOfGates(project), gate)],
  )
  found.push(...findingsInTests(report))
  if (!everything) return found
  const weak = report.entries.filter((entry) => entry.weak)
  const unasserted = report.entries.filter(({ level }) => level !== 'asserted')
  return [
    ...found,
    ...weak.map((entry) => finding(weakRule, [entry.id], placeOfTest(entry), weakness(entry))),
    ...unasserted.map((entry) =>
      finding(unassertedRule, [entry.id], entry, {
        message: `no assertion guards ${printEntry(entry.id)}${entry.level === 'none' ? '' : `, which is ${entry.level}`}`,
        remedy: 'Assert it in a test.',
      }),
    ),
  ]
}

function findingsInTests({ privacyFindings = [] }: CoverageReport): Finding[] {
  return privacyFindings.flatMap(({ test: name, file, line = 1, ...found }) =>
    findingsOfPrivacy([found], { name, file, line, column: 1 }),
  )
}

function namesDefinitions({ gate, lacking }: FailedGate): boolean {
  return lacking.length > 0 && /^coverage\.(required|newSince)/.test(gate)
}

function weakness(entry: CoveredEntry): Pick<Finding, 'message' | 'remedy'> {
  const reason = entry.tests.find(({ weak }) => weak !== undefined)?.weak
  return {
    message: `all assertions of ${printEntry(entry.id)} are weak: ${reason}`,
    remedy: 'Say what the assertion expects.',
  }
}

function placeOfTest({ tests }: CoveredEntry): Place {
  const { file = '', line = 1 } = tests.find(({ weak }) => weak !== undefined) ?? {}
  return { file, line }
}

/** Returns the line of the configuration that names the gates. */
function placeOfGates({ configFile }: Project): Place {
  if (!configFile) return { file: 'internal-events.config.ts', line: 1 }
  const before = configFile.text.slice(0, Math.max(0, configFile.text.search(/\bcoverage\b/)))
  return { file: configFile.path, line: before.split('\n').length }
}

type Place = Pick<Finding, 'file' | 'line'>

function finding(
  { id, severity }: Rule,
  identity: readonly unknown[],
  { file, line }: Place,
  { message, remedy }: Pick<Finding, 'message' | 'remedy'>,
): Finding {
  return {
    id,
    severity,
    message: printable(message, 1000),
    file: printable(file, 4096),
    line,
    column: 1,
    remedy,
    fingerprint: digest(JSON.stringify([id, ...identity])),
    fixable: false,
  }
}
