import { readCacheFile } from './cache-file.ts'
import type { Catalog } from './catalog.ts'
import { readCatalog } from './catalog-text.ts'
import { compileCatalog } from './compile-catalog.ts'
import type { OnUse } from './compiled-map.ts'
import { DefinitionError, type DefinitionErrorCode } from './definition-error.ts'
import { findRoot } from './find-root.ts'
import { tellBadFiles } from './tell-bad-files.ts'

/** A catalog that was compiled once for a run, as its workers get it. */
export interface HandedCatalog {
  /** The root of the definitions. */
  readonly root: string
  /** The file with the text of the catalog; a browser gets the text itself, too. */
  readonly file?: string | undefined
  readonly text?: string | undefined
  /** The reason why there is no catalog. */
  readonly error?: { readonly code: DefinitionErrorCode; readonly message: string }
}

/**
 * Compiles the definitions for tests in a folder and tells of bad files. What keeps them from being
 * read is handed over as well, since only those tests fail for it that need definitions.
 */
export function compileForRun(folder: string): HandedCatalog {
  const root = findRoot(folder)
  try {
    const { catalog, file, text } = compileCatalog({ root })
    tellBadFiles(root, catalog)
    return { root, file, text }
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    return { root, error: { code: error.code, message: error.message } }
  }
}

/**
 * Returns the catalog that was handed over for tests in a folder; `undefined` where it is that of
 * other definitions, or its file is not there any more. `folder` is unknown in a browser; `onUse`
 * hears of the lines that are used.
 *
 * @throws {DefinitionError} the reason why there is none.
 */
export function openHandedCatalog(
  { root, file, text, error }: HandedCatalog,
  folder: string | undefined,
  onUse?: OnUse,
): Catalog | undefined {
  if (folder !== undefined && findRoot(folder) !== root) return undefined
  // Also where no line can be read: that depends on all of them.
  onUse?.('S', '')
  if (error) throw new DefinitionError(error.code, error.message)
  const content = text ?? (file === undefined ? undefined : readCacheFile(file))
  return content === undefined ? undefined : readCatalog(content, onUse)
}
