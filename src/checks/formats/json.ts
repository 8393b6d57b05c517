import type { CheckResult } from '../index.ts'
import { publicPart } from '../index.ts'

/** Prints all findings and the counts as one JSON object, for other programs. */
export function printAsJson({ findings, ...counts }: CheckResult): string {
  return `${JSON.stringify({ findings: findings.map(publicPart), ...counts }, null, 2)}\n`
}
