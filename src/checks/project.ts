import type { Catalog, CheckConfig, CoverageConfig, PrivacySettings } from '../definitions/index.ts'
import type { DefinitionDocument } from './document.ts'
import type { FileOfFinding } from './finding.ts'
import type { SourceFile } from './sources/read-sources.ts'

/** The definitions in files that differ between a revision and now. */
export interface ChangedFiles {
  /** The commit that the revision names. */
  readonly commit: ComparedCommit
  readonly before: readonly DefinitionDocument[]
  readonly after: readonly DefinitionDocument[]
  /** The names of configuration files that differ: their globs may have found others. */
  readonly configFiles: readonly string[]
}

/** A commit: its short id, and the day of its commit in its own time zone, as `2026-01-31`. */
export interface ComparedCommit {
  readonly id: string
  readonly date: string
}

/** All that rules look at. */
export interface Project {
  readonly root: string
  readonly documents: readonly DefinitionDocument[]
  readonly events: readonly DefinitionDocument[]
  readonly metrics: readonly DefinitionDocument[]
  /** The documents that were not read without a fault. */
  readonly faulty: readonly DefinitionDocument[]
  /** The documents by their paths. */
  readonly documentOf: ReadonlyMap<string, DefinitionDocument>
  readonly catalog: Catalog
  readonly config: CheckConfig
  readonly coverage: CoverageConfig
  readonly privacy: PrivacySettings | undefined
  /** The configuration file, if there is one. */
  readonly configFile: FileOfFinding | undefined
  /** The globs of definitions, by their kinds. */
  readonly globsOf: Readonly<Record<DefinitionDocument['kind'], readonly string[]>>
  /** The globs that match no file, of those that the configuration names. */
  readonly unusedGlobs: readonly string[]
  /** The folders that cannot be opened. */
  readonly unreadableFolders: readonly { readonly path: string; readonly cause: string }[]
  /** The names that may stand under `product_group`; `undefined` if nobody says. */
  readonly productGroups: ReadonlySet<string> | undefined
  readonly productCategories: ReadonlySet<string> | undefined
  /** True where definitions of paid tiers have a folder of their own. */
  readonly hasEeFolder: boolean
  /** The files that differ from another revision, where it is asked for. */
  readonly changed?: ChangedFiles
  /** The sources with tracking calls, where they are asked for. */
  readonly sources?: readonly SourceFile[]
}
