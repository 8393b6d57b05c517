import type { CoverageReport, CoveredEntry } from '../coverage-report.ts'
import { printEntry } from '../entry-id.ts'

/** A gate that a report does not pass. */
export interface FailedGate {
  /** Its place in the configuration: `coverage.asserted.events`. */
  readonly gate: string
  /** One sentence without its period: what is wanted, and what is there. */
  readonly message: string
  readonly remedy: string
  /** The definitions that lack what the gate wants. */
  readonly lacking: readonly CoveredEntry[]
}

/** All gates of a configuration, and those that do not hold. */
export interface JudgedGates {
  /** The number of gates. */
  readonly judged: number
  readonly failed: readonly FailedGate[]
}

/** One gate: judges a report. */
export type Gate = (report: CoverageReport) => FailedGate | undefined

/** Prints the first names of entries, and how many there are besides. */
export function printNames(entries: readonly CoveredEntry[], most = 3): string {
  const names = entries.slice(0, most).map(({ id }) => printEntry(id))
  const left = entries.length - names.length
  if (left > 0) return `${names.join(', ')} and ${left} more`
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ')
}

/** Tells whether an assertion guards an entry, by whether a weak one does. */
export function isAsserted({ level, weak }: CoveredEntry, isWeakEnough: boolean): boolean {
  return level === 'asserted' && (isWeakEnough || !weak)
}
