import { expect, onTestFinished, test, vi } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { contractIn, failure, withContracts } from './with-contracts.ts'

const pull = (label = 'npm') =>
  trackInternalEvent('pull_package', {
    user: { id: 1 },
    category: 'Packages',
    additionalProperties: { label },
  })
const push = () => trackInternalEvent('push_package', { user: { id: 1 } })

/** Updates a contract with what a block sends, and returns it; it holds from then on. */
async function updated(contract: string, block: () => unknown): Promise<string> {
  const folder = withContracts({ pulls: contract }, 'all')
  await expect(block).toMatchTrackingJourney('pulls')
  Object.assign(expect.getState().snapshotState, { _updateSnapshot: 'none' })
  await expect(block).toMatchTrackingJourney('pulls')
  return contractIn(folder, 'pulls')
}

test.each([1, 3])(
  'an entry that happened %i times instead of twice gets that count',
  async (count) => {
    for (const order of ['', 'ordered: true\n', 'exact: true\n']) {
      const contract = (times: number) =>
        `${order}events:\n# The pull.\n- action: pull_package\n  count: ${times} # exactly\n  label: npm\n- action: push_package\n`
      const block = () => {
        for (let index = 0; index < count; index++) pull()
        push()
      }
      expect(await updated(contract(2), block)).toBe(contract(count))
    }
  },
)

test.each([
  (count: number) => `- action: pull_package\n  "count": ${count}\n`,
  (count: number) => `- 'count' : ${count} # first\n  action: pull_package\n`,
])('a count is corrected however its key is written', async (entry) => {
  expect(await updated(`events:\n${entry(3)}`, pull)).toBe(`events:\n${entry(1)}`)
})

test('a count is corrected where another event of the action happened too', async () => {
  expect(
    await updated('events:\n- action: pull_package\n  label: npm\n  count: 2\n', () => {
      pull()
      pull('maven')
    }),
  ).toBe('events:\n- action: pull_package\n  label: npm\n  count: 1\n')
})

test('a count is corrected within a group that has no order', async () => {
  const contract = (count: number) => `ordered: true
events:
- action: push_package
# Both of them.
- unordered:
  # As often as it takes.
  - action: pull_package
    label: npm
    count: ${count}
  - label: maven
`
  expect(
    await updated(contract(2), () => {
      push()
      pull('maven')
      pull()
    }),
  ).toBe(contract(1))
})

test('an event of a closed contract that came again gets a count', async () => {
  expect(
    await updated('exact: true\nevents:\n- action: pull_package # any\n', () => {
      pull()
      pull('maven')
    }),
  ).toBe('exact: true\nevents:\n- action: pull_package # any\n  count: 2\n')
})

test('an entry whose event happened otherwise is replaced, though another entry covers the event', async () => {
  expect(
    await updated('events:\n- action: pull_package\n- action: pull_package\n  label: npm\n', () =>
      pull('maven'),
    ),
  ).toBe(
    'events:\n- action: pull_package\n- category: Packages\n  action: pull_package\n  label: maven\n  user: user#1\n',
  )
})

test('a new entry stands where its event happened', async () => {
  expect(
    await updated(
      'exact: true\nevents:\n- action: push_package\n- action: delete_package\n',
      () => {
        push()
        pull()
        trackInternalEvent('delete_package', { user: { id: 1 } })
      },
    ),
  ).toBe(`exact: true
events:
- action: push_package
- category: Packages
  action: pull_package
  label: npm
  user: user#1
- action: delete_package
`)
})

test('an entry without an event of its action is dropped', async () => {
  expect(
    await updated('events:\n- action: push_package\n- action: pull_package\n  count: 2\n', push),
  ).toBe('events:\n- action: push_package\n')
})

test('an update leaves a contract alone whose metrics alone do not hold', async () => {
  const contract = 'events:\n- action: pull_package\nmetrics:\n  counts.package_pulls: 3\n'
  const folder = withContracts({ pulls: contract }, 'all')
  expect(
    await failure(folder, () => expect(() => pull()).toMatchTrackingJourney('pulls')),
  ).toContain(
    'or correct it in <contracts>/pulls.yml:4. An update with -u leaves metrics as they are.',
  )
  expect(contractIn(folder, 'pulls')).toBe(contract)
})

test('an update leaves the events alone, too, where a metric does not hold', async () => {
  const contract =
    'events:\n- action: pull_package\n  label: npm\nmetrics:\n  counts.package_pulls: 3\n'
  const folder = withContracts({ pulls: contract }, 'all')
  expect(
    await failure(folder, () => expect(() => pull('maven')).toMatchTrackingJourney('pulls')),
  ).toBe(`expect(block).toMatchTrackingJourney("pulls")

Expected the block to follow the journey "pulls", but 1 event changed, 1 metric moved otherwise.

Changed: "pull_package", label "npm" (<contracts>/pulls.yml:2)
    differs at label
      expected: "npm"
      recorded: "maven"
Metric "counts.package_pulls" (<contracts>/pulls.yml:5)
  expected: +3
  recorded: +1

Recorded, in this order:
  "pull_package" user 1, {"label": "maven"}

Assert the metric with toIncrementUsageMetrics("counts.package_pulls"), which tells why it did not move, or correct it in <contracts>/pulls.yml:5. An update with -u leaves metrics as they are. It corrects the events when the metrics are as they should be.`)
  expect(contractIn(folder, 'pulls')).toBe(contract)
})

test('each contract that is written is told on a line', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => write.mockRestore())
  const folder = withContracts({ pushes: 'events:\n- action: push_package\n' }, 'all')
  await expect(() => pull()).toMatchTrackingJourney('pulls')
  await expect(() => pull()).toMatchTrackingJourney('pulls')
  await expect(() => pull()).toMatchTrackingJourney('pushes')
  expect(write.mock.calls.map(([line]) => `${line}`.replaceAll(folder, '<contracts>'))).toEqual([
    'Recorded the journey "pulls": <contracts>/pulls.yml\n',
    'Updated the journey "pushes": <contracts>/pushes.yml\n',
  ])
})
