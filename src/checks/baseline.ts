import { isMapping, requireModule, writeWhole } from '../foundation/index.ts'
import { CheckError } from './check-error.ts'
import type { Finding } from './finding.ts'

/** The findings that a project had when it began to check. */
interface Baseline {
  readonly findings: readonly {
    readonly id: string
    readonly file: string
    readonly message: string
    readonly fingerprint: string
  }[]
}

/** Splits findings by a baseline. */
export interface Compared<Item extends Finding> {
  readonly unknown: readonly Item[]
  /** The number of findings that the baseline has. */
  readonly known: number
  /** The number of those that the baseline has and nobody finds any more. */
  readonly gone: number
}

/**
 * Takes away the findings that a baseline has. Each is compared by itself: one that is new fails
 * though another one is gone.
 *
 * @throws {CheckError} `INVALID_BASELINE`.
 */
export function compareWithBaseline<Item extends Finding>(
  file: string,
  findings: readonly Item[],
): Compared<Item> {
  const before = new Set(readBaseline(file).findings.map(({ fingerprint }) => fingerprint))
  const unknown = findings.filter(({ fingerprint }) => !before.has(fingerprint))
  const known = findings.length - unknown.length
  return { unknown, known, gone: before.size - known }
}

/**
 * Refuses a place for a baseline that another file has.
 *
 * @throws {CheckError} `INVALID_BASELINE`.
 */
export function refuseOtherFile(file: string): void {
  const found = requireModule('node:fs').statSync(file, { throwIfNoEntry: false })
  if (found && !(found.isFile() && isWrittenHere(file))) {
    const cause = 'something else is there, which it would replace'
    throw invalidBaseline('write', file, cause, 'Choose another place, or remove it.')
  }
}

/** Tells whether a file has what {@link writeBaseline} writes, and no report with more than that. */
function isWrittenHere(file: string): boolean {
  try {
    return Object.keys(readBaseline(file)).length === 1
  } catch {
    return false
  }
}

/**
 * Writes the findings of now as a baseline.
 *
 * @throws {CheckError} `INVALID_BASELINE`.
 */
export function writeBaseline(file: string, findings: readonly Finding[]): void {
  const kept = findings.map(({ id, file, message, fingerprint }) => ({
    id,
    file,
    message,
    fingerprint,
  }))
  const baseline: Baseline = { findings: kept }
  try {
    writeWhole(file, `${JSON.stringify(baseline, null, 2)}\n`)
  } catch (cause) {
    throw invalidBaseline('write', file, (cause as Error).message, 'Choose another place.', cause)
  }
}

function readBaseline(file: string): Baseline {
  const remedy = 'Make it anew with --write-baseline.'
  let content: unknown
  try {
    content = JSON.parse(requireModule('node:fs').readFileSync(file, 'utf8'))
  } catch (cause) {
    throw invalidBaseline('read', file, (cause as Error).message, remedy, cause)
  }
  const findings = isMapping(content) ? content['findings'] : undefined
  const isBaseline =
    Array.isArray(findings) &&
    findings.every((one) => isMapping(one) && typeof one['fingerprint'] === 'string')
  if (!isBaseline) throw invalidBaseline('read', file, 'it is not a baseline', remedy)
  return content as Baseline
}

function invalidBaseline(
  verb: string,
  file: string,
  cause: string,
  remedy: string,
  error?: unknown,
): CheckError {
  return new CheckError(
    'INVALID_BASELINE',
    `Failed to ${verb} the baseline ${file}: ${cause}. ${remedy}`,
    error === undefined ? {} : { cause: error },
  )
}
