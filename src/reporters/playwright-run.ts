import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { EVIDENCE_KEY } from '../fakes/index.ts'
import type { Shard } from './missing-shards.ts'
import type { ToldByFixture } from './playwright-evidence.ts'
import type { EndedRun, EndedTest } from './report-tests.ts'

/** The part of the configuration of Playwright Test that a report reads. */
export interface PlaywrightConfig {
  readonly rootDir: string
  readonly shard: { readonly current: number; readonly total: number } | null
}

/** A test of Playwright, as reporters get it. */
export interface PlaywrightTest {
  readonly id: string
  readonly location: { readonly file: string }
  readonly expectedStatus: string
  titlePath(): readonly string[]
}

/** The result of an attempt of a test. */
export interface PlaywrightResult {
  readonly status: string
  readonly attachments: readonly Attachment[]
}

interface Attachment {
  readonly name: string
  readonly body?: Buffer
  readonly path?: string
}

/** Tells whether Playwright made a reporter to list tests, by what it adds to its options. */
export function isListing(options: object): boolean {
  return '_mode' in options && options._mode === 'list'
}

/** A run of Playwright Test, or a merge of the blobs of several. */
export class PlaywrightRun {
  readonly #config: PlaywrightConfig
  /** By the ids of tests: a retry counts once. */
  readonly #tests = new Map<string, EndedTest>()
  readonly #shards: Shard[] = []

  constructor(config: PlaywrightConfig) {
    this.#config = config
  }

  add(test: PlaywrightTest, { status, attachments }: PlaywrightResult): void {
    const attachment = attachments.find(({ name }) => name === `_${EVIDENCE_KEY}`)
    const told = attachment && readTold(attachment)
    if (told?.shard) this.#shards.push({ index: told.shard.current, count: told.shard.total })
    // The first names are those of the root, the project and the file.
    const name = test.titlePath().slice(3).join(' > ')
    const passed = status === 'passed'
    const failed = ![test.expectedStatus, 'passed', 'skipped'].includes(status)
    const { file } = test.location
    this.#tests.set(test.id, { name, file, passed, failed, evidence: told?.evidence })
  }

  /** The shards that a merge has: those of its tests, and those without any, by the names of blobs. */
  get shards(): readonly Shard[] {
    const [first] = this.#shards
    if (!first || this.#config.shard) return []
    return [...this.#shards, ...shardsOfBlobs().map((index) => ({ index, count: first.count }))]
  }

  end(): EndedRun {
    const { rootDir, shard } = this.#config
    return {
      runner: 'playwright',
      folder: rootDir,
      ...(shard ? { shard: { index: shard.current, count: shard.total } } : {}),
      tests: [...this.#tests.values()],
      isPart: hasFilter(),
    }
  }
}

function readTold({ body, path }: Attachment): ToldByFixture | undefined {
  // In the blobs of a merge it is a file.
  const bytes = body ?? (path === undefined ? undefined : readFileSync(path))
  return bytes && JSON.parse(bytes.toString())
}

/** Reads the numbers of shards from the names that Playwright gives to the blobs of a merge: `report-2.zip`. */
function shardsOfBlobs(): number[] {
  const { positionals } = parseArgs({
    args: process.argv.slice(2),
    options: {
      config: { type: 'string', short: 'c' },
      reporter: { type: 'string' },
    },
    strict: false,
  })
  const [command, folder = '.'] = positionals
  if (command !== 'merge-reports') return []
  return readdirSync(folder).flatMap((name) => Number(/-(\d+)\.zip$/.exec(name)?.[1] ?? []))
}

/** Playwright tells reporters of no filter. */
function hasFilter(): boolean {
  const [command, ...args] = process.argv.slice(2)
  const isFilter = (arg: string) => !arg.startsWith('-') || /^(-g|--grep|--only|--last)/.test(arg)
  return command === 'test' && args.some(isFilter)
}
