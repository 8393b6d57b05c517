import { readdirSync } from 'node:fs'
import { EVIDENCE_KEY, type TestEvidence } from '../fakes/index.ts'
import type { Shard } from './missing-shards.ts'
import type { EndedRun, EndedTest } from './report-tests.ts'

/** The part of Vitest that a report reads; its types may be those of any version, or missing. */
export interface Vitest {
  readonly config: {
    readonly root: string
    readonly watch: boolean
    readonly shard?: Shard | undefined
    readonly mergeReports?: string | undefined
    readonly testNamePattern?: RegExp | undefined
    readonly project?: readonly string[]
    readonly changed?: string | boolean | undefined
    readonly related?: readonly string[] | undefined
  }
  readonly filenamePattern?: readonly string[] | undefined
  readonly state: { getTestModules(): readonly TestModule[] }
}

interface TestModule {
  readonly moduleId: string
  readonly children: { allTests(): Iterable<TestOfModule> }
}

interface TestOfModule {
  readonly fullName: string
  result(): { readonly state: string }
  meta(): { readonly [EVIDENCE_KEY]?: TestEvidence }
}

/** Reads what the tests of Vitest have done, those of earlier runs of a watch too. */
export function readVitestRun(vitest: Vitest): EndedRun {
  const { config } = vitest
  const { shard } = config
  return {
    runner: 'vitest',
    folder: config.root,
    ...(shard ? { shard } : {}),
    tests: vitest.state.getTestModules().flatMap(testsOf),
    isPart: config.watch || hasFilter(vitest),
  }
}

function testsOf(module: TestModule): EndedTest[] {
  return [...module.children.allTests()].map((test) => ({
    name: test.fullName,
    file: module.moduleId,
    passed: test.result().state === 'passed',
    failed: test.result().state === 'failed',
    evidence: test.meta()[EVIDENCE_KEY],
  }))
}

function hasFilter({ config, filenamePattern }: Vitest): boolean {
  const { testNamePattern, project = [], changed, related = [] } = config
  const lists = [filenamePattern ?? [], project, related]
  return testNamePattern !== undefined || Boolean(changed) || lists.some(({ length }) => length > 0)
}

/** Returns the shards whose blobs a merge has, by the names that Vitest gives them. */
export function shardsOfBlobs({ config: { mergeReports } }: Vitest): Shard[] {
  if (!mergeReports) return []
  return readdirSync(mergeReports).flatMap((name) => {
    const [, index, count] = /-(\d+)-(\d+)\.json$/.exec(name) ?? []
    return index && count ? [{ index: Number(index), count: Number(count) }] : []
  })
}
