import { isMapping, requireModule, writeWhole } from '../foundation/index.ts'
import { CheckError } from './check-error.ts'
import type { Finding } from './finding.ts'

/** A finding as a baseline has it. */
export type KnownFinding = Pick<Finding, 'id' | 'file' | 'message' | 'fingerprint'>

/** The findings that a project had when it began to check. */
interface Baseline {
  readonly findings: readonly KnownFinding[]
}

/** Tells whether a run would find a known finding, were it still there: of other rules and files it says nothing. */
export type IsChecked = (known: KnownFinding) => boolean

/** Splits findings by a baseline. */
export interface Compared<Item extends Finding> {
  readonly unknown: readonly Item[]
  /** The number of findings that the baseline has. */
  readonly known: number
  /** The number of those that the baseline has, and that this run looked for and did not find. */
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
  isChecked: IsChecked,
): Compared<Item> {
  const before = readBaseline(file).findings
  const [then, now] = [before, findings].map(
    (some) => new Set(some.map(({ fingerprint }) => fingerprint)),
  )
  const unknown = findings.filter(({ fingerprint }) => !then?.has(fingerprint))
  const gone = before.filter((one) => isChecked(one) && !now?.has(one.fingerprint)).length
  return { unknown, known: findings.length - unknown.length, gone }
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
 * Writes the findings of now as a baseline. Those that the file has of what was not checked stay.
 *
 * @throws {CheckError} `INVALID_BASELINE`.
 */
export function writeBaseline(
  file: string,
  findings: readonly Finding[],
  isChecked: IsChecked,
): void {
  const isThere = requireModule('node:fs').existsSync(file)
  const others = isThere ? readBaseline(file).findings.filter((one) => !isChecked(one)) : []
  const known = [...findings, ...others]
    .map(({ id, file, message, fingerprint }) => ({ id, file, message, fingerprint }))
    .sort((one, other) => (one.file === other.file ? 0 : one.file < other.file ? -1 : 1))
  const baseline: Baseline = { findings: known }
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
    findings.every(
      (one) =>
        isMapping(one) &&
        ['id', 'file', 'message', 'fingerprint'].every((key) => typeof one[key] === 'string'),
    )
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
