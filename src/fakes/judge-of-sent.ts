import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** Judges what a test has sent when it ends; without a set-up file, nobody does. */
interface JudgeOfSent {
  /** `hasErrors`: an assertion fails at this end, and may have told of some already. */
  judge(testRun: TestRun, hasErrors: boolean): Promise<void>
}

/** Returns the judge of the file that runs. */
export function judgeOfSent(): JudgeOfSent {
  return shared('judge-of-sent', () => ({ judge: async () => {} }))
}
