import { resolve } from 'node:path'
import { FORMATS, type Format } from '../checks/formats/index.ts'
import {
  ALL_RULES,
  type CheckResult,
  check,
  isAtLeast,
  type Rule,
  SEVERITIES,
  type Severity,
  unknownRule,
} from '../checks/index.ts'
import { findRoot } from '../definitions/index.ts'
import { counted, hasColour } from '../foundation/index.ts'
import { fromHere } from './from-here.ts'
import { oneOf } from './one-of.ts'
import { ProgressBar } from './progress-bar.ts'
import { readArguments } from './read-arguments.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

const OPTIONS = {
  root: { type: 'string' },
  format: { type: 'string' },
  json: { type: 'boolean' },
  'fail-on': { type: 'string' },
  rules: { type: 'boolean' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  against: { type: 'string' },
  sources: { type: 'boolean' },
  fix: { type: 'boolean' },
} as const

/**
 * Checks definitions, and prints what is found. Returns 0 without findings at or over the severity
 * that fails, 1 with one, and 2 if a file cannot be read.
 */
export function runCheck(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = readArguments('check', args, OPTIONS)
  const format = formatOf(values)
  const failOn = oneOf('check', 'fail-on', values['fail-on'] ?? 'error', SEVERITIES)
  if (values.rules) return listRules(terminal)
  const [first, ...ids] = positionals
  if (first === 'explain') return explain(ids, terminal)
  const bar = new ProgressBar(terminal)
  const root = resolve(values.root ?? findRoot(process.cwd()))
  const found = check({
    root,
    paths: positionals.map((path) => resolve(path)),
    baseline: values.baseline,
    newBaseline: values['write-baseline'],
    against: values.against,
    withSources: values.sources,
    fix: values.fix,
    progress: (done, total) => bar.show(done, total),
  })
  bar.clear()
  const here = (file: string) => fromHere(root, file)
  const result = {
    ...found,
    findings: found.findings.map((one) => ({ ...one, file: here(one.file) })),
    outside: found.outside.map(here),
  }
  for (const file of result.outside) {
    terminal.error(
      `${file} leads out of the root, so --fix leaves it as it is. Correct it there.\n`,
    )
  }
  const { 'write-baseline': baseline } = values
  if (baseline !== undefined && format === 'text') {
    // All that is known from now on need not be read now.
    terminal.out(`${baseline}: ${counted(result.findings.length + result.known, 'finding')}\n`)
    return 0
  }
  terminal.out(FORMATS[format](result, { colour: hasColour(terminal.isInteractive), failOn }))
  return baseline === undefined ? exitCode(result, failOn) : 0
}

/** Returns the format by its name, or by the option that other commands have for one of them. */
function formatOf({ format, json }: { format?: string; json?: boolean }): Format {
  const name = format ?? (json ? 'json' : 'text')
  if (json && name !== 'json') {
    throw usageError('check', `--json and --format ${name} exclude each other`, 'Leave one out.')
  }
  return oneOf('check', 'format', name, Object.keys(FORMATS) as Format[])
}

function exitCode({ findings }: CheckResult, failOn: Severity): number {
  if (findings.some(({ id }) => id === 'unreadable-file')) return 2
  return findings.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0
}

function listRules(terminal: Terminal): number {
  const width = Math.max(...ALL_RULES.map(({ id }) => id.length))
  for (const { id, severity, summary } of ALL_RULES) {
    terminal.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`)
  }
  return 0
}

function explain(ids: readonly string[], terminal: Terminal): number {
  if (ids.length === 0) {
    throw usageError(
      'check explain',
      'it does not say which rule',
      'Name one of those that internal-events check --rules lists. A folder of this name is ./explain.',
    )
  }
  const rules = ids.map((id) => {
    const rule = ALL_RULES.find((one) => one.id === id)
    if (!rule) throw unknownRule(id, `explain ${id}`)
    return rule
  })
  terminal.out(rules.map(printRule).join('\n'))
  return 0
}

function printRule({ id, severity, summary, explain, example, fixable }: Rule): string {
  const indented = (text: string) => text.replace(/^/gm, '  ')
  const parts = [
    `${id} (${severity}${fixable ? ', --fix corrects it where that is safe' : ''})`,
    summary,
    explain,
    ...(example
      ? [`Wrong:\n${indented(example.wrong)}`, `Right:\n${indented(example.right)}`]
      : []),
  ]
  return `${parts.join('\n\n')}\n`
}
