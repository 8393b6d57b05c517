import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { withSlashes } from './relative-place.ts'

/**
 * Returns the way to the root of a project from that of its repository, which is the same on every
 * machine: `packages/api`. Outside of a repository it starts at the working directory. Empty where
 * they are one.
 */
export function rootInRepository(root: string): string {
  const project = realpathSync(root)
  const way = relative(repositoryOf(project) ?? realpathSync(process.cwd()), project)
  return way.startsWith('..') || isAbsolute(way) ? '' : withSlashes(way)
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const above = dirname(folder)
  return above === folder ? undefined : repositoryOf(above)
}
