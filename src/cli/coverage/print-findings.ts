import { posix } from 'node:path'
import { type FindingCommand, FORMATS, type Format } from '../../checks/formats/index.ts'
import {
  COVERAGE_RULES,
  type CoveredProject,
  coverageFindings,
  PRIVACY_RULES,
  rootInRepository,
} from '../../coverage/index.ts'

const COMMAND: FindingCommand = {
  name: 'internal-events coverage',
  rules: [...COVERAGE_RULES, ...PRIVACY_RULES],
  sound: 'all gates of coverage hold',
}

/** The formats that compare findings with those of the target branch, so that all may be there. */
const COMPARING: ReadonlySet<Format> = new Set<Format>(['gitlab', 'sarif'])

/**
 * Prints failed gates as other programs read them, with all that is not asserted where they compare it,
 * and with paths from the root of the repository.
 */
export function printFindings(covered: CoveredProject, format: Format): string {
  const { root, events, metrics } = covered.project
  const findings = coverageFindings(covered, { everything: COMPARING.has(format) })
  const none = { ignored: 0, known: 0, gone: 0, fixed: 0, outside: [] }
  const counts = { events: events.length, metrics: metrics.length, ...none }
  const way = rootInRepository(root)
  const shown = findings.map((one) => ({ ...one, file: posix.join(way, one.file) }))
  const options = { colour: false, failOn: 'error', command: COMMAND } as const
  return FORMATS[format]({ findings: shown, ...counts }, options)
}
