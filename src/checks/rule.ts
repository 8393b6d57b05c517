import type { DefinitionDocument } from './document.ts'
import type { FileOfFinding, Severity } from './finding.ts'
import type { Project } from './project.ts'
import type { YamlPath } from './yaml-places.ts'

/** One replacement in the text of a file, in UTF-16 code units. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A fault as a rule tells it. */
export interface Problem {
  readonly message: string
  readonly remedy: string
  /** The value that the fault is about; the whole file without one. */
  readonly path?: YamlPath
  /** Points at the value, or at its key. Default: the key. */
  readonly at?: 'key' | 'value'
  /** A place that no path leads to. */
  readonly place?: number | { readonly line: number; readonly column: number }
  /** Text that tells this problem from others of the rule in the file. Default: the path, or the message without one. */
  readonly subject?: string
  /** Edits that remove the fault, and change nothing else that anybody reads. */
  readonly fix?: () => readonly Edit[]
}

export type Report = (file: FileOfFinding, problem: Problem) => void

/** One thing to check. */
export interface Rule {
  readonly id: string
  readonly severity: Severity
  /** The claim in one line. */
  readonly summary: string
  /** The reason, and what to do, for `explain`. */
  readonly explain: string
  /** A file that the rule complains of, and the same one without the fault. */
  readonly example?: { readonly wrong: string; readonly right: string }
  /** True if `--fix` can remove some of the faults. */
  readonly fixable?: true
  check(project: Project, report: Report): void
}

/**
 * Makes a rule that looks at one file at a time, among those that it may have something to say of:
 * all of thousands of files for each of dozens of rules would take as long as reading them.
 */
export function fileRule({
  among,
  check,
  ...rule
}: Omit<Rule, 'check'> & {
  among(project: Project): readonly DefinitionDocument[]
  check(document: DefinitionDocument, report: Report, project: Project): void
}): Rule {
  return {
    ...rule,
    check(project, report) {
      for (const document of among(project)) check(document, report, project)
    },
  }
}
