import { expect, test } from 'vitest'
import { readProject } from '../../src/checks/index.ts'
import {
  coverageFindings,
  createReport,
  mergeReports,
  printSummary,
  type TestOfRun,
  unusedSettings,
} from '../../src/coverage/index.ts'
import type { PrivacyFinding, TestEvidence } from '../../src/fakes/index.ts'
import { shopWith, VITEST } from './shop.ts'

const CONFIG = {
  'internal-events.config.json': JSON.stringify({
    privacy: {
      exceptions: [
        { detector: 'email', reason: 'sent to support by design' },
        { detector: 'token', reason: 'a token of the test' },
      ],
    },
  }),
  'tracking-journeys/checkout.yml': 'events:\n- action: pull\n',
  'tracking-journeys/pull.yml': 'events:\n- action: pull\n',
}
const EMAIL: PrivacyFinding = {
  detector: 'email',
  kind: 'an e-mail address',
  event: 'pull',
  field: 'additionalProperties.label',
  masked: 'a… (15 characters)',
}

const told = (evidence: Partial<TestEvidence>, passed = true): TestOfRun => ({
  name: 'suite > it works',
  file: 'test/a.test.ts',
  passed,
  evidence: { marks: [], ...evidence },
})
const reportIn = (root: string, ...tests: TestOfRun[]) =>
  createReport({ project: readProject(root), run: VITEST, tests })

test('a report carries journeys, exceptions and personal data through a merge, each once', () => {
  const root = shopWith(CONFIG)
  const one = reportIn(root, told({ journeys: ['pull', 'checkout'], privacyExceptions: [1] }))
  const other = reportIn(
    root,
    told({ journeys: ['pull'], privacyExceptions: [1, 0] }),
    told({ privacyFindings: [EMAIL, EMAIL] }, false),
  )
  const besides = {
    journeys: ['checkout', 'pull'],
    privacyExceptions: [0, 1],
    privacyFindings: [{ ...EMAIL, test: 'suite > it works', file: 'test/a.test.ts' }],
  }
  expect(mergeReports([one, other])).toMatchObject(besides)
  expect(mergeReports([other, one])).toEqual(mergeReports([one, other]))
})

test('contracts and exceptions that no test needed are told', () => {
  const root = shopWith(CONFIG)
  const project = readProject(root)
  const report = reportIn(root, told({ journeys: ['pull'], privacyExceptions: [1] }))
  const unused = unusedSettings(project, report)
  expect(unused).toEqual({
    contracts: ['tracking-journeys/checkout.yml'],
    exceptions: ['email: sent to support by design'],
  })
  expect(printSummary(report, { unused, colour: false })).toContain(
    `
Contracts of journeys that no test asserts:
  tracking-journeys/checkout.yml

Exceptions of privacy that hide nothing:
  email: sent to support by design
`,
  )
  const all = reportIn(root, told({ journeys: ['pull', 'checkout'], privacyExceptions: [0, 1] }))
  expect(unusedSettings(project, all)).toEqual({ contracts: [], exceptions: [] })
})

test('personal data has the place of the first call in the project', () => {
  const root = shopWith(CONFIG)
  const placesOf = (...frames: string[]) =>
    reportIn(root, told({ privacyFindings: [{ ...EMAIL, frames }] }, false)).privacyFindings?.map(
      ({ file, line }) => [file, line],
    )
  expect(
    placesOf(`    at pull (${root}/src/pull.ts:12:3)`, `    at ${root}/a.test.ts:3:5`),
  ).toEqual([['src/pull.ts', 12]])
  expect(
    placesOf('    at run (/elsewhere/run.js:1:1)', `    at async file://${root}/a.ts:3:5`),
  ).toEqual([['a.ts', 3]])
  expect(placesOf('    at run (<anonymous>)')).toEqual([['test/a.test.ts', undefined]])
  const near = [`    at ${root}/test/a.test.ts:7:3`]
  const ofTest = reportIn(root, told({ privacyFindings: [{ ...EMAIL, frames: [], near }] }, false))
  expect(ofTest.privacyFindings).toEqual([
    { ...EMAIL, test: 'suite > it works', file: 'test/a.test.ts', line: 7 },
  ])
  const frames = [`    at pull (${root}/src/pull.ts:12:3)`]
  const report = reportIn(root, told({ privacyFindings: [{ ...EMAIL, frames }] }, false))
  const gates = { judged: 0, failed: [] }
  expect(
    coverageFindings({ project: readProject(root), report, gates }, { everything: false }),
  ).toMatchObject([{ file: 'src/pull.ts', line: 12 }])
})

test('personal data in tests is among the findings', () => {
  const root = shopWith(CONFIG)
  const report = reportIn(root, told({ privacyFindings: [EMAIL] }, false))
  const gates = { judged: 0, failed: [] }
  const findings = coverageFindings(
    { project: readProject(root), report, gates },
    { everything: false },
  )
  expect(findings).toMatchObject([
    {
      id: 'privacy-email',
      severity: 'error',
      message:
        'pull additionalProperties.label holds an e-mail address, a… (15 characters), in the test "suite > it works"',
      file: 'test/a.test.ts',
      line: 1,
    },
  ])
})
