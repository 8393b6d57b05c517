import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { beginTest, currentRun, runToEnd } from '../../../src/fakes/index.ts'
import { compareRuns, obsoleteJourneys } from '../../../src/journeys/index.ts'
import { failure, withContracts, writeContract } from './with-contracts.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const pull = (label = 'npm') =>
  trackInternalEvent('pull_package', {
    user: { id: 1 },
    category: 'Packages',
    additionalProperties: { label },
  })

test('each journey writes its events, its payloads and the index', async () => {
  const evidence = temporaryFolder()
  const folder = withContracts(
    { pulls: 'events:\n- action: pull_package\n', pushes: 'events:\n- action: push_package\n' },
    'none',
    { evidence },
  )
  await expect(() => [pull(), pull('maven')]).toMatchTrackingJourney('pulls')
  await failure(folder, () => expect(() => pull()).toMatchTrackingJourney('pushes'))
  const index = JSON.parse(readFileSync(join(evidence, 'index.json'), 'utf8'))
  const location = 'test/matchers/journeys/evidence.test.ts'
  const example = 'each journey writes its events, its payloads and the index'
  const place = index[0].events.replace('/pulls/events.yml', '')
  expect(place).toMatch(
    /^test\/matchers\/journeys\/evidence\.test\/each-journey-writes-its-events-its-payloads-and-the-index-[\da-f]{8}$/,
  )
  expect(index).toEqual([
    {
      journey: 'pulls',
      variant: null,
      example,
      location,
      events: `${place}/pulls/events.yml`,
      payloads: `${place}/pulls/payloads.json`,
    },
    {
      journey: null,
      variant: null,
      example,
      location,
      events: `${place}/pushes/events.yml`,
      payloads: `${place}/pushes/payloads.json`,
    },
  ])
  expect(readFileSync(join(evidence, index[0].events), 'utf8')).toMatch(
    /^# Captured from: each journey writes .*\n# test\/matchers\/journeys\/evidence\.test\.ts at \d{4}-.*Z\n---\nevents:\n- category: Packages\n {2}action: pull_package\n {2}label: npm\n- category: Packages\n {2}action: pull_package\n {2}label: maven\n$/,
  )
  expect(JSON.parse(readFileSync(join(evidence, index[0].payloads), 'utf8'))).toMatchObject([
    { e: 'se', se_ac: 'pull_package', se_la: 'npm' },
    { e: 'se', se_ac: 'pull_package', se_la: 'maven' },
  ])
})

test('the index lists what this run has written, and not what earlier ones have left', async () => {
  const evidence = temporaryFolder()
  const left = (name: string, run: object) => {
    const [events, payloads] = [`${name}/events.yml`, `${name}/payloads.json`]
    mkdirSync(join(evidence, name))
    const entry = { journey: name, variant: null, example: name, location: name, events, payloads }
    writeFileSync(join(evidence, name, 'entry.json'), JSON.stringify({ ...entry, ...run }))
  }
  left('renamed', { run: '1-1' })
  left('of-an-older-version', {})
  withContracts({ pulls: 'events:\n- action: pull_package\n' }, 'none', { evidence })
  await expect(() => pull()).toMatchTrackingJourney('pulls')
  const index: { example: string }[] = JSON.parse(
    readFileSync(join(evidence, 'index.json'), 'utf8'),
  )
  expect(index.map(({ example }) => example)).toEqual([
    'the index lists what this run has written, and not what earlier ones have left',
  ])
})

test('a folder that cannot be written is an error', async () => {
  const folder = temporaryFolder()
  const evidence = join(folder, 'file')
  writeFileSync(evidence, '')
  withContracts({ pulls: 'events:\n- action: pull_package\n' }, 'none', { evidence })
  expect(await failure(folder, () => expect(() => pull()).toMatchTrackingJourney('pulls'))).toMatch(
    /^Failed to write the evidence of journey "pulls": .*ENOTDIR/,
  )
})

test('a test notes the journeys that it has asserted, and the others are obsolete', async () => {
  const root = temporaryFolder()
  writeFileSync(join(root, 'internal-events.config.json'), '{ "journeys": { "folder": "here" } }')
  const contract = 'events:\n- action: pull_package\n'
  for (const name of ['here/pulls', 'here/old/pulls']) writeContract(root, name, contract)
  withContracts({}, 'none', { folder: join(root, 'here') })
  await expect(() => pull()).toMatchTrackingJourney('pulls')
  expect([...currentRun().journeys]).toEqual(['pulls'])
  expect(obsoleteJourneys(root, currentRun().journeys)).toEqual([
    { name: 'old/pulls', file: 'here/old/pulls.yml' },
  ])
})

test('the report hears of a journey, and of what its contract guards', async () => {
  withContracts({
    pulls: 'events:\n- action: pull_package\n  label: npm\nmetrics:\n  counts.package_pulls: 1\n',
  })
  const testRun = beginTest('the inner test')
  await runToEnd(testRun, () => expect(() => pull()).toMatchTrackingJourney('pulls'))
  const { marks = [], journeys } = testRun.readEvidence() ?? {}
  expect(journeys).toEqual(['pulls'])
  expect(marks.filter(({ level }) => level === 'asserted').map(({ entry }) => entry)).toEqual([
    { kind: 'event', name: 'pull_package' },
    { kind: 'property', name: 'pull_package', property: 'label' },
    { kind: 'filter', name: 'pull_package', property: 'label', value: 'npm' },
    { kind: 'metric', name: 'counts.package_pulls' },
  ])
})

test('two runs differ in what payloads alone say, and a journey that failed meets itself', async () => {
  const run = async (user: number, value: number, contract: string) => {
    const evidence = temporaryFolder()
    const folder = withContracts({ pulls: contract }, 'none', { evidence })
    const block = () =>
      trackInternalEvent('filter_package_list', {
        user: { id: user },
        category: 'Packages',
        additionalProperties: { value, visibility: value > 1 ? 'private' : 'public' },
      })
    try {
      await expect(block).toMatchTrackingJourney('pulls')
    } catch (error) {
      if (!String(error).includes('follow the journey')) throw error
    }
    return { evidence, folder }
  }
  const holds = 'events:\n- category: Packages\n'
  const first = await run(1, 1, holds)
  expect(compareRuns(first.evidence, (await run(2, 1, holds)).evidence).changes).toEqual([])
  const title =
    'pulls: two runs differ in what payloads alone say, and a journey that failed meets itself'
  const event = 'category "Packages", action "filter_package_list"'
  expect(compareRuns(first.evidence, (await run(1, 2, holds)).evidence).changes).toEqual([
    {
      title,
      kind: 'changed',
      removed: [`${event}, value 1, visibility "public", user "user#1"`],
      added: [`${event}, value 2, visibility "private", user "user#1"`],
    },
  ])
  const failed = await run(1, 1, 'events:\n- action: push_package\n')
  expect(compareRuns(first.evidence, failed.evidence).changes).toEqual([
    {
      title,
      kind: 'changed',
      removed: ['follows its contract'],
      added: ['does not follow its contract'],
    },
  ])
})
