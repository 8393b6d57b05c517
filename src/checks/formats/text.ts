import { styleText } from 'node:util'
import { counted } from '../../foundation/index.ts'
import { type CheckResult, type Finding, SEVERITIES, type Severity } from '../index.ts'
import type { FormatOptions } from './format-options.ts'

const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const

/** Prints a line for each finding, its place first, and a last one that counts them. */
export function printAsText(
  result: CheckResult,
  { colour }: Pick<FormatOptions, 'colour'>,
): string {
  const { findings } = result
  const paint = (severity: Severity) =>
    colour ? styleText(COLOURS[severity], severity, { validateStream: false }) : severity
  const lines = findings.map(
    ({ file, line, column, severity, message, remedy, id }) =>
      `${file}:${line}:${column}: ${paint(severity)}: ${message}. ${remedy} [${id}]`,
  )
  return `${[...lines, summary(result)].join('\n')}\n`
}

function summary(result: CheckResult): string {
  const { findings, events, metrics, gone, fixed } = result
  const hidden = hiddenIn(result)
  const files = new Set(findings.map(({ file }) => file)).size
  const counts = SEVERITIES.map((severity) => [severity, ofSeverity(findings, severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => (severity === 'info' ? `${count} info` : counted(count, severity)))
  const fixable = findings.filter((finding) => finding.fixable).length
  return [
    findings.length === 0
      ? `${counted(events, 'event')} and ${counted(metrics, 'metric')}: no findings${hidden}`
      : `${joined(counts)} in ${counted(files, 'file')}${hidden}`,
    ...(fixed === 0 ? [] : [`${fixed} corrected`]),
    ...(fixable === 0 ? [] : [`--fix corrects ${fixable}`]),
    ...(gone === 0
      ? []
      : [`${gone} of the baseline ${gone === 1 ? 'is' : 'are'} gone: write it anew`]),
  ].join('; ')
}

function hiddenIn({ ignored, known }: CheckResult): string {
  const parts = [
    ...(ignored === 0 ? [] : [`${ignored} ignored`]),
    ...(known === 0 ? [] : [`${known} in the baseline`]),
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function ofSeverity(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length
}

function joined(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
