import { styleText } from 'node:util'
import { capLines, counted, printable, shorten } from '../foundation/index.ts'
import { printRun } from './check-runs.ts'
import type { CoverageChanges } from './compare-reports.ts'
import { type CoverageCounts, countEntries } from './count-entries.ts'
import { countFailed } from './count-failed.ts'
import type { CoverageReport, CoveredEntry } from './coverage-report.ts'
import { printEntry } from './entry-id.ts'
import type { FailedGate, JudgedGates } from './gates/gate.ts'
import { rankByRisk } from './rank-by-risk.ts'
import type { UnusedSettings } from './unused-settings.ts'

/** The facts that a summary tells besides its report, and the terminal that it is for. */
export interface SummaryOptions {
  readonly changes?: CoverageChanges | undefined
  /** The gates, where they are judged. */
  readonly gates?: JudgedGates | undefined
  /** The settings that no test needed, where the run was a whole one. */
  readonly unused?: UnusedSettings | undefined
  /** The folder of the project, where several are reported beside one another. */
  readonly folder?: string | undefined
  /** The file of the report, there. */
  readonly file?: string | undefined
  readonly colour: boolean
  /** The columns of the terminal; lists are cut there. Default: nothing is cut. */
  readonly width?: number | undefined
}

/** Prints a report for people: totals, what is most at risk, what changed, and the gates. */
export function printSummary(report: CoverageReport, options: SummaryOptions): string {
  const { changes, gates, unused, folder, file, colour, width = Number.POSITIVE_INFINITY } = options
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const cut = (line: string) => shorten(printable(line, 4096), width)
  const sections = [
    totals(report, folder, cut),
    risks(report.entries, cut),
    weakness(report.entries, cut),
    undefinedNames(report, cut),
    ...(changes ? [differences(changes, cut, paint)] : []),
    ...(unused ? [unusedContracts(unused, cut), unusedExceptions(unused, cut)] : []),
    ...(gates ? [verdict(gates, paint)] : []),
    ...(file ? [[cut(file)]] : []),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')}`
}

type Cut = (line: string) => string
type Paint = (style: 'red' | 'green', text: string) => string

const ROWS = [
  ['events', 'event'],
  ['properties', 'property'],
  ['filter values', 'filter'],
  ['metrics', 'metric'],
] as const

function totals(report: CoverageReport, folder: string | undefined, cut: Cut): string[] {
  const { runs, entries } = report
  const failed = countFailed(report)
  const tests = runs.reduce((sum, run) => sum + run.tests, 0)
  const names = [...new Set(runs.map(printRun))].join(', ')
  const { all, kinds } = countEntries(entries)
  const rows = ROWS.filter(([, kind]) => kinds[kind].total > 0)
  return [
    `Coverage of definitions${folder ? ` in ${folder}` : ''} by ${counted(tests, 'test')}${names === '' ? '' : ` of ${names}`}${failed > 0 ? `, without ${counted(failed, 'test')} that failed` : ''}`,
    '                 total   called     seen asserted            weak',
    ...rows.map(([title, kind]) => row(title, kinds[kind])),
    ...(rows.length > 1 ? [row('all', all)] : []),
  ].map(cut)
}

function row(
  title: string,
  { total, called, seen, asserted, percent, weak }: CoverageCounts,
): string {
  const numbers = [total, called, seen, asserted].map((number) => String(number).padStart(9))
  return `${title.padEnd(13)}${numbers.join('')} ${`${percent} %`.padStart(8)}${String(weak).padStart(7)}`
}

function risks(entries: readonly CoveredEntry[], cut: Cut): string[] {
  const ranked = rankByRisk(entries)
  if (ranked.length === 0) return []
  return [
    `Most at risk of the ${ranked.length} that no assertion guards:`,
    ...capLines(ranked, printRisk).map(cut),
  ]
}

function printRisk({ id, level, metrics, file, line }: CoveredEntry): string {
  const readers =
    id.kind === 'metric' || metrics === 0
      ? ''
      : `, ${counted(metrics, 'metric')} ${metrics === 1 ? 'reads' : 'read'} it`
  return `${printEntry(id)}: ${level === 'none' ? 'not called' : `only ${level}`}${readers} (${file}:${line})`
}

function weakness(entries: readonly CoveredEntry[], cut: Cut): string[] {
  const weak = entries.filter((entry) => entry.weak)
  if (weak.length === 0) return []
  const print = ({ id, tests }: CoveredEntry) => {
    const [first] = tests.filter((test) => test.level === 'asserted')
    return `${placeOf(first)}: ${printEntry(id)}: ${first?.weak}`
  }
  return [
    `Weak assertions, of ${counted(weak.length, 'definition')} that ${weak.length === 1 ? 'has' : 'have'} no other:`,
    ...capLines(weak, print, 5).map(cut),
  ]
}

function undefinedNames({ undefinedEvents }: CoverageReport, cut: Cut): string[] {
  if (undefinedEvents.length === 0) return []
  const names = undefinedEvents.slice(0, 3).join(', ')
  const left = undefinedEvents.length - 3
  return [cut(`Tracked without a definition: ${names}${left > 0 ? ` and ${left} more` : ''}`)]
}

function unusedContracts({ contracts }: UnusedSettings, cut: Cut): string[] {
  if (contracts.length === 0) return []
  return [
    'Contracts of journeys that no test asserts:',
    ...capLines(contracts, (file) => file, 5).map(cut),
  ]
}

function unusedExceptions({ exceptions }: UnusedSettings, cut: Cut): string[] {
  if (exceptions.length === 0) return []
  return [
    'Exceptions of privacy that hide nothing:',
    ...capLines(exceptions, (text) => text, 5).map(cut),
  ]
}

function differences({ gained, lost }: CoverageChanges, cut: Cut, paint: Paint): string[] {
  if (gained.length + lost.length === 0) return []
  const print = ({ id, tests }: CoveredEntry) => {
    const was = tests.find((test) => test.level === 'asserted')
    return `${printEntry(id)}, which ${placeOf(was)} asserted`
  }
  return [
    ...(lost.length === 0
      ? []
      : [
          paint(
            'red',
            `${counted(lost.length, 'definition')} lost the only assertion since the report before:`,
          ),
          ...capLines(lost, print, 5).map(cut),
        ]),
    ...(gained.length === 0
      ? []
      : [
          paint(
            'green',
            `${counted(gained.length, 'definition')} newly asserted since the report before:`,
          ),
          ...capLines(gained, ({ id }) => printEntry(id), 5).map(cut),
        ]),
  ]
}

function placeOf(test: CoveredEntry['tests'][number] | undefined): string {
  return test?.line === undefined ? `${test?.file}` : `${test.file}:${test.line}`
}

function verdict({ judged, failed }: JudgedGates, paint: Paint): string[] {
  if (judged === 0) {
    return ['No gate is set: name some under coverage in internal-events.config.']
  }
  if (failed.length === 0) return [paint('green', `${counted(judged, 'gate')} passed.`)]
  return failed.map((gate) => printFailedGate(gate, paint))
}

/** Prints a gate that does not hold, on a line. */
export function printFailedGate(
  { gate, message, remedy }: FailedGate,
  paint: Paint = (_, text) => text,
): string {
  return `${paint('red', 'Failed')} ${printable(`${gate}: ${message}. ${remedy}`, 4096)}`
}
