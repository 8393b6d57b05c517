import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A place in a file, whose path starts at the root of the project. */
export interface RelativePlace {
  readonly file: string
  readonly line?: number
}

/** Makes what tells places of a machine as they are from the root: with `/`, and with `../` outside of it. */
export class RelativePlaces {
  readonly #roots: readonly string[]
  readonly #known = new Map<string, RelativePlace>()

  constructor(root: string) {
    // Runners may tell the real path of a root that is a link.
    this.#roots = [...new Set([resolve(root), realpathSync(root)])]
  }

  /** Reads `/shop/test/pull.test.ts:12:3`, or the path of a file. */
  read(place: string): RelativePlace {
    let known = this.#known.get(place)
    if (!known) {
      const [, file = place, line] = /^(.+?):(\d+)(?::\d+)?$/s.exec(place) ?? []
      known = { file: this.#relative(file), ...(line === undefined ? {} : { line: Number(line) }) }
      this.#known.set(place, known)
    }
    return known
  }

  #relative(file: string): string {
    const path = pathOf(file)
    const ways = this.#roots.map((root) => relative(root, resolve(root, path)))
    const within = ways.find((way) => !way.startsWith('..') && !isAbsolute(way))
    return withSlashes(within ?? ways[0] ?? file)
  }
}

/** Returns the path of a module, which stacks of ES modules and of browsers tell as a URL. */
function pathOf(file: string): string {
  if (file.startsWith('file:')) return fileURLToPath(file)
  if (!/^https?:\/\//.test(file)) return file
  const path = decodeURIComponent(new URL(file).pathname)
  // The server of Vitest gives paths from its root, and others behind a mark.
  return path.startsWith('/@fs/') ? path.slice('/@fs'.length) : path.slice(1)
}

/** Returns a path as it is written on every machine. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}
