/**
 * Hands the definitions to tests that run in a browser, which cannot read files: name
 * `internal-events-testing/vitest-definitions` under `globalSetup` in `vitest.config.ts`.
 */
import type { TestProject } from 'vitest/node'
import { compileForRun } from '../definitions/index.ts'
import { provideCatalog } from '../plugin/index.ts'

export function setup(project: TestProject): void {
  const provide = () => {
    provideCatalog(project, compileForRun(project.config.root), false)
  }
  provide()
  project.onTestsRerun(provide)
}
