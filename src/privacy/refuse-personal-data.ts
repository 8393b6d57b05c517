import { outsideRun, type PrivacyFinding, type TestRun } from '../fakes/index.ts'
import { currentPrivacy } from './current-privacy.ts'
import { PrivacyError } from './privacy-error.ts'

/**
 * Judges what a test has sent and counted. Detectors are loaded only where something is to be looked
 * for. What an assertion that fails has told of already is left out.
 *
 * @throws {PrivacyError} `PERSONAL_DATA` for the value of a canary, and, where the configuration says
 *   so, for whatever looks like personal data.
 */
export async function refusePersonalData(testRun: TestRun, hasErrors: boolean): Promise<void> {
  const settings = currentPrivacy()
  const judged = settings?.level === 'error' ? settings : undefined
  if (!judged && testRun.canaries.length + outsideRun().canaries.length === 0) return
  const { countFindings, findInTest, printFindings, remedyFor } = await import('./search/index.ts')
  const found = findInTest(testRun.sent, testRun, judged).map((finding) =>
    near(finding, testRun.place),
  )
  const told = new Set(testRun.privacyFindings.map(identityOf))
  const untold = found.filter((finding) => !told.has(identityOf(finding)))
  testRun.privacyFindings.push(...untold)
  // A test in which no assertion fails may have caught the error that told.
  const findings = hasErrors ? untold : found
  if (findings.length === 0) return
  const error = new PrivacyError(
    'PERSONAL_DATA',
    `Failed to keep personal data private: the test sent or counted some, in ${countFindings(findings)}:\n${printFindings(findings)}\n${remedyFor(findings)}`,
  )
  // It points at the call that tracked the first of them. Its own frames are those of this package.
  const [frames = []] = [
    ...findings.map(({ frames = [] }) => frames),
    ...findings.map(({ near = [] }) => near),
  ].filter(({ length }) => length > 0)
  error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n')
  throw error
}

/**
 * Adds the place of the test to a finding that has no place near it: data that a page sends has no
 * stack here, and a detector alone may find it.
 */
function near(finding: PrivacyFinding, place: string | undefined): PrivacyFinding {
  const isKnown = place === undefined || finding.near !== undefined
  return isKnown ? finding : { ...finding, near: [place] }
}

function identityOf({ detector, event, field, masked }: PrivacyFinding): string {
  return JSON.stringify([detector, event, field, masked])
}
