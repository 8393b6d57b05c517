/**
 * Reads the definitions once a run: name `internal-events-testing/jest-definitions` under
 * `globalSetup` in the configuration of Jest. Without it each test file reads them.
 */
import { compileForRun, setEnvironmentCatalog } from '../definitions/index.ts'

/** The part of a project's configuration that Jest hands to a global set-up. */
interface ProjectConfig {
  readonly rootDir: string
}

// biome-ignore lint/style/noDefaultExport: Jest calls the default export of a global set-up
export default function jestDefinitions(_globalConfig: unknown, { rootDir }: ProjectConfig): void {
  setEnvironmentCatalog(compileForRun(rootDir))
}
