/** The weight of a finding, the heaviest first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One thing that is wrong, or that somebody should know. */
export interface Finding {
  /** The rule that found it. */
  readonly id: string
  readonly severity: Severity
  readonly message: string
  /** The path, relative to the project's root. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  readonly remedy: string
  /** A text that stays the same while the finding is, wherever its line moves. No two findings share one. */
  readonly fingerprint: string
  /** True if `--fix` removes it. */
  readonly fixable: boolean
}

/** Tells whether a severity is as heavy as another one, or heavier. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least)
}

/** A file that findings point at. */
export interface FileOfFinding {
  readonly path: string
  /** The path as the file system has it, if that is another one. */
  readonly source?: string
  readonly text: string
  /** The content, if the file is a definition. */
  readonly value?: unknown
}
