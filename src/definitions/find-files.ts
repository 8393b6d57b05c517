import type { Dirent } from 'node:fs'
import { requireModule } from '../foundation/index.ts'
import type { FileFault } from './definition-fault.ts'

/** A folder that cannot be opened, relative to the root. */
export interface UnreadableFolder {
  readonly path: string
  readonly fault: FileFault
}

/** The files that globs match, relative to the root, and the folders whose files nobody knows. */
export interface FoundFiles {
  readonly paths: readonly string[]
  readonly unreadable: readonly UnreadableFolder[]
}

/**
 * Finds the files that globs match, as Ruby does: `**` does not follow a link to a folder, all else
 * does. All that is not a folder is found, so that reading tells of links that lead nowhere.
 */
export function findFiles(root: string, patterns: string | readonly string[]): FoundFiles {
  const { globSync } = requireModule('tinyglobby')
  const globs = [patterns].flat().flatMap(expandStart)
  const ignore = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1))
  const unreadable = new Map<string, UnreadableFolder>()
  const fs = listing(root, (folder) => unreadable.set(folder.path, folder))
  const options = { cwd: root, expandDirectories: false, ignore }
  const paths = globs
    .filter((glob) => !glob.startsWith('!'))
    .flatMap((glob) => withFoldersNamed(root, glob))
    .flatMap((glob) => globSync([glob], { ...options, fs, followSymbolicLinks: false }))
  return { paths: [...new Set(paths)].sort(), unreadable: [...unreadable.values()] }
}

/** Expands the alternatives that a glob begins with, for which the search goes through all folders. */
export function expandStart(glob: string): string[] {
  const [start = '', alternatives] = /^\{([^{}]*)\}/.exec(glob) ?? []
  return alternatives === undefined
    ? [glob]
    : alternatives.split(',').map((one) => one + glob.slice(start.length))
}

/** Returns a glob for each folder that it means, up to `**` or the name of the file, links included. */
function withFoldersNamed(root: string, glob: string): string[] {
  const { escapePath, globSync, isDynamicPattern } = requireModule('tinyglobby')
  const segments = glob.split('/')
  const recursion = segments.indexOf('**')
  const end = recursion < 0 ? segments.length - 1 : recursion
  const [head, tail] = [segments.slice(0, end).join('/'), segments.slice(end).join('/')]
  const isCut = head.split('{').length !== head.split('}').length
  if (isCut || !isDynamicPattern(head)) return [glob]
  return globSync([head], { cwd: root, expandDirectories: false, onlyDirectories: true }).map(
    (folder) => `${escapePath(folder.replace(/\/$/, ''))}/${tail}`,
  )
}

/** Returns how folders are listed: a link is a file, whatever it leads to, and what fails is told. */
function listing(root: string, tell: (folder: UnreadableFolder) => void): typeof import('node:fs') {
  const fs = requireModule('node:fs')
  const { relative } = requireModule('node:path')
  const readdirSync = (path: string, options: { withFileTypes: true }): Dirent[] => {
    try {
      return fs.readdirSync(path, options).map(asFileOrFolder)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      const isMissing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP'
      const place = isMissing ? brokenLink(path) : path
      if (place !== undefined) tell({ path: relative(root, place), fault: cannotOpen(code) })
      throw error
    }
  }
  return { ...fs, readdirSync: readdirSync as typeof fs.readdirSync }
}

/** Returns the link, among a folder and those around it, that leads to nothing. */
function brokenLink(path: string): string | undefined {
  const { existsSync, readlinkSync } = requireModule('node:fs')
  const { dirname } = requireModule('node:path')
  for (let place = path.replace(/\/$/, ''); !existsSync(place); place = dirname(place)) {
    try {
      readlinkSync(place)
      return place
    } catch {
      // It is not there, or not a link.
    }
  }
  return undefined
}

function asFileOrFolder(entry: Dirent): Dirent {
  return Object.assign(entry, {
    isFile: () => !entry.isDirectory(),
    isSymbolicLink: () => false,
  })
}

function cannotOpen(code: string | undefined): FileFault {
  return {
    code: 'UNREADABLE_FILE',
    line: 1,
    cause: `the folder cannot be opened (${code})`,
    remedy: 'Make it readable, or correct the link.',
  }
}
