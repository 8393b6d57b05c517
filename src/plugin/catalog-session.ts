import type { TestProject } from 'vitest/node'
import { compileForRun, type HandedCatalog } from '../definitions/index.ts'
import { provideCatalog } from './provide-catalog.ts'

/** The compiled definitions for tests in one folder, as long as Vitest runs. */
export class CatalogSession {
  readonly #folder: string
  readonly #watches: boolean
  readonly #projects: TestProject[] = []
  #handed: HandedCatalog

  constructor(folder: string, watches: boolean) {
    this.#folder = folder
    this.#watches = watches
    this.#handed = compileForRun(folder)
  }

  get handed(): HandedCatalog {
    return this.#handed
  }

  handTo(project: TestProject): void {
    this.#projects.push(project)
    provideCatalog(project, this.#handed, this.#watches)
  }

  /** Tells whether a project is one whose test files get this catalog. */
  includes(projectName: string | undefined): boolean {
    return this.#projects.some(({ name }) => name === (projectName ?? ''))
  }

  compile(): void {
    this.#handed = compileForRun(this.#folder)
    for (const project of this.#projects) provideCatalog(project, this.#handed, this.#watches)
  }
}
