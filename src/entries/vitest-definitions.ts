/**
 * Hands the definitions to tests that run in a browser, which cannot read files: name
 * `internal-events-testing/vitest-definitions` under `globalSetup` in `vitest.config.ts`.
 *
 * @module internal-events-testing/vitest-definitions
 */
import type { TestProject } from 'vitest/node'
import { compileForRun } from '../definitions/index.ts'
import { provideCatalog } from '../plugin/index.ts'

/**
 * Compiles the definitions, and hands them to the test files; again before each rerun.
 *
 * @example
 * ```ts
 * // vitest.config.ts
 * import { defineConfig } from 'vitest/config'
 *
 * export default defineConfig({
 *   test: {
 *     globalSetup: ['internal-events-testing/vitest-definitions'],
 *     setupFiles: ['internal-events-testing/vitest'],
 *   },
 * })
 * ```
 */
export function setup(project: TestProject): void {
  const provide = () => {
    provideCatalog(project, compileForRun(project.config.root), false)
  }
  provide()
  project.onTestsRerun(provide)
}
