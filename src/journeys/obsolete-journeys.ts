import { findConfigFile, readConfig } from '../definitions/index.ts'
import { requireModule } from '../foundation/index.ts'
import { contractFolder } from './contract-place.ts'
import { contractNames } from './open-contract.ts'

/** A contract that no test has asserted. */
export interface ObsoleteJourney {
  readonly name: string
  /** The path, relative to the root. */
  readonly file: string
}

/**
 * Returns the contracts under a root that are not among the used ones. Use it after a whole run, in the
 * process that started it, since it reads the configuration.
 *
 * @throws {DefinitionError} `INVALID_CONFIG`.
 */
export function obsoleteJourneys(root: string, used: Iterable<string>): ObsoleteJourney[] {
  const config = findConfigFile(root)
  const folder = contractFolder(root, config && readConfig(config).journeys?.folder)
  const known = new Set(used)
  const { join, resolve } = requireModule('node:path')
  return contractNames(resolve(root, folder))
    .filter((name) => !known.has(name))
    .map((name) => ({ name, file: join(folder, `${name}.yml`).replaceAll('\\', '/') }))
}
