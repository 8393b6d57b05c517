import { misspeltName, printText, requireModule } from '../foundation/index.ts'
import { ALL_RULES, CHANGE_RULES, DEFINITION_RULES, SOURCE_RULES } from './all-rules.ts'
import { applyFixes, type Fixes } from './apply-fixes.ts'
import { compareWithBaseline, type IsChecked, refuseOtherFile, writeBaseline } from './baseline.ts'
import { readChangedFiles } from './changes/read-revision.ts'
import { CheckError } from './check-error.ts'
import type { Finding, Severity } from './finding.ts'
import { applyIgnores } from './ignores.ts'
import type { Project } from './project.ts'
import { type Progress, readProject } from './read-project.ts'
import { type FoundProblem, findingsOf, runRules, type Severities } from './run-rules.ts'
import { readSources } from './sources/read-sources.ts'

/** The things to check, and how. */
export interface CheckOptions {
  readonly root: string
  /** Absolute paths of files and folders; findings of others are left out. Default: all. */
  readonly paths?: readonly string[]
  /** The file of findings that are known. */
  readonly baseline?: string | undefined
  /** The file to write all findings to, as known ones. */
  readonly newBaseline?: string | undefined
  /** A revision of Git to compare with. */
  readonly against?: string | undefined
  /** Checks the tracking calls in sources, too. */
  readonly withSources?: boolean | undefined
  /** Corrects what can be corrected safely. */
  readonly fix?: boolean | undefined
  readonly progress?: Progress
}

/** All that a check has found. */
export interface CheckResult {
  readonly findings: readonly Finding[]
  readonly events: number
  readonly metrics: number
  /** The number of findings that ignores hide. */
  readonly ignored: number
  /** The number of findings that the baseline has. */
  readonly known: number
  /** The number of those in the baseline that nobody finds any more. */
  readonly gone: number
  /** The number of findings that are corrected. */
  readonly fixed: number
  /** The paths whose findings are left, since they lead out of the root. */
  readonly outside: readonly string[]
}

/**
 * Checks the definitions of a project.
 *
 * @throws {CheckError} when nothing can be checked, or the configuration names what is not there.
 * @throws {DefinitionError} `INVALID_CONFIG`.
 */
export function check(options: CheckOptions): CheckResult {
  const { baseline, newBaseline } = options
  if (newBaseline !== undefined) refuseOtherFile(newBaseline)
  const { all, isChecked, fixed, outside, ...counts } = checkAndFix(options)
  if (newBaseline !== undefined) writeBaseline(newBaseline, all, isChecked)
  const { unknown, known, gone } =
    baseline === undefined
      ? { unknown: all, known: 0, gone: 0 }
      : compareWithBaseline(baseline, all, isChecked)
  return { findings: unknown.map(publicPart), ...counts, known, gone, fixed, outside }
}

/** All that a project has, before anything is compared with what is known. */
type Checked = Pick<CheckResult, 'events' | 'metrics' | 'ignored'> & {
  readonly all: readonly FoundProblem[]
  readonly isChecked: IsChecked
}

/** The times that files are corrected: where corrections overlap, one of them waits for the next time. */
const MOST_TIMES = 10

function checkAndFix(options: CheckOptions): Checked & Fixes {
  let checked = checkOnce(options)
  let fixed = 0
  let outside: readonly string[] = []
  for (let times = 0; options.fix && times < MOST_TIMES; times++) {
    const now = applyFixes(options.root, checked.all)
    outside = now.outside
    if (now.fixed === 0) break
    fixed += now.fixed
    checked = checkOnce(options)
  }
  return { ...checked, fixed, outside }
}

function checkOnce(options: CheckOptions): Checked {
  const { root, paths = [], against, withSources = false, progress } = options
  const read = readProject(root, progress)
  const project: Project = {
    ...read,
    ...(against === undefined ? {} : { changed: readChangedFiles(read, against) }),
    ...(withSources ? { sources: readSources(root, read.config.sources) } : {}),
  }
  const isWanted = within(project, paths)
  const severities = severitiesOf(project)
  const asked = [
    ...DEFINITION_RULES,
    ...(against === undefined ? [] : CHANGE_RULES),
    ...(withSources ? SOURCE_RULES : []),
  ]
  const rules = asked.filter(({ id }) => severities.get(id) !== 'off')
  const ran = new Set(rules.map(({ id }) => id))
  const { kept, ignored } = applyIgnores(
    runRules(project, rules),
    project,
    ran,
    ALL_RULES.map(({ id }) => id),
  )
  const wanted = kept.filter(
    ({ rule, file }) => ran.has(rule.id) && isWanted(file.source ?? file.path),
  )
  const { events, metrics } = project
  const all = findingsOf(wanted, severities)
  // A rule that is no longer there will never find anything again.
  const isChecked: IsChecked = ({ id, file }) =>
    (ran.has(id) || !severities.has(id)) && isWanted(file)
  return { all, isChecked, events: events.length, metrics: metrics.length, ignored }
}

/** Returns the severity of each rule, by its own and by the configuration. */
function severitiesOf({ config, configFile }: Project): Severities {
  const severities = new Map<string, Severity | 'off'>(
    ALL_RULES.map(({ id, severity }) => [id, severity]),
  )
  const named = [
    ...Object.keys(config.rules ?? {}),
    ...(config.ignores ?? []).map((one) => one.rule),
  ]
  for (const id of named) {
    if (!severities.has(id)) throw unknownRule(id, `read ${configFile?.path}`)
  }
  for (const [id, severity] of Object.entries(config.rules ?? {})) severities.set(id, severity)
  return severities
}

/** Makes the error for the id of a rule that is not there. */
export function unknownRule(id: string, what: string): CheckError {
  const meant = misspeltName(
    id,
    ALL_RULES.map((rule) => rule.id),
  )
  return new CheckError(
    'UNKNOWN_RULE',
    `Failed to ${what}: there is no rule ${printText(id)}. ${meant === undefined ? 'internal-events check --rules lists all.' : `Did you mean ${meant}?`}`,
  )
}

/** Returns what tells whether a file is to be checked. */
function within(project: Project, paths: readonly string[]): (path: string) => boolean {
  const { root, documents, sources = [], unreadableFolders } = project
  if (documents.length + unreadableFolders.length === 0) throw nothingToCheck(project)
  if (paths.length === 0) return () => true
  const { relative } = requireModule('node:path')
  const isIn = (path: string, place: string) =>
    place === '' || path === place || path.startsWith(`${place}/`)
  const places = paths.map((path) => relative(root, path).replaceAll('\\', '/').replace(/\/$/, ''))
  const empty = places.find(
    (place) => ![...documents, ...sources].some(({ source = '' }) => isIn(source, place)),
  )
  if (empty !== undefined) {
    throw new CheckError(
      'NOTHING_TO_CHECK',
      `Failed to check ${empty}: no definition file is there. Correct the path, or name your globs in internal-events.config.`,
    )
  }
  return (path) => places.some((place) => isIn(path, place))
}

function nothingToCheck({ root, globsOf }: Project): CheckError {
  return new CheckError(
    'NOTHING_TO_CHECK',
    `Failed to check ${root}: no file matches ${[...globsOf.event, ...globsOf.metric].join(', ')}. Add definitions there, or name your globs in internal-events.config.`,
  )
}

/** The part of a finding that others get. */
function publicPart({ edits: _, source: __, ...finding }: FoundProblem): Finding {
  return finding
}
