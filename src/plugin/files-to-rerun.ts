import { type CatalogUse, changedLines, type HandedCatalog } from '../definitions/index.ts'

/** A test file as Vitest knows it after it has run. */
export interface RanFile {
  readonly filepath: string
  readonly meta: { readonly internalEvents?: CatalogUse }
  readonly result?: { readonly state: string } | undefined
}

/**
 * Returns the test files whose verdicts may be others with the catalog as it is now: those that used a
 * line which has changed since, and those that failed before they could tell what they use.
 * `textOf` returns the text of an earlier catalog, where it is still there.
 */
export function filesToRerun(
  files: readonly RanFile[],
  { file, text }: HandedCatalog,
  textOf: (catalog: string) => string | undefined,
): string[] {
  const changes = new Map<string, ReadonlySet<string> | undefined>()
  const changesSince = (catalog: string): ReadonlySet<string> | undefined => {
    if (changes.has(catalog)) return changes.get(catalog)
    const before = textOf(catalog)
    const changed =
      before === undefined || text === undefined ? undefined : changedLines(before, text)
    changes.set(catalog, changed)
    return changed
  }
  return files
    .filter(({ meta: { internalEvents: use }, result }) => {
      if (!use) return result?.state === 'fail'
      if (use.used.length === 0 || (use.catalog !== undefined && use.catalog === file)) return false
      const changed = use.catalog === undefined ? undefined : changesSince(use.catalog)
      return changed === undefined || use.used.some((key) => changed.has(key))
    })
    .map(({ filepath }) => filepath)
}
