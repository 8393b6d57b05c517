import { findFiles } from '../definitions/index.ts'
import { misspeltName, printText } from '../foundation/index.ts'
import type { FileOfFinding } from './finding.ts'
import type { Project } from './project.ts'
import type { Problem, Rule } from './rule.ts'
import { scalarRanges } from './scalar-ranges.ts'

/** A problem with the rule and the file that it belongs to. */
export interface Found {
  readonly rule: Rule
  readonly file: FileOfFinding
  readonly problem: Problem
}

/** One ignore, wherever it stands. */
interface Ignore {
  readonly rule: string
  readonly reason: string
  /** The file and the place at which it stands. */
  readonly file: FileOfFinding
  readonly place: number
  matches(path: string): boolean
}

const COMMENT = /(?<!\S)#[ \t]*check-ignore[ \t]+([\w-]+)[ \t]*:?[ \t]*(.*)$/gm

export const unusedIgnore: Rule = {
  id: 'unused-ignore',
  severity: 'warning',
  summary: 'Each ignore hides a finding.',
  explain:
    'What an ignore hid is corrected, or its rule or its files are misspelt. It would hide the next finding that nobody knows of. Only ignores of rules that run are looked at.',
  // Found when all other rules have run.
  check() {},
}

export const unexplainedIgnore: Rule = {
  id: 'unexplained-ignore',
  severity: 'error',
  summary: 'Each ignore says why.',
  explain:
    'Whoever reads the file later has to know whether the reason still holds. An ignore without one hides nothing.',
  example: {
    wrong: '# check-ignore file-name',
    right: '# check-ignore file-name: the mobile apps know the old name',
  },
  check() {},
}

/** Splits what rules have found: what remains, with what is wrong with ignores, and how many are hidden. */
export function applyIgnores(
  found: readonly Found[],
  project: Project,
  ran: ReadonlySet<string>,
  all: readonly string[],
): { kept: Found[]; ignored: number } {
  const ignores = [...ofConfiguration(project), ...ofComments(project)]
  const explained = ignores.filter(({ reason }) => reason !== '')
  const used = new Set<Ignore>()
  const kept = found.filter(({ rule, file }) => {
    const hiding = explained.filter((one) => one.rule === rule.id && one.matches(file.path))
    for (const one of hiding) used.add(one)
    return hiding.length === 0
  })
  const ignored = found.length - kept.length
  for (const one of ignores) {
    const { rule, reason, file, place } = one
    if (used.has(one)) continue
    if (!all.includes(rule)) {
      kept.push({
        rule: unusedIgnore,
        file,
        problem: { place, subject: rule, ...noRule(rule, all) },
      })
    } else if (reason === '') {
      const message = `the ignore of ${rule} does not say why, so it hides nothing`
      const remedy = 'Write the reason after a colon.'
      kept.push({
        rule: unexplainedIgnore,
        file,
        problem: { place, subject: rule, message, remedy },
      })
    } else if (ran.has(rule)) {
      const message = `the ignore of ${rule} hides no finding`
      kept.push({
        rule: unusedIgnore,
        file,
        problem: { place, subject: rule, message, remedy: 'Remove it.' },
      })
    }
  }
  return { kept, ignored }
}

function noRule(id: string, all: readonly string[]): Pick<Problem, 'message' | 'remedy'> {
  const meant = misspeltName(id, all)
  const remedy = meant === undefined ? 'Correct or remove it.' : `Did you mean ${meant}?`
  return { message: `there is no rule ${printText(id)} to ignore`, remedy }
}

function ofConfiguration({ root, config, configFile }: Project): Ignore[] {
  return (config.ignores ?? []).map(({ rule, files, reason }) => ({
    rule,
    reason,
    file: configFile ?? { path: 'internal-events.config', text: '' },
    place: Math.max(configFile?.text.indexOf(reason) ?? 0, 0),
    matches: files === undefined ? () => true : matcher(root, files),
  }))
}

function ofComments({ documents }: Project): Ignore[] {
  return documents.flatMap((file) => {
    // A comment is rare, and an expression over all files is not free.
    if (!file.text.includes('check-ignore')) return []
    // Within a text it is no comment, and of what cannot be parsed nobody knows which it is.
    const texts = scalarRanges(file.text) ?? [{ start: 0, end: file.text.length }]
    return [...file.text.matchAll(COMMENT)]
      .filter(({ index }) => !texts.some(({ start, end }) => start <= index && index < end))
      .map(({ index, 1: rule = '', 2: reason = '' }) => ({
        rule,
        reason: reason.trim(),
        file,
        place: index,
        matches: (path: string) => path === file.path,
      }))
  })
}

function matcher(root: string, glob: string): (path: string) => boolean {
  const paths = new Set(findFiles(root, glob).paths)
  return (path) => paths.has(path)
}
