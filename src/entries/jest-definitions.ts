/**
 * Reads the definitions once a run: name `internal-events-testing/jest-definitions` under
 * `globalSetup` in the configuration of Jest. Without it each test file reads them.
 *
 * @module internal-events-testing/jest-definitions
 */
import { compileForRun, setEnvironmentCatalog } from '../definitions/index.ts'

/** The part of a project's configuration that Jest hands to a global set-up. */
interface ProjectConfig {
  readonly rootDir: string
}

/**
 * Compiles the definitions, and hands them to the test files.
 *
 * @example
 * ```js
 * // jest.config.js
 * module.exports = {
 *   globalSetup: 'internal-events-testing/jest-definitions',
 *   setupFilesAfterEnv: ['internal-events-testing/jest'],
 * }
 * ```
 */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export of a global set-up
export default function jestDefinitions(_globalConfig: unknown, { rootDir }: ProjectConfig): void {
  setEnvironmentCatalog(compileForRun(rootDir))
}
