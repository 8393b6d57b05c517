import type { TestRun } from '../fakes/index.ts'

let judge: Promise<typeof import('./refuse-personal-data.ts')> | undefined

/** Loads what judges a test, where that is not possible at any time: in Jest, when a concurrent test has ended. */
export function loadJudge(): Promise<typeof import('./refuse-personal-data.ts')> {
  judge ??= import('./refuse-personal-data.ts')
  return judge
}

/**
 * Judges a test that ends by all that it sent and counted. A test that tracked nothing costs nothing,
 * and loads nothing.
 *
 * @throws {PrivacyError} `PERSONAL_DATA`.
 */
export async function judgeSent(testRun: TestRun, hasErrors: boolean): Promise<void> {
  if (testRun.sent.length === 0) return
  const { refusePersonalData } = await loadJudge()
  await refusePersonalData(testRun, hasErrors)
}
