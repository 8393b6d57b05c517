import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type DefinitionGlobs, definitionGlobs, readRegularText } from '../../definitions/index.ts'
import type { Draft, Tier } from '../draft.ts'
import { metricFolder } from '../metric/metric-folder.ts'
import type { TimeFrame } from '../metric/time-frames.ts'
import { writeYaml, type YamlMap } from '../yaml/index.ts'

/** `gitlab` writes what GitLab's own generator writes; `plain` knows neither `ee/` nor `TODO`. */
export type Style = 'gitlab' | 'plain'

/** The way in which the definitions of a repository are written, and their places. */
export interface Conventions {
  readonly root: string
  readonly style: Style
  /** The version that a new definition appears in, as `18.9`. */
  readonly milestone: string | undefined
  readonly globs: DefinitionGlobs
}

/** Reads the conventions of a repository. One with `ee/` or `VERSION` is written as GitLab's. */
export function readConventions(
  root: string,
  {
    style,
    milestone,
  }: { readonly style?: Style | undefined; readonly milestone?: string | undefined },
): Conventions {
  const isGitLab = ['ee', 'VERSION'].some((name) => existsSync(join(root, name)))
  return {
    root,
    style: style ?? (isGitLab ? 'gitlab' : 'plain'),
    milestone: milestone ?? readMilestone(root),
    globs: definitionGlobs(root),
  }
}

function readMilestone(root: string): string | undefined {
  const version = readIfThere(join(root, 'VERSION')) ?? packageVersion(root) ?? ''
  return /\d+\.\d+/.exec(version)?.[0]
}

function packageVersion(root: string): string | undefined {
  return /"version"\s*:\s*"([^"]*)"/.exec(readIfThere(join(root, 'package.json')) ?? '')?.[1]
}

function readIfThere(file: string): string | undefined {
  try {
    return readRegularText(file)
  } catch {
    return undefined
  }
}

/** Returns the folder of an event's definition. */
export function eventFolder(conventions: Conventions, tiers: readonly Tier[]): string {
  return eeFolder(conventions, tiers) + ownFolder(conventions.globs.event, 'config/events')
}

/** Returns the folder of a metric's definition; only that of GitLab's has one for each time frame. */
export function metricsFolder(
  conventions: Conventions,
  tiers: readonly Tier[],
  timeFrames: readonly TimeFrame[],
): string {
  const folder = ownFolder(conventions.globs.metric, 'config/metrics')
  const isFlat =
    folder !== 'config/metrics' && !conventions.globs.metric.some((glob) => glob.includes('**'))
  return eeFolder(conventions, tiers) + (isFlat ? folder : `${folder}/${metricFolder(timeFrames)}`)
}

function eeFolder({ style }: Conventions, tiers: readonly Tier[]): string {
  return style === 'gitlab' && !tiers.includes('free') ? 'ee/' : ''
}

/** Returns GitLab's folder where a glob finds it, else the folder of the first glob. */
function ownFolder(globs: readonly string[], usual: string): string {
  const folders = globs.filter((glob) => !glob.startsWith('!')).map(folderOf)
  return folders.includes(usual) ? usual : (folders[0] ?? usual)
}

/** Returns the folder that a glob begins with. */
function folderOf(glob: string): string {
  const segments = glob
    .replace(/^\{,[^{}]*\}/, '')
    .split('/')
    .slice(0, -1)
  const end = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment))
  return segments.slice(0, end < 0 ? undefined : end).join('/') || '.'
}

/** Makes the content of a definition. Outside of GitLab an editor learns from it which schema holds. */
export function writeDefinition(
  { root, style }: Conventions,
  { kind, path }: Pick<Draft, 'kind' | 'path'>,
  mapping: YamlMap,
): string {
  const schema = style === 'plain' ? findSchema(root, kind) : undefined
  const folder = dirname(join(root, path))
  const comment = schema
    ? `# yaml-language-server: $schema=${toPosix(relative(folder, schema))}\n`
    : ''
  return comment + writeYaml(mapping)
}

/** Finds the schema that the installed package ships, from the root upwards. */
function findSchema(root: string, kind: Draft['kind']): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules/internal-events-testing/schemas', `${kind}.json`)
    if (existsSync(file)) return file
    if (folder === dirname(folder)) return undefined
  }
}

function toPosix(path: string): string {
  return path.replaceAll('\\', '/')
}
