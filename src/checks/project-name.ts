import { readRegularText } from '../definitions/index.ts'
import { isMapping, parseJson, requireModule } from '../foundation/index.ts'

/** Returns the name of the package at the root, or that of the folder. */
export function projectName(root: string): string {
  const { basename, join } = requireModule('node:path')
  try {
    const manifest = parseJson(readRegularText(join(root, 'package.json')))
    if (isMapping(manifest) && typeof manifest['name'] === 'string') return manifest['name']
  } catch {
    // A project need not be a package.
  }
  return basename(root)
}
