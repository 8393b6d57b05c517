import type { TestProject } from 'vitest/node'
import type { HandedCatalog } from '../definitions/index.ts'

/** The catalog that the set-up file finds under `internalEventsCatalog`. */
export interface ProvidedCatalog extends HandedCatalog {
  /** True where somebody waits to hear what a test file uses. */
  readonly watches: boolean
}

/** Hands a catalog to the test files of a project; only those in a browser need its text. */
export function provideCatalog(
  project: TestProject,
  { text, ...rest }: HandedCatalog,
  watches: boolean,
): void {
  const provided: ProvidedCatalog = project.config.browser.enabled
    ? { ...rest, text, watches }
    : { ...rest, watches }
  project.provide('internalEventsCatalog' as never, provided as never)
}
