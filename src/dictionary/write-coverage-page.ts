import type { Project } from '../checks/index.ts'
import type { CoverageReport } from '../coverage/index.ts'
import { readDictionary } from './read-dictionary.ts'
import { writeDictionary } from './write-dictionary.ts'

/** A report to show, with the definitions that it is about. */
export interface CoveragePage {
  readonly root: string
  readonly report: CoverageReport
  /** The path of the page. */
  readonly file: string
  /** The definitions, where somebody has read them already. */
  readonly project?: Project | undefined
}

/**
 * Writes the dictionary of a project as a page of its coverage, on which it opens. Resolves with
 * false for a page that is as it should be already.
 *
 * @throws {DictionaryError} `NOTHING_TO_SHOW`, `FOREIGN_PAGE`, `PAGE_NOT_WRITTEN`.
 */
export async function writeCoveragePage(page: CoveragePage): Promise<boolean> {
  const { data } = readDictionary(page)
  return writeDictionary({ ...data, opensOn: 'coverage' }, page.file)
}
