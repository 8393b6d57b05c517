import { execFileSync } from 'node:child_process'
import { relative, resolve } from 'node:path'
import { decodeText } from '../../foundation/index.ts'
import { CheckError } from '../check-error.ts'
import { type DefinitionDocument, readText } from '../document.ts'
import type { ChangedFiles, Project } from '../project.ts'

/**
 * Reads the definition files that differ from a revision of Git, as they are there and now. Files
 * that Git does not know yet are new.
 *
 * @throws {CheckError} `UNKNOWN_REVISION`.
 */
export function readChangedFiles(project: Project, revision: string): ChangedFiles {
  const { root } = project
  const commit = resolveRevision(root, revision)
  const top = git(root, ['rev-parse', '--show-toplevel']).toString().trimEnd()
  const blobs = readTree(root, commit)
  const before: DefinitionDocument[] = []
  const changed = new Set<string>()
  for (const kind of ['event', 'metric'] as const) {
    const pathspecs = project.globsOf[kind].flatMap(expandBraces).map(pathspec)
    const diff = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', commit, '--']
    const others = ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--']
    const paths = [
      ...lines(git(root, [...diff, ...pathspecs])),
      ...lines(git(root, [...others, ...pathspecs])),
    ]
    const ids = paths.map((path) => blobs.get(path))
    const contents = readBlobs(
      root,
      ids.filter((id) => id !== undefined),
    )
    for (const [index, path] of paths.entries()) {
      const own = relative(root, resolve(top, path)).replaceAll('\\', '/')
      changed.add(own)
      const content = contents.get(ids[index] ?? '')
      if (content !== undefined) before.push(readText(kind, own, content))
    }
  }
  const after = project.documents.filter(({ source }) => changed.has(source))
  const configs = ['--', ':(glob)internal-events.config.*']
  const configFiles = git(root, ['diff', '--name-only', '-z', '--relative', commit, ...configs])
  return { commit: readCommit(root, commit), before, after, configFiles: lines(configFiles) }
}

function readCommit(root: string, commit: string): ChangedFiles['commit'] {
  const format = ['show', '--no-patch', '--no-show-signature', '--format=%h %cs', commit]
  const [id = '', date = ''] = git(root, format).toString().trim().split(' ')
  return { id, date }
}

function resolveRevision(root: string, revision: string): string {
  try {
    const resolved = (name: string) =>
      git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]).toString().trim()
    // In `:/words` all that follows is a part of the words, so what is added needs an id before it.
    return resolved(`${resolved(revision)}^{commit}`)
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new CheckError(
      'UNKNOWN_REVISION',
      `Failed to compare with ${JSON.stringify(revision)}: ${isMissing ? 'there is no git to ask. Install it, or put it into PATH' : `Git does not know this revision in ${root}. Fetch it, or correct the name`}.`,
      { cause },
    )
  }
}

/** Returns the ids of all files of a commit, by their paths from the top of the repository. */
function readTree(root: string, commit: string): ReadonlyMap<string, string> {
  return new Map(
    lines(git(root, ['ls-tree', '-r', '-z', '--full-tree', commit])).flatMap((line) => {
      const [, type, id, path] = /^\d+ (\w+) (\w+)\t(.*)$/s.exec(line) ?? []
      return type === 'blob' && id !== undefined && path !== undefined ? [[path, id] as const] : []
    }),
  )
}

function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const contents = new Map<string, string>()
  if (ids.length === 0) return contents
  const bytes = git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`)
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at)
    const [id = '', , size = '0'] = bytes.toString('latin1', at, end).split(' ')
    contents.set(id, decodeText(bytes.subarray(end + 1, end + 1 + Number(size))))
    at = end + Number(size) + 2
  }
  return contents
}

function git(root: string, args: readonly string[], input?: string): Buffer {
  return execFileSync('git', ['-C', root, ...args], {
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    ...(input === undefined ? {} : { input }),
  })
}

function lines(output: Buffer): string[] {
  return output.toString().split('\0').filter(Boolean)
}

/** Git's patterns know no alternatives. */
function expandBraces(glob: string): string[] {
  const [all, start = '', inner = '', rest = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/.exec(glob) ?? []
  if (all === undefined) return [glob]
  return inner.split(',').flatMap((one) => expandBraces(start + one + rest))
}

function pathspec(glob: string): string {
  return glob.startsWith('!') ? `:(exclude,glob)${glob.slice(1)}` : `:(glob)${glob}`
}
