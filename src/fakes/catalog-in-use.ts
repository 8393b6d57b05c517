import type { Catalog } from '../definitions/index.ts'
import { shared } from '../foundation/index.ts'

/** Holds the catalog of the file whose tests run, from its first use on. */
export function catalogInUse(): { catalog: Catalog | undefined } {
  return shared('catalog', () => ({ catalog: undefined as Catalog | undefined }))
}

/** Sets the catalog. After `undefined` it is loaded anew, since definitions may have changed. */
export function setCatalog(catalog: Catalog | undefined): void {
  catalogInUse().catalog = catalog
}
