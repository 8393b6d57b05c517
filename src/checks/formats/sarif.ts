import { VERSION } from '../../foundation/index.ts'
import type { CheckResult, Severity } from '../index.ts'
import { CHECK, type FormatOptions } from './format-options.ts'

const LEVEL: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

/** Prints a log in SARIF 2.1.0, as code scanning and editors read it. */
export function printAsSarif(
  { findings }: CheckResult,
  { command: { rules } = CHECK }: FormatOptions,
): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'internal-events',
            semanticVersion: VERSION,
            rules: rules.map(({ id, severity, summary, explain }) => ({
              id,
              shortDescription: { text: summary },
              fullDescription: { text: explain },
              defaultConfiguration: { level: LEVEL[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(
          ({ id, severity, message, remedy, file, line, column, fingerprint }) => ({
            ruleId: id,
            ruleIndex: rules.findIndex((rule) => rule.id === id),
            level: LEVEL[severity],
            message: { text: `${message}. ${remedy}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
                  region: { startLine: line, startColumn: column },
                },
              },
            ],
            partialFingerprints: { 'internalEvents/v1': fingerprint },
          }),
        ),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
