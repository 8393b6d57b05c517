import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** Judges what a test has sent when it ends; without a set-up file, nobody does. */
interface JudgeOfSent {
  judge(testRun: TestRun): Promise<void>
}

/** Returns the judge of the file that runs. */
export function judgeOfSent(): JudgeOfSent {
  return shared('judge-of-sent', () => ({ judge: async () => {} }))
}
