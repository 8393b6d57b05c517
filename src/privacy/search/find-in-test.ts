import type { PrivacySettings } from '../../definitions/index.ts'
import type { PrivacyFinding, Sent, TestRun } from '../../fakes/index.ts'
import { canariesOf } from './canary.ts'
import { findPersonalData } from './find-personal-data.ts'
import { isExcepted } from './is-excepted.ts'

/**
 * Returns the personal data in things that a test has sent, without the exceptions of the
 * configuration. Without settings, canaries alone are looked for.
 */
export function findInTest(
  sent: readonly Sent[],
  testRun: TestRun,
  settings: PrivacySettings | undefined,
): PrivacyFinding[] {
  return findPersonalData(sent, testRun, {
    settings,
    canaries: canariesOf(testRun),
    isExcepted: (finding) => settings !== undefined && isExcepted(finding, testRun, settings),
  })
}
