import { findFiles } from '../../definitions/index.ts'
import type { Draft } from '../draft.ts'
import type { Conventions } from './conventions.ts'

/** Tells whether the globs of a repository find a file that has been written. */
export function isFoundByGlobs({ root, globs }: Conventions, { kind, path }: Draft): boolean {
  return findFiles(root, globs[kind]).paths.includes(path)
}
