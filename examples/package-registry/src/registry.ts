import type { InternalEventsApi, Project } from 'internal-events-testing'

export interface User {
  id: number
  name: string
}

export interface Package {
  type: 'npm' | 'maven'
  name: string
  kilobytes: number
}

/** A small package registry; every use of it is tracked. */
export class PackageRegistry {
  readonly #packages = new Map<string, Package>()
  readonly #tracking: Pick<InternalEventsApi, 'trackInternalEvent' | 'withBatchedRedisWrites'>

  constructor(tracking: Pick<InternalEventsApi, 'trackInternalEvent' | 'withBatchedRedisWrites'>) {
    this.#tracking = tracking
  }

  get size(): number {
    return this.#packages.size
  }

  push(user: User, project: Project, pushed: Package): void {
    this.#packages.set(pushed.name, pushed)
    this.#tracking.trackInternalEvent('push_package', {
      user,
      project,
      category: 'PackageRegistry',
      additionalProperties: { label: pushed.type, property: 'user', value: pushed.kilobytes },
    })
  }

  async pull(project: Project, name: string, user?: User): Promise<Package> {
    const found = this.#packages.get(name)
    if (!found) throw new Error(`There is no package ${name}.`)
    await Promise.resolve()
    this.#tracking.trackInternalEvent('pull_package', {
      user,
      project,
      category: 'PackageRegistry',
      additionalProperties: { label: found.type, property: user ? 'user' : 'guest' },
    })
    return found
  }

  /** Pushes many packages with one write for each total. */
  import(user: User, project: Project, packages: readonly Package[]): void {
    this.#tracking.withBatchedRedisWrites(() => {
      for (const imported of packages) this.push(user, project, imported)
    })
  }

  delete(user: User, project: Project, name: string): boolean {
    const found = this.#packages.get(name)
    if (!found) return false
    this.#packages.delete(name)
    this.#tracking.trackInternalEvent('delete_package', {
      user,
      project,
      additionalProperties: { label: found.type },
    })
    return true
  }
}
