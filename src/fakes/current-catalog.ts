import {
  type Catalog,
  catalogOfRun,
  DefinitionError,
  findRoot,
  openHandedCatalog,
} from '../definitions/index.ts'
import { runsInBrowser } from '../foundation/index.ts'
import { catalogInUse } from './catalog-in-use.ts'
import { runner } from './runner.ts'

/** Returns the catalog of this run, loaded when it is first needed. */
export function currentCatalog(): Catalog {
  const holder = catalogInUse()
  holder.catalog ??= handedCatalog() ?? loadProjectCatalog(runner().testFolder())
  return holder.catalog
}

function handedCatalog(): Catalog | undefined {
  const { handedCatalog, testFolder } = runner()
  const handed = handedCatalog()
  if (!handed) return undefined
  const folder = runsInBrowser() ? undefined : (testFolder() ?? process.cwd())
  return openHandedCatalog(handed.catalog, folder, handed.onUse)
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
