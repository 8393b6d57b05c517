import type { PrivacyFinding } from '../fakes/index.ts'
import { digest } from './digest.ts'
import type { Finding } from './finding.ts'

/** The place where something was found: the call that tracked, or its test. */
export interface PlaceOfTest {
  /** The name of the test. */
  readonly name: string
  /** The path of the file, relative to the project's root. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** Returns the personal data that a test has sent as findings, for reports such as code quality. */
export function findingsOfPrivacy(
  found: readonly PrivacyFinding[],
  { name, file, line, column }: PlaceOfTest,
): Finding[] {
  const known = new Map<string, Finding>()
  for (const { detector, event, field, kind, masked } of found) {
    const fingerprint = digest(JSON.stringify([detector, file, name, event, field]))
    known.set(fingerprint, {
      id: `privacy-${detector}`,
      severity: 'error',
      message: `${event} ${field} holds ${kind}, ${masked}, in the test ${JSON.stringify(name)}`,
      file,
      line,
      column,
      remedy: remedyFor(detector),
      fingerprint,
      fixable: false,
    })
  }
  return [...known.values()]
}

/** A canary must not come out, whatever the configuration says. */
function remedyFor(detector: PrivacyFinding['detector']): string {
  return detector === 'canary'
    ? 'Leave the value out where it is tracked.'
    : 'Leave the value out, or name it in privacy.exceptions of internal-events.config.'
}
