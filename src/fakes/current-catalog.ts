import { type Catalog, catalogOfRun, DefinitionError, findRoot } from '../definitions/index.ts'
import { runsInBrowser, shared } from '../foundation/index.ts'
import { runner } from './runner.ts'

const loaded = () => shared('catalog', () => ({ catalog: undefined as Catalog | undefined }))

/** Returns the catalog of this run, loaded when it is first needed. */
export function currentCatalog(): Catalog {
  const holder = loaded()
  holder.catalog ??= runner().providedCatalog() ?? loadProjectCatalog(runner().testFolder())
  return holder.catalog
}

/** Sets the catalog. After `undefined` it is loaded anew, since definitions may have changed. */
export function setCatalog(catalog: Catalog | undefined): void {
  loaded().catalog = catalog
}

function loadProjectCatalog(testFolder: string | undefined): Catalog {
  if (runsInBrowser()) {
    throw new DefinitionError(
      'NO_DEFINITIONS',
      "Failed to load the catalog: a browser cannot read definition files. Add globalSetup: ['internal-events-testing/vitest-definitions'] to vitest.config.ts, which hands them over.",
    )
  }
  return catalogOfRun(findRoot(testFolder ?? process.cwd()))
}
