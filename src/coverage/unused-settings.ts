import type { Project } from '../checks/index.ts'
import { obsoleteJourneys } from '../journeys/index.ts'
import { unusedExceptions } from '../privacy/index.ts'
import type { CoverageReport } from './coverage-report.ts'

/** The contracts and exceptions of a project that served no test of a whole run. */
export interface UnusedSettings {
  /** The files of contracts of journeys, relative to the root. */
  readonly contracts: readonly string[]
  /** The reasons of exceptions of the privacy settings. */
  readonly exceptions: readonly string[]
}

/** Finds the contracts and exceptions of a project that no test of a whole run needed. */
export function unusedSettings(
  { root, privacy }: Project,
  { journeys = [], privacyExceptions = [] }: CoverageReport,
): UnusedSettings {
  return {
    contracts: obsoleteJourneys(root, journeys).map(({ file }) => file),
    exceptions: privacy
      ? unusedExceptions(privacy, privacyExceptions).map(
          ({ detector, reason }) => `${detector}: ${reason}`,
        )
      : [],
  }
}
