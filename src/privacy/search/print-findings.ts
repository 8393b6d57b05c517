import type { PrivacyFinding } from '../../fakes/index.ts'
import { capLines, counted, placeInFrame } from '../../foundation/index.ts'

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

function printFinding(finding: PrivacyFinding): string {
  const { event, field, kind, masked, detector, frames = [] } = finding
  const name = detector === 'canary' ? '' : ` [${detector}]`
  const [place] = frames.flatMap((frame) => printPlace(frame) ?? [])
  const tracked = place === undefined ? '' : `, tracked at ${place}`
  return `${event} ${field}: ${kind}, ${masked}${name}${tracked}`
}

/** Prints file and line of a frame, from the folder of the run on. A browser tells lines of compiled code alone. */
function printPlace(frame: string): string | undefined {
  const [, file, line] = /^(.+):(\d+):\d+$/.exec(placeInFrame(frame) ?? '') ?? []
  if (file === undefined || /^https?:/.test(file)) return undefined
  const path = file.startsWith('file:') ? decodeURIComponent(new URL(file).pathname) : file
  const folder = `${process.cwd()}/`
  return `${path.startsWith(folder) ? path.slice(folder.length) : path}:${line}`
}
