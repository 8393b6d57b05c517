import type { CheckResult, Severity } from '../index.ts'

const SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  info: 'info',
}

/** Prints a report for GitLab's code quality widget (`artifacts: reports: codequality`). */
export function printForGitlab({ findings }: CheckResult): string {
  const issues = findings.map(({ id, severity, message, remedy, file, line, fingerprint }) => ({
    description: `${message}. ${remedy}`,
    check_name: id,
    fingerprint,
    severity: SEVERITY[severity],
    location: { path: file, lines: { begin: line } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
