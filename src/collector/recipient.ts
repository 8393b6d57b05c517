import { currentLog } from './collector.ts'
import type { CollectorLog } from './collector-log.ts'

/** The owner of requests to a collector. */
export interface Recipient {
  /** Returns the log of a namespace, which decides the answers; `undefined` if no test runs. */
  logOf(namespace: string): CollectorLog | undefined
  /** Runs code for the owner of a namespace. */
  run<Result>(namespace: string, block: () => Result): Result
}

/** The running test, which owns the requests of its process. */
export const runningTest: Recipient = { logOf: currentLog, run: (_namespace, block) => block() }

export const nobody: Recipient = { ...runningTest, logOf: () => undefined }
