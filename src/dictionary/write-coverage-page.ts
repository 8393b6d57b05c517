import type { CoverageReport } from '../coverage/index.ts'
import { readDictionary } from './read-dictionary.ts'
import { writeDictionary } from './write-dictionary.ts'

/** The page to write. */
export interface CoveragePage {
  readonly root: string
  readonly report: CoverageReport
  readonly file: string
}

/** Writes the page of a report. */
export async function writeCoveragePage({ root, file }: CoveragePage): Promise<void> {
  await writeDictionary(readDictionary({ root }).data, file)
}
