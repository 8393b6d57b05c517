import type { PrivacyFinding } from '../../fakes/index.ts'
import { capLines, counted } from '../../foundation/index.ts'

const SHOWN = 10

/** Prints findings, a line each, behind a sentence that counts them. */
export function printFindings(
  findings: readonly PrivacyFinding[],
  highlight: (text: string) => string = (text) => text,
): string {
  return capLines(findings, (finding) => highlight(printFinding(finding)), SHOWN).join('\n')
}

/** Returns what to do about findings. */
export function remedyFor(findings: readonly PrivacyFinding[]): string {
  return findings.every(({ detector }) => detector === 'canary')
    ? 'Leave the value out where it is tracked.'
    : 'Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config.'
}

/** Prints how many values were found: `1 value`. */
export function countFindings(findings: readonly PrivacyFinding[]): string {
  return counted(findings.length, 'value')
}

function printFinding({ event, field, kind, masked, detector }: PrivacyFinding): string {
  const name = detector === 'canary' ? '' : ` [${detector}]`
  return `${event} ${field}: ${kind}, ${masked}${name}`
}
