import { findFiles, readRegularText } from '../definitions/index.ts'
import { isMapping, parseJson, requireModule } from '../foundation/index.ts'

/** What `index.json` says of one journey of a run: GitLab's form. Paths are relative to its folder. */
export interface EvidenceEntry {
  /** `null` where it was not as its contract says. */
  readonly journey: string | null
  readonly variant: string | null
  /** The name of the test. */
  readonly example: string
  /** The place of the test. */
  readonly location: string
  readonly events: string
  readonly payloads: string
}

/** The file beside the events of a journey with its part of the index. */
export const ENTRY_FILE = 'entry.json'

/** Reads the entries of all journeys under a folder, in the order of their paths. */
export function readEntries(folder: string): EvidenceEntry[] {
  const { join } = requireModule('node:path')
  return findFiles(folder, [`**/${ENTRY_FILE}`]).paths.flatMap((path) => {
    try {
      const entry = parseJson(readRegularText(join(folder, path)))
      return isEntry(entry) ? [entry] : []
    } catch {
      // Another worker replaces it; it writes the index after that.
      return []
    }
  })
}

/** Tells an entry of an index from other JSON. */
export function isEntry(value: unknown): value is EvidenceEntry {
  return isMapping(value) && typeof value['events'] === 'string'
}
