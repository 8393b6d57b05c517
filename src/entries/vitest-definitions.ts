/**
 * Hands the definitions to tests that run in a browser, which cannot read files: name
 * `internal-events-testing/vitest-definitions` under `globalSetup` in `vitest.config.ts`.
 */
import type { TestProject } from 'vitest/node'
import { findRoot, loadCatalog, tellBadFiles, writeCatalog } from '../definitions/index.ts'

export function setup(project: TestProject): void {
  const provide = () => {
    const root = findRoot(project.config.root)
    const catalog = loadCatalog({ root })
    tellBadFiles(root, catalog)
    project.provide('internalEventsCatalog' as never, writeCatalog(catalog) as never)
  }
  provide()
  project.onTestsRerun(provide)
}
