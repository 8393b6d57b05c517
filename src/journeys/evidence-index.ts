import { findFiles, readRegularText, runId } from '../definitions/index.ts'
import { isMapping, parseJson, requireModule, writeWhole } from '../foundation/index.ts'

/** The entry of one journey of a run in `index.json`, in GitLab's form. Paths are relative to its folder. */
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

/** The file beside the events of a journey with its part of the index, and the run that wrote it. */
const ENTRY_FILE = 'entry.json'

/** Writes the entry of a journey beside its events. */
export function writeEntry(folder: string, place: string, entry: EvidenceEntry): void {
  const text = JSON.stringify({ ...entry, run: runId().id })
  writeWhole(requireModule('node:path').join(folder, place, ENTRY_FILE), text)
}

/**
 * Reads the entries under a folder that workers of this run have written, in the order of their paths.
 * Entries of earlier runs are not among them: their tests may have other names now, or be gone.
 */
export function readEntries(folder: string): EvidenceEntry[] {
  const { join } = requireModule('node:path')
  const { id } = runId()
  return findFiles(folder, [`**/${ENTRY_FILE}`]).paths.flatMap((path) => {
    try {
      const entry = parseJson(readRegularText(join(folder, path)))
      if (!isEntry(entry)) return []
      const { run, ...listed } = entry as EvidenceEntry & { readonly run?: unknown }
      return run === id ? [listed] : []
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
