import { type Stats, unwatchFile, watchFile } from 'node:fs'

/** The time between two looks for a path, in milliseconds. */
const LOOKS_EVERY = 300

/**
 * Looks for paths that are not there yet. Watchers of a file system hear of what is in a folder, and
 * not of a folder within several that are all missing.
 */
export class MissingPaths {
  readonly #onAppear: (path: string) => void
  readonly #listeners = new Map<string, (now: Stats) => void>()

  constructor(onAppear: (path: string) => void) {
    this.#onAppear = onAppear
  }

  /** Looks for these paths, and for no others any more. */
  lookFor(paths: readonly string[]): void {
    for (const path of this.#listeners.keys()) if (!paths.includes(path)) this.#forget(path)
    for (const path of paths) if (!this.#listeners.has(path)) this.#lookFor(path)
  }

  #lookFor(path: string): void {
    const listener = ({ nlink }: Stats) => {
      if (nlink > 0) this.#onAppear(path)
    }
    this.#listeners.set(path, listener)
    watchFile(path, { interval: LOOKS_EVERY, persistent: false }, listener)
  }

  #forget(path: string): void {
    unwatchFile(path, this.#listeners.get(path))
    this.#listeners.delete(path)
  }
}
