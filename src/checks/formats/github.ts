import type { CheckResult, Severity } from '../index.ts'

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** Prints workflow commands, which GitHub Actions shows beside the lines of a pull request. */
export function printForGithub({ findings }: CheckResult): string {
  return findings
    .map(({ severity, file, line, column, id, message, remedy }) => {
      const properties = `file=${property(file)},line=${line},col=${column},title=${property(id)}`
      return `::${COMMANDS[severity]} ${properties}::${escaped(`${message}. ${remedy}`)}\n`
    })
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
