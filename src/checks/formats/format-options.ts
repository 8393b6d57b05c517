import type { Severity } from '../index.ts'

/** The things that a format may have to know besides the findings. */
export interface FormatOptions {
  readonly colour: boolean
  /** The lightest severity that fails the check. */
  readonly failOn: Severity
}
