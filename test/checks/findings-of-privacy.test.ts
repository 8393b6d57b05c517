import { expect, test } from 'vitest'
import { findingsOfPrivacy } from '../../src/checks/index.ts'

const place = { name: 'a pull is private', file: 'test/a.test.ts', line: 7, column: 3 }
const found = {
  detector: 'email',
  kind: 'an e-mail address',
  event: '"pull_package"',
  field: 'se_la',
  masked: '"a…" (15 characters)',
} as const

test('personal data of a test is a finding at the place of the test, each once', () => {
  const other = { ...found, field: 'se_pr' }
  const findings = findingsOfPrivacy([found, found, other], place)
  expect(findings.map(({ message }) => message)).toEqual([
    '"pull_package" se_la holds an e-mail address, "a…" (15 characters), in the test "a pull is private"',
    '"pull_package" se_pr holds an e-mail address, "a…" (15 characters), in the test "a pull is private"',
  ])
  expect(findings[0]).toMatchObject({
    id: 'privacy-email',
    severity: 'error',
    file: 'test/a.test.ts',
    line: 7,
    column: 3,
    fixable: false,
  })
})

test('the remedy for a canary names no exceptions', () => {
  const remedies = (['email', 'canary'] as const).map(
    (detector) => findingsOfPrivacy([{ ...found, detector }], place)[0]?.remedy,
  )
  expect(remedies).toEqual([
    'Leave the value out, or name it in privacy.exceptions of internal-events.config.',
    'Leave the value out where it is tracked.',
  ])
})

test('the fingerprint stays where the line moves', () => {
  const [finding] = findingsOfPrivacy([found], place)
  const [moved] = findingsOfPrivacy([found], { ...place, line: 70 })
  expect(moved?.fingerprint).toBe(finding?.fingerprint)
})
