import { setCatalog } from './catalog-in-use.ts'
import { outsideRun } from './create-test-run.ts'
import { followRequests } from './follow-requests.ts'
import { fileInUse, type InUse } from './in-use.ts'
import { judgeOfSent } from './judge-of-sent.ts'
import { type Handed, type RunnerMocking, runner } from './runner.ts'
import { settleTest } from './settle-test.ts'
import type { TestRun } from './test-run.ts'
import { catchUnhandledFailures, type RejectionEmitter } from './unhandled-failures.ts'

/** The facts that a runner tells of the file whose tests it runs. */
export interface TestFile {
  /** The number of promises that the runner derives, one from another, from the one that a matcher returns. */
  readonly derivedPromises: number
  /** True where the runner tells of each test and of each file: what is said outside of tests is for a file. */
  readonly tellsTests?: boolean
  /** Throws where a test that ends has sent what it should not. */
  readonly judgeSent?: (testRun: TestRun, hasErrors: boolean) => Promise<void>
  /** The runner's `expect`, with the matchers of this package. */
  readonly expect?: (subject: unknown) => unknown
  /** Returns the path of the file, where the runner knows it. */
  readonly path?: () => string | undefined
  /** Returns the definitions, where the runner hands them over. */
  readonly catalog?: () => Handed | undefined
  /** The runner's means of mocking, if it has some. */
  readonly mocking?: RunnerMocking
  /** The object that emits `unhandledRejection` to the runner, if that is to be heard. */
  readonly emitter?: RejectionEmitter | undefined
}

/**
 * Begins a file of tests: from now on every test settles what it left open. Returns what ends the
 * file, and settles what belongs to none of its tests.
 */
export function beginFile({
  derivedPromises,
  tellsTests = false,
  judgeSent = async () => {},
  expect,
  path,
  catalog,
  mocking,
  emitter,
}: TestFile): () => Promise<void> {
  const facts = runner()
  facts.settles = true
  facts.prepared = true
  facts.derivedPromises = derivedPromises
  facts.tellsTests = tellsTests
  facts.expect = expect
  facts.mocking = mocking
  facts.handedCatalog = () => catalog?.()
  judgeOfSent().judge = judgeSent
  facts.testFile = () => path?.()
  facts.testFolder = () => path?.()?.replace(/[\\/][^\\/]*$/, '')
  // A worker may run several files, which share nothing: definitions may have changed since the
  // last one, which may have left events.
  outsideRun().reset()
  setCatalog(undefined)
  const undos = [emitter && catchUnhandledFailures(emitter), followRequests()]
  return async () => {
    try {
      await settleTest(outsideRun())
    } finally {
      // The worker may run the next file without a set-up, since it has loaded this module already.
      // Failures are then left to the runner again.
      facts.settles = false
      facts.tellsTests = false
      const inUse = fileInUse()
      for (const name of Object.keys(inUse)) delete inUse[name as keyof InUse]
      for (const undo of undos) undo?.()
    }
  }
}
