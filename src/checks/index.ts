export { ALL_RULES } from './all-rules.ts'
export { type CheckResult, check, unknownRule } from './check.ts'
export { type Finding, isAtLeast, SEVERITIES, type Severity } from './finding.ts'
export type { Rule } from './rule.ts'
