import { type CheckResult, type Finding, isAtLeast, type Severity } from '../index.ts'
import { CHECK, type FormatOptions } from './format-options.ts'

/**
 * Prints a report in JUnit's XML: a suite for each file with findings, a test for each of them, which
 * fails if the finding fails the check.
 */
export function printAsJunit(
  { findings, events, metrics }: CheckResult,
  { failOn, command: { name, sound } = CHECK }: FormatOptions,
): string {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) {
    const ofFile = files.get(finding.file)
    if (ofFile) ofFile.push(finding)
    else files.set(finding.file, [finding])
  }
  const suites = [...files].map(([file, ofFile]) =>
    suite(
      file,
      ofFile,
      ofFile.map((finding) => testCase(finding, failOn)),
      failOn,
    ),
  )
  // A report without any test counts as missing.
  const title = sound ?? `${events} events and ${metrics} metrics have no findings`
  const passed = `    <testcase classname="${name}" name="${title}"/>\n`
  const all = suites.length === 0 ? suite(name, [], [passed], failOn) : suites.join('')
  const counts = `tests="${Math.max(findings.length, 1)}" failures="${failures(findings, failOn)}" errors="0"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts}>\n${all}</testsuites>\n`
}

function suite(
  name: string,
  findings: readonly Finding[],
  cases: readonly string[],
  failOn: Severity,
): string {
  const counts = `tests="${cases.length}" failures="${failures(findings, failOn)}" errors="0"`
  return `  <testsuite name="${escaped(name)}" ${counts}>\n${cases.join('')}  </testsuite>\n`
}

function failures(findings: readonly Finding[], failOn: Severity): number {
  return findings.filter(({ severity }) => isAtLeast(severity, failOn)).length
}

function testCase(finding: Finding, failOn: Severity): string {
  const { file, line, column, id, severity, message, remedy } = finding
  const text = escaped(`${file}:${line}:${column}: ${message}. ${remedy}`)
  const content = isAtLeast(severity, failOn)
    ? `<failure type="${severity}" message="${escaped(message)}">${text}</failure>`
    : `<system-out>${severity}: ${text}</system-out>`
  return `    <testcase classname="${escaped(file)}" name="${escaped(`${id} at ${line}:${column}`)}">\n      ${content}\n    </testcase>\n`
}

/** Escapes a text; messages have no control characters, which XML cannot hold. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(
      /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g,
      '\uFFFD',
    )
}
