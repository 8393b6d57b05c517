import {
  compareDefinitions,
  filesLeftOut,
  type Progress,
  type Project,
  projectName,
  readChangedFiles,
  readProject,
} from '../checks/index.ts'
import type { CoverageReport } from '../coverage/index.ts'
import { DictionaryError } from './dictionary-error.ts'
import { joinCoverage } from './join-coverage.ts'
import type { ChangesData, DictionaryData } from './page/index.ts'
import { readEntries } from './read-entries.ts'

/** The definitions to show. */
export interface DictionaryOptions {
  readonly root: string
  /** The revision of Git that changes are told since. */
  readonly against?: string | undefined
  /** The report of what tests guard. */
  readonly report?: CoverageReport | undefined
  /** The definitions, where somebody has read them already. */
  readonly project?: Project | undefined
  readonly progress?: Progress
}

/** All that a dictionary shows, and the number of files and folders that it cannot show. */
export interface Dictionary {
  readonly data: DictionaryData
  readonly leftOut: number
}

/**
 * Reads the definitions of a project for a dictionary.
 *
 * @throws {DictionaryError} `NOTHING_TO_SHOW`; {@link CheckError} `UNKNOWN_REVISION`;
 *   {@link DefinitionError} `INVALID_CONFIG`.
 */
export function readDictionary(options: DictionaryOptions): Dictionary {
  const { root, against, report, progress } = options
  const project = options.project ?? readProject(root, progress)
  const entries = readEntries(project)
  if (entries.length === 0) throw nothingToShow(project)
  const changes = against === undefined ? undefined : readChanges(project, against)
  return {
    data: {
      project: projectName(root),
      ...(report ? joinCoverage(entries, report, project.catalog) : { entries }),
      ...(changes ? { changes } : {}),
    },
    leftOut: filesLeftOut(project),
  }
}

function readChanges(project: Project, revision: string): ChangesData {
  const changed = readChangedFiles(project, revision)
  const changes = compareDefinitions(changed)
  const { id, date } = changed.commit
  return {
    revision,
    commit: id,
    date,
    changes: changes.map(({ level, file: { kind }, name, message }) => ({
      level,
      kind,
      name,
      message,
    })),
  }
}

function nothingToShow({ root, documents, globsOf }: Project): DictionaryError {
  const failed = `Failed to make a dictionary of ${root}:`
  return new DictionaryError(
    'NOTHING_TO_SHOW',
    documents.length > 0
      ? `${failed} no definition file there can be used. Run internal-events check.`
      : `${failed} no file matches ${[...globsOf.event, ...globsOf.metric].join(', ')}. Add definitions there, or name your globs in internal-events.config.`,
  )
}
