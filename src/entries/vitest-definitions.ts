/**
 * Hands the definitions to tests that run in a browser, which cannot read files: name
 * `internal-events-testing/vitest-definitions` under `globalSetup` in `vitest.config.ts`.
 */
import type { TestProject } from 'vitest/node'
import { findRoot, loadCatalog, writeCatalog } from '../definitions/index.ts'

export function setup(project: TestProject): void {
  const provide = () => {
    const catalog = loadCatalog({ root: findRoot(project.config.root) })
    project.provide('internalEventsCatalog' as never, writeCatalog(catalog) as never)
  }
  provide()
  project.onTestsRerun(provide)
}
