import { printable } from '../foundation/index.ts'
import { digest } from './digest.ts'
import type { FileOfFinding, Finding, Severity } from './finding.ts'
import { identityOf } from './identity.ts'
import type { Found } from './ignores.ts'
import type { Project } from './project.ts'
import type { Edit, Problem, Rule } from './rule.ts'
import { lineAndColumn, placeOf } from './yaml-places.ts'

/** A finding, with what only this package needs to know of it. */
export interface FoundProblem extends Finding {
  /** The path as the file system has it. */
  readonly source: string
  readonly edits: readonly Edit[]
}

/** The severity of each rule; `off` for one that does not run. */
export type Severities = ReadonlyMap<string, Severity | 'off'>

/** More findings of one rule in one file are told together: nobody corrects them one by one. */
const MOST = 100

/** Runs rules, and returns what they find. */
export function runRules(project: Project, rules: readonly Rule[]): Found[] {
  const found: Found[] = []
  for (const rule of rules) {
    const counts = new Map<FileOfFinding, number>()
    rule.check(project, (file, problem) => {
      const count = (counts.get(file) ?? 0) + 1
      counts.set(file, count)
      if (count <= MOST) found.push({ rule, file, problem })
    })
    for (const [file, count] of counts) {
      if (count > MOST) found.push({ rule, file, problem: remaining(rule, count - MOST) })
    }
  }
  return found
}

function remaining({ id }: Rule, count: number): Problem {
  return {
    subject: 'more',
    message: `${id} has ${count} more findings in this file`,
    remedy: 'Correct the others first.',
  }
}

/** Makes findings of what rules have found, in the order of files and lines. */
export function findingsOf(found: readonly Found[], severities: Severities): FoundProblem[] {
  const identities = new Map<string, number>()
  return found
    .map((one): FoundProblem => {
      const { rule, file, problem } = one
      const identity = identityOf(one)
      const count = identities.get(identity) ?? 0
      identities.set(identity, count + 1)
      const edits = problem.fix?.() ?? []
      return {
        id: rule.id,
        severity: (severities.get(rule.id) ?? rule.severity) as Severity,
        message: printable(problem.message, 1000),
        file: printable(file.path, 4096),
        ...positionOf(file, problem),
        remedy: printable(problem.remedy, 1000),
        fingerprint: digest(`${identity} ${count}`),
        fixable: edits.length > 0,
        source: file.source ?? file.path,
        edits,
      }
    })
    .sort(byPlace)
}

function positionOf(
  file: FileOfFinding,
  { path, at, place }: Problem,
): { line: number; column: number } {
  if (typeof place === 'object') return place
  if (typeof place === 'number') return lineAndColumn(file.text, place)
  if (path === undefined || path.length === 0) return { line: 1, column: 1 }
  const { keyStart, valueStart } = placeOf(file.text, path)
  return lineAndColumn(file.text, at === 'value' ? valueStart : keyStart)
}

function byPlace(one: Finding, other: Finding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return one.line - other.line || one.column - other.column || (one.id < other.id ? -1 : 1)
}
