import { ALL_RULES, type Rule, type Severity } from '../index.ts'

/** The things that a format may have to know besides the findings. */
export interface FormatOptions {
  readonly colour: boolean
  /** The lightest severity that fails the check. */
  readonly failOn: Severity
  /** The command whose findings they are. Default: `check`. */
  readonly command?: FindingCommand
}

/** A command that has findings. */
export interface FindingCommand {
  /** The name that reports have for it: `internal-events check`. */
  readonly name: string
  readonly rules: readonly Pick<Rule, 'id' | 'severity' | 'summary' | 'explain'>[]
  /** The words of reports where nothing is found. */
  readonly sound?: string
}

export const CHECK: FindingCommand = { name: 'internal-events check', rules: ALL_RULES }
