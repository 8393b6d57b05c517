import { findRoot } from '../definitions/index.ts'
import { currentCatalog, runner } from '../fakes/index.ts'
import { printText, requireModule, runsInBrowser } from '../foundation/index.ts'
import { JourneyError } from './journey-error.ts'

/** The folder of GitLab's contracts, which Ruby reads too. */
export const GITLAB_FOLDER = 'spec/fixtures/snowplow_tracking_journeys'

const OWN_FOLDER = 'tracking-journeys'

/** The path of a file that any system can have, and that stays in its folder. */
const NAME =
  /^[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}_ .-]*(?:\/[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}_ .-]*)*$/u

/** The place of a contract. */
export interface ContractPlace {
  readonly name: string
  /** The absolute path. */
  readonly path: string
  /** The path, relative to the root. */
  readonly file: string
  /** The folder of all contracts, relative to the root. */
  readonly folder: string
}

/** Returns the root of the project that the running test belongs to. */
export function journeysRoot(): string {
  if (runsInBrowser()) {
    throw new JourneyError(
      'INVALID_JOURNEY',
      'Failed to find the contracts of journeys: a browser cannot read files. Assert the journey in a test of Playwright, or in one that runs in Node.js.',
    )
  }
  return findRoot(runner().testFolder() ?? process.cwd())
}

/** Returns the folder of the contracts under a root, relative to it. */
export function contractFolder(root: string, configured: string | undefined): string {
  if (configured !== undefined) return configured
  const { existsSync } = requireModule('node:fs')
  const { join } = requireModule('node:path')
  return existsSync(join(root, GITLAB_FOLDER)) ? GITLAB_FOLDER : OWN_FOLDER
}

/**
 * Returns the place of the contract with this name: `checkout`, or `group/checkout` in a folder.
 *
 * @throws {JourneyError} `INVALID_JOURNEY` for a name that no such file has.
 */
export function contractPlace(name: string): ContractPlace {
  if (!NAME.test(name) || /\.ya?ml$/.test(name)) {
    throw new JourneyError(
      'INVALID_JOURNEY',
      `Failed to find journey ${printText(name)}: no contract can have this name. Write the path of its file in the folder of contracts, without .yml: letters, digits, "_", "-", "." and spaces, parted by "/".`,
    )
  }
  const root = journeysRoot()
  const folder = contractFolder(root, currentCatalog().journeys.folder)
  const { join, relative, resolve } = requireModule('node:path')
  const path = resolve(root, folder, `${name}.yml`)
  const file = relative(root, path).replaceAll('\\', '/')
  return { name, path, folder, file: file.startsWith('..') ? join(folder, `${name}.yml`) : file }
}
