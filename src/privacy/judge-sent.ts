import type { TestRun } from '../fakes/index.ts'

/**
 * Judges a test that ends by all that it sent and counted. A test that tracked nothing costs nothing,
 * and loads nothing.
 *
 * @throws {PrivacyError} `PERSONAL_DATA`.
 */
export async function judgeSent(testRun: TestRun, hasErrors: boolean): Promise<void> {
  if (testRun.sent.length === 0) return
  const { refusePersonalData } = await import('./refuse-personal-data.ts')
  await refusePersonalData(testRun, hasErrors)
}
