import type { CheckResult } from '../index.ts'
import type { FormatOptions } from './format-options.ts'
import { printForGithub } from './github.ts'
import { printForGitlab } from './gitlab.ts'
import { printAsJson } from './json.ts'
import { printAsJunit } from './junit.ts'
import { printAsSarif } from './sarif.ts'
import { printAsText } from './text.ts'

export type { FindingCommand } from './format-options.ts'

export type Format = 'text' | 'json' | 'github' | 'gitlab' | 'sarif' | 'junit'

/** The functions that print what a check has found, by the names of `--format`. */
export const FORMATS: Readonly<
  Record<Format, (result: CheckResult, options: FormatOptions) => string>
> = {
  text: printAsText,
  json: printAsJson,
  github: printForGithub,
  gitlab: printForGitlab,
  sarif: printAsSarif,
  junit: printAsJunit,
}
