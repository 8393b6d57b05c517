import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { contractIn, failure, withContracts } from './with-contracts.ts'

const track = (name: string, user: number, label?: string, project?: number) =>
  trackInternalEvent(name, {
    user: { id: user },
    ...(project !== undefined && { project: { id: project } }),
    additionalProperties: { ...(label && { label }) },
  })

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8]

const entries = (numbers: readonly number[], entry: (number: number) => string) =>
  numbers.map((number) => `- ${entry(number)}\n`).join('')

test('a label that few ids serve is read first, so that many labels hold in any order', () => {
  withContracts({
    many: `exact: true\nevents:\n${entries(NUMBERS, (one) => `{ action: pull_package, user: 'user#${one}' }`)}${entries(NUMBERS, (one) => `{ action: push_package, label: p${one}, user: 'user#${one}' }`)}`,
  })
  expect(() => {
    for (const user of [...NUMBERS].reverse()) track('pull_package', user)
    for (const user of NUMBERS) track('push_package', user, `p${user}`)
  }).toMatchTrackingJourney('many')
})

test('labels of one entry are read together', () => {
  const pair = (user: number, project: number) =>
    `{ action: pull_package, user: 'user#${user}', project: 'project#${project}' }`
  withContracts({
    many: `exact: true\nevents:\n${entries(NUMBERS, (one) => pair(one, one))}${entries(NUMBERS, (one) => pair((one % 8) + 1, one))}`,
  })
  // A ring of users and projects, which starts elsewhere and turns the other way.
  expect(() => {
    for (const one of [5, 2, 7, 1, 8, 3, 6, 4]) {
      track('pull_package', one, undefined, one)
      track('pull_package', one, undefined, (one % 8) + 1)
    }
  }).toMatchTrackingJourney('many')
})

test('a contract with more labels than there are users fails as any other', async () => {
  const users = Array.from({ length: 30 }, (_, index) => index + 1)
  const contract = `events:\n${entries(users, (one) => `{ action: pull_package, user: 'user#${one}' }`)}`
  const block = () => {
    for (const user of users.slice(1)) track('pull_package', user)
    track('pull_package', 2)
  }
  const failing = (key: string) => {
    const folder = withContracts({ many: `${key}\n${contract}` })
    return failure(folder, () => expect(block).toMatchTrackingJourney('many'))
  }
  expect(await failing('')).toContain('1 event is missing.\n\nMissing: "pull_package", user#30 (')
  for (const key of ['ordered: true', 'exact: true']) {
    expect(await failing(key)).toContain(
      '1 event changed.\n\nChanged: "pull_package", user#30 (<contracts>/many.yml:32)\n    differs at user\n      expected: "user#30"\n      recorded: "user#1"',
    )
  }
})

test('a contract whose labels have too many readings is an error, and stays as it is', async () => {
  const contract = `exact: true
events:
${entries(NUMBERS, (one) => `{ action: pull_package, user: 'user#${one}', project: 'project#${one}' }`)}- { action: push_package, user: 'user#9' }
- { action: push_package, user: 'user#9' }
`
  const folder = withContracts({ many: contract }, 'all')
  const block = () => {
    for (const one of NUMBERS) track('pull_package', one, undefined, one)
    track('push_package', 10)
    track('push_package', 11)
  }
  expect(await failure(folder, () => expect(block).toMatchTrackingJourney('many'))).toBe(
    'Failed to judge journey "many": its 17 labels of users, projects and namespaces can be read in too many ways, and none of the first 2000 holds. List fields in <contracts>/many.yml that tell its entries apart, or fewer labels.',
  )
  expect(contractIn(folder, 'many')).toBe(contract)
})
