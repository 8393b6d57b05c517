import type { CheckResult } from '../index.ts'

/** Prints all findings and the counts as one JSON object, for other programs. */
export function printAsJson(result: CheckResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
