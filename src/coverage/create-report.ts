import { type Project, projectName } from '../checks/index.ts'
import { type EntryId, keyOf, LEVELS, type Mark, type TestEvidence } from '../fakes/index.ts'
import { coverEntry, type DefinedEntry } from './cover-entry.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoverageReport, CoveredRun, CoveringTest } from './coverage-report.ts'
import { definedEntries } from './defined-entries.ts'
import { compareTexts } from './entry-id.ts'
import { RelativePlaces } from './relative-place.ts'
import { rootInRepository } from './root-in-repository.ts'
import { toldBesides } from './told-besides.ts'

/** A test, with what it did with definitions. */
export interface TestOfRun {
  /** The names of its suites and its own, with ` > ` between them. */
  readonly name: string
  /** The file: an absolute path, or one from the root of the project. */
  readonly file: string
  /** A test that did not guards nothing. */
  readonly passed: boolean
  readonly evidence: TestEvidence
}

/** A run of tests, and the definitions that they may guard. */
export interface RunOfProject {
  readonly project: Project
  readonly run: CoveredRun
  readonly tests: readonly TestOfRun[]
}

/**
 * Makes the report of a run. What tests did with names that no definition has is left out, and the
 * names of such events are told.
 *
 * @throws {CoverageError} `NOTHING_TO_COVER` for a project without a definition that tests can guard.
 */
export function createReport({ project, run, tests }: RunOfProject): CoverageReport {
  const entries = entriesOf(project)
  const touching = new Map<string, CoveringTest[]>(entries.map(({ id }) => [keyOf(id), []]))
  const passed = tests.filter((test) => test.passed)
  const places = new RelativePlaces(project.root)
  const unknown = touch(touching, passed, places)
  const undefinedEvents = unknown.flatMap(({ kind, name }) =>
    kind === 'event' && !project.catalog.events.has(name) ? name : [],
  )
  const root = rootInRepository(project.root)
  return {
    version: 1,
    project: projectName(project.root),
    ...(root === '' ? {} : { root }),
    runs: [run],
    entries: entries.map((entry) => coverEntry(entry, touching.get(keyOf(entry.id)) ?? [])),
    undefinedEvents: [...new Set(undefinedEvents)].sort(compareTexts),
    ...toldBesides(tests, places),
  }
}

/** Gives tests to the entries that they touch. Returns what else they touch. */
function touch(
  touching: ReadonlyMap<string, CoveringTest[]>,
  tests: readonly TestOfRun[],
  places: RelativePlaces,
): EntryId[] {
  const unknown: EntryId[] = []
  for (const test of tests) {
    for (const [key, marks] of marksByEntry(test.evidence)) {
      const known = touching.get(key)
      if (known) for (const mark of highest(marks)) known.push(coveringTest(test, mark, places))
      else unknown.push(marks[0].entry)
    }
  }
  return unknown
}

/**
 * Returns what tests can guard in a project.
 *
 * @throws {CoverageError} `NOTHING_TO_COVER` where there is nothing.
 */
export function entriesOf(project: Project): DefinedEntry[] {
  const entries = definedEntries(project)
  if (entries.length > 0) return entries
  const { root, documents, globsOf } = project
  throw new CoverageError(
    'NOTHING_TO_COVER',
    `Failed to cover the definitions of ${root}: ${
      documents.length > 0
        ? 'no internal event or metric there can be used. Run internal-events check'
        : `no file matches ${[...globsOf.event, ...globsOf.metric].join(', ')}. Add definitions there, name another root, or name your globs in internal-events.config`
    }.`,
  )
}

function marksByEntry({ marks }: TestEvidence): ReadonlyMap<string, [Mark, ...Mark[]]> {
  const byEntry = new Map<string, [Mark, ...Mark[]]>()
  for (const mark of marks) {
    const key = keyOf(mark.entry)
    const known = byEntry.get(key)
    if (known) known.push(mark)
    else byEntry.set(key, [mark])
  }
  return byEntry
}

/** Leaves out what a test does with an entry besides guarding it better. */
function highest(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length === 1) return marks
  const level = LEVELS.findLast((one) => marks.some((mark) => mark.level === one))
  return marks.filter((mark) => mark.level === level)
}

function coveringTest(test: TestOfRun, mark: Mark, places: RelativePlaces): CoveringTest {
  return {
    name: test.name,
    ...places.read(mark.at ?? test.file),
    level: mark.level,
    ...(mark.weak === undefined ? {} : { weak: mark.weak }),
  }
}
