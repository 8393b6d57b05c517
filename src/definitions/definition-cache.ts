import { requireModule, VERSION } from '../foundation/index.ts'
import type { DefinitionFault } from './definition-fault.ts'
import type { EventDefinition } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'

/** The definitions in the files of a catalog. */
export interface Definitions {
  readonly events: readonly EventDefinition[]
  readonly metrics: readonly UsageMetric[]
  readonly faults: readonly DefinitionFault[]
}

/** The form of what is kept; another one is read anew. */
const FORMAT = 3

/**
 * Returns the definitions of the last reading, if no file has changed since; else reads them. Every
 * test file needs the catalog anew, and parsing thousands of YAML files takes most of a second. The
 * cache is in `node_modules/.cache`; paths, inodes, times of change and sizes tell whether files have
 * changed. If that folder cannot be used, nothing is kept.
 */
export function cachedDefinitions(
  root: string,
  paths: { readonly events: readonly string[]; readonly metrics: readonly string[] },
  read: () => Definitions,
): Definitions {
  const file = cacheFile([root, ...paths.events, 'metrics', ...paths.metrics])
  if (file === undefined) return read()
  const stamp = stampOf(root, [...paths.events, ...paths.metrics])
  const kept = readCache(file, stamp)
  if (kept) return kept
  const definitions = read()
  // Whether a file may be read cannot be seen from its time of change.
  const readable = definitions.faults.every(({ code }) => code !== 'UNREADABLE_FILE')
  if (readable) writeCache(file, stamp, definitions)
  return definitions
}

/** Returns the cache's file for a set of texts, the root first, in the nearest `node_modules`. */
export function cacheFile(texts: readonly [root: string, ...string[]]): string | undefined {
  const { existsSync } = requireModule('node:fs')
  const { dirname, join } = requireModule('node:path')
  const { createHash } = requireModule('node:crypto')
  for (let [folder] = texts; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    if (existsSync(modules)) {
      const name = createHash('sha256').update(texts.join('\n')).digest('hex')
      return join(modules, `.cache/internal-events-testing/${name.slice(0, 32)}`)
    }
    if (folder === dirname(folder)) return undefined
  }
}

/** Returns a text that changes as soon as one of the files, or this package, does. */
function stampOf(root: string, paths: readonly string[]): string {
  return [VERSION, FORMAT, ...paths.map((path) => stampOfFile(root, path))].join('\n')
}

/** The time of change that nobody can set tells of files whose own time and size are as before. */
function stampOfFile(root: string, path: string): string {
  const { join } = requireModule('node:path')
  try {
    const { ino, mtimeMs, ctimeMs, size } = requireModule('node:fs').statSync(join(root, path))
    return `${ino} ${mtimeMs} ${ctimeMs} ${size}`
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code)
  }
}

function readCache(file: string, stamp: string): Definitions | undefined {
  try {
    const bytes = requireModule('node:fs').readFileSync(file)
    const kept: Kept = requireModule('node:v8').deserialize(bytes)
    return kept.stamp === stamp ? kept.definitions : undefined
  } catch {
    // There is no cache yet, or it is not ours: it will be written anew.
    return undefined
  }
}

function writeCache(file: string, stamp: string, definitions: Definitions): void {
  const { mkdirSync, renameSync, writeFileSync } = requireModule('node:fs')
  const { dirname } = requireModule('node:path')
  const kept: Kept = { stamp, definitions }
  try {
    mkdirSync(dirname(file), { recursive: true })
    // Workers write at the same time; each moves a whole file into place.
    const part = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
    writeFileSync(part, requireModule('node:v8').serialize(kept))
    renameSync(part, file)
  } catch {
    // A folder that cannot be written to costs time, nothing else.
  }
}

interface Kept {
  readonly stamp: string
  readonly definitions: Definitions
}
