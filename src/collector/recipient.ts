import { currentLog } from './collector.ts'
import type { CollectorLog } from './collector-log.ts'

/** Owns what is sent to a collector. */
export interface Recipient {
  /** Returns the log of a namespace, which says how requests are answered; none where no test runs. */
  logOf(namespace: string): CollectorLog | undefined
  /** Runs code for whoever owns a namespace. */
  run<Result>(namespace: string, block: () => Result): Result
}

/** The running test, which owns what is sent in its process. */
export const runningTest: Recipient = { logOf: currentLog, run: (_namespace, block) => block() }

export const nobody: Recipient = { ...runningTest, logOf: () => undefined }
