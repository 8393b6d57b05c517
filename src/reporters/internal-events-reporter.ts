import { type JestConfig, type JestResults, JestRun } from './jest-run.ts'
import { missingShards, type Shard } from './missing-shards.ts'
import {
  isListing,
  type PlaywrightConfig,
  type PlaywrightResult,
  PlaywrightRun,
  type PlaywrightTest,
} from './playwright-run.ts'
import { type ReporterOptions, readReporterOptions } from './read-reporter-options.ts'
import { type EndedRun, reportTests } from './report-tests.ts'
import { ReporterError } from './reporter-error.ts'
import { readVitestRun, shardsOfBlobs, type Vitest } from './vitest-run.ts'

/**
 * Reports which events and metrics no test would catch breaking: a reporter of Vitest, Jest and
 * Playwright, each of which calls hooks of its own. The gates of `coverage` in
 * `internal-events.config.*` fail the run.
 *
 * A run of some of the tests is reported without judging: watch mode, and a filter outside of CI.
 * A shard is judged when its report is merged with those of the others.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'vitest/config'
 *
 * export default defineConfig({ test: { reporters: ['default', 'internal-events-testing/reporter'] } })
 * ```
 */
export class InternalEventsReporter {
  #vitest: Vitest | undefined
  #jest: JestRun | undefined
  #playwright: PlaywrightRun | undefined
  readonly #jestConfig: JestConfig | undefined
  readonly #options: ReporterOptions
  readonly #isListing: boolean
  #failed = false

  /**
   * Takes options; behind its configuration in Jest, where the other runners give theirs later.
   *
   * @throws {ReporterError} `UNKNOWN_OPTION`.
   */
  constructor(
    ...given: [options?: ReporterOptions] | [config: JestConfig, options: ReporterOptions]
  ) {
    const isJest = given.length > 1
    const options: object = given[isJest ? 1 : 0] ?? {}
    this.#jestConfig = isJest ? (given[0] as JestConfig) : undefined
    this.#options = readReporterOptions(options)
    this.#isListing = isListing(options)
  }

  /** Begins a run of Vitest. */
  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  /** Reports a run of Vitest, also when it merges blobs. */
  async onTestRunEnd(): Promise<void> {
    const vitest = this.#vitest as Vitest
    if (!(await this.#report(readVitestRun(vitest), shardsOfBlobs(vitest)))) process.exitCode = 1
  }

  /** Begins a run of Jest. */
  onRunStart(): void {
    this.#jest = new JestRun(this.#jestConfig as JestConfig)
  }

  /** Reports a run of Jest. */
  async onRunComplete(_contexts: unknown, results: JestResults): Promise<void> {
    this.#failed = !(await this.#report((this.#jest as JestRun).end(results)))
  }

  /** Returns the error that makes a run of Jest fail, if there is one. */
  getLastError(): Error | undefined {
    if (!this.#failed) return undefined
    return new ReporterError(
      'COVERAGE_FAILED',
      'Failed to pass the run: its coverage of internal events is not what the configuration wants. Read the summary.',
    )
  }

  /** Begins a run of Playwright, unless it lists tests, which is not a run. */
  onBegin(config: PlaywrightConfig): void {
    if (!this.#isListing) this.#playwright = new PlaywrightRun(config)
  }

  /** Adds a test to the run of Playwright. */
  onTestEnd(test: PlaywrightTest, result: PlaywrightResult): void {
    this.#playwright?.add(test, result)
  }

  /** Reports a run of Playwright. */
  async onEnd(): Promise<{ status: 'failed' } | undefined> {
    const run = this.#playwright
    if (!run || (await this.#report(run.end(), run.shards))) return undefined
    // A merge of blobs does not read what a reporter returns.
    process.on('exit', () => {
      process.exitCode = 1
    })
    return { status: 'failed' }
  }

  /** Tells Playwright that it prints no tests: Playwright adds a reporter of its own where none does. */
  printsToStdio(): boolean {
    return false
  }

  async #report(run: EndedRun, shards: readonly Shard[] = []): Promise<boolean> {
    const missing = missingShards(shards)
    if (missing.length > 0) {
      process.stderr.write(
        `Failed to report the coverage of internal events: the merge lacks the shard ${missing.join(', ')}. Merge the blobs of all shards${this.#playwright ? ', and leave them their names: of a shard without tests only its blob tells (report-2.zip)' : ''}.\n`,
      )
      return false
    }
    return reportTests({ ...run, ...this.#options })
  }
}
