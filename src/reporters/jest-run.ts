import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { awaitToldFiles, readToldFiles } from '../fakes/index.ts'
import type { EndedRun, EndedTest } from './report-tests.ts'

/** The settings of a run that Jest hands to reporters. */
export interface JestConfig {
  readonly rootDir: string
  readonly watch?: boolean
  readonly watchAll?: boolean
  readonly shard?: { readonly shardIndex: number; readonly shardCount: number }
  readonly testNamePattern?: string
  readonly onlyChanged?: boolean
  readonly findRelatedTests?: boolean
  readonly nonFlagArgs?: readonly string[]
  readonly selectProjects?: readonly string[]
}

/** The results of a run of Jest. */
export interface JestResults {
  readonly testResults: readonly {
    readonly testFilePath: string
    readonly testResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: string
    }[]
  }[]
}

/** A run of Jest, whose workers leave what their tests did in a folder. */
export class JestRun {
  readonly #config: JestConfig
  readonly #folder = mkdtempSync(join(tmpdir(), 'internal-events-'))

  /** Has the workers that start from now on leave what their tests did. */
  constructor(config: JestConfig) {
    this.#config = config
    awaitToldFiles(this.#folder)
  }

  /** Reads what the tests have done. */
  end({ testResults }: JestResults): EndedRun {
    const { rootDir, shard } = this.#config
    const told = new Map(
      readToldFiles(this.#folder).flatMap(({ file, tests }) =>
        tests.map((test) => [keyOf(file, test.name, test.passed), test.evidence] as const),
      ),
    )
    rmSync(this.#folder, { recursive: true, force: true })
    const tests: EndedTest[] = testResults.flatMap(({ testFilePath: file, testResults }) =>
      testResults.map(({ ancestorTitles, title, status }) => {
        const name = [...ancestorTitles, title].join(' > ')
        const passed = status === 'passed'
        const failed = status === 'failed'
        return { name, file, passed, failed, evidence: told.get(keyOf(file, name, passed)) }
      }),
    )
    return {
      runner: 'jest',
      folder: rootDir,
      ...(shard ? { shard: { index: shard.shardIndex, count: shard.shardCount } } : {}),
      tests,
      isPart: isPart(this.#config),
    }
  }
}

/** Several tests of a file may have one name. */
function keyOf(file: string, name: string, passed: boolean): string {
  return JSON.stringify([file, name, passed])
}

function isPart(config: JestConfig): boolean {
  const { watch, watchAll, testNamePattern, onlyChanged, findRelatedTests } = config
  const { nonFlagArgs = [], selectProjects = [] } = config
  return (
    [watch, watchAll, testNamePattern, onlyChanged, findRelatedTests].some(Boolean) ||
    nonFlagArgs.length > 0 ||
    selectProjects.length > 0
  )
}
