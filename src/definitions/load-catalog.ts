import type { Catalog } from './catalog.ts'
import { type CatalogSource, compileCatalog } from './compile-catalog.ts'
import { tellLoadedCatalog } from './used-lines.ts'

/**
 * Loads every definition under a root. Settings that are left out come from
 * `internal-events.config.*` there, else from the defaults. A file with a fault does not stop the
 * others: `faults` of the catalog has it, and what it defines cannot be used.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`, and `NO_DEFINITIONS` when the globs match no event
 *   definition and `undefinedEvents` allows none without.
 *
 * @example
 * ```ts
 * import { loadCatalog } from 'internal-events-testing'
 *
 * const catalog = loadCatalog({ root: 'examples/package-registry' })
 * console.log(catalog.faults) // []
 * ```
 */
export function loadCatalog({ root = process.cwd(), ...settings }: CatalogSource = {}): Catalog {
  tellLoadedCatalog()
  return compileCatalog({ root, ...settings }).catalog
}
