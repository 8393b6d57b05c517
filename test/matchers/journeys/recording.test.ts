import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'
import {
  contractIn,
  failure,
  type Mode,
  thrown,
  withContracts,
  withGitlabContracts,
  writeContract,
} from './with-contracts.ts'

const pull = (label?: string, user: { id: number } | null = { id: 4711 }) =>
  trackInternalEvent('pull_package', {
    user,
    category: 'Packages',
    additionalProperties: label ? { label } : {},
  })

function setMode(mode: Mode): void {
  Object.assign(expect.getState().snapshotState, { _updateSnapshot: mode })
}

test('a missing contract is recorded, and holds', async () => {
  const folder = withContracts({}, 'new')
  const block = () => {
    pull('npm')
    pull('npm')
    pull('npm', { id: 12 })
    trackInternalEvent('filter_package_list', {
      category: 'packages:index',
      additionalProperties: { value: 3, visibility: 'public', property: '2026-01-02' },
    })
  }
  await expect(block).toMatchTrackingJourney('group/pulls')
  expect(contractIn(folder, 'group/pulls')).toBe(`---
description: Recorded by the test "a missing contract is recorded, and holds".
exact: true
events:
- category: Packages
  action: pull_package
  label: npm
  user: user#1
  count: 2
- category: Packages
  action: pull_package
  label: npm
  user: user#2
# left out: property
- category: packages:index
  action: filter_package_list
  value: 3
  properties:
    visibility: public
`)
  setMode('none')
  await expect(block).toMatchTrackingJourney('group/pulls')
  await expect(
    failure(folder, () => expect(() => pull('npm')).toMatchTrackingJourney('group/pulls')),
  ).resolves.toContain('events are missing')
  expect(readdirSync(join(folder, 'group'))).toEqual(['pulls.yml'])
})

test('nothing is recorded of a block that sends nothing', async () => {
  const folder = withContracts({}, 'new')
  expect(await failure(folder, () => expect(() => {}).toMatchTrackingJourney('nothing'))).toBe(
    'Failed to record journey "nothing": the block sent no event to Snowplow. Check that it reaches the code that tracks.',
  )
  expect(readdirSync(folder)).toEqual([])
})

test('in CI nothing is recorded', () => {
  const folder = withContracts({}, 'none')
  expect(thrown(folder, () => expect(() => pull()).toMatchTrackingJourney('pulls'))).toMatch(
    /^UNKNOWN_JOURNEY: /,
  )
  expect(readdirSync(folder)).toEqual([])
})

const CONTRACT = `# Whoever owns packages reads this.
description: A package is pulled.
exact: true
events:
# The command first.
- action: click_copy_install_command # of any label

- action: pull_package
  label: npm
# The end.
- action: delete_package
  user: user#2
`

test('an update keeps what holds as it is written, comments and all', async () => {
  const folder = withContracts({ install: CONTRACT }, 'new')
  const block = () => {
    trackInternalEvent('click_copy_install_command', { additionalProperties: { label: 'x' } })
    pull('maven')
    trackInternalEvent('delete_package', { user: { id: 3 } })
    trackInternalEvent('push_package', { user: { id: 3 } })
  }
  const update = () => expect(block).toMatchTrackingJourney('install')
  expect(await failure(folder, update)).toContain('1 event changed, 1 event is not in the contract')
  expect(contractIn(folder, 'install')).toBe(CONTRACT)
  setMode('all')
  await update()
  expect(contractIn(folder, 'install')).toBe(`# Whoever owns packages reads this.
description: A package is pulled.
exact: true
events:
# The command first.
- action: click_copy_install_command # of any label
- category: Packages
  action: pull_package
  label: maven
  user: user#1
# The end.
- action: delete_package
  user: user#2
- category: InternalEventTracking
  action: push_package
  user: user#2
`)
  setMode('none')
  await update()
})

test('an open contract takes a changed event in the place of what it declared, and no others', async () => {
  const folder = withContracts(
    { pulls: 'events:\n  - action: pull_package\n    label: npm\n  - action: delete_package\n' },
    'all',
  )
  await expect(() => {
    pull('maven')
    trackInternalEvent('push_package', { user: { id: 1 } })
  }).toMatchTrackingJourney('pulls')
  expect(contractIn(folder, 'pulls')).toBe(
    'events:\n  - category: Packages\n    action: pull_package\n    label: maven\n    user: user#1\n',
  )
})

test('an update keeps the order of a contract that has one', async () => {
  const folder = withContracts(
    {
      pulls: `ordered: true
events:
- action: delete_package
- action: pull_package # stays
  label: npm
`,
    },
    'all',
  )
  const block = () => {
    pull('npm')
    pull('maven')
    trackInternalEvent('delete_package', { user: { id: 1 } })
  }
  await expect(block).toMatchTrackingJourney('pulls')
  setMode('none')
  await expect(block).toMatchTrackingJourney('pulls')
  expect(contractIn(folder, 'pulls')).toBe(`ordered: true
events:
- action: pull_package # stays
  label: npm
- action: delete_package
`)
})

test('a contract that is written in another style is left to a person', async () => {
  const folder = withContracts({ pulls: 'events: [{ action: push_package }]\n' }, 'all')
  expect(await failure(folder, () => expect(() => pull()).toMatchTrackingJourney('pulls'))).toBe(
    'Failed to record journey "pulls": <contracts>/pulls.yml writes its events in a way that only a person can correct. Correct them there, or remove the file to have it recorded anew.',
  )
})

test('in the folder of GitLab only what Ruby reads is recorded', async () => {
  const folder = withGitlabContracts({}, 'new')
  await expect(() => {
    pull('npm')
    pull('npm')
  }).toMatchTrackingJourney('pulls')
  expect(contractIn(folder, 'pulls')).toBe(`---
description: Recorded by the test "in the folder of GitLab only what Ruby reads is recorded".
exact: true
events:
- category: Packages
  action: pull_package
  label: npm
- category: Packages
  action: pull_package
  label: npm
`)
  expect(existsSync(join(folder, '../../../tracking-journeys'))).toBe(false)
})

describe('two tests of one name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const claim = (label: string) => expect(() => pull(label)).toMatchTrackingJourney('twice')

  test('record it once', async () => {
    withContracts({}, 'new', { folder })
    await claim('npm')
  })

  test.each(['new', 'all'] as const)('may not record something else: %s', async (mode) => {
    withContracts({}, mode, { folder })
    await claim('npm')
    expect(await failure(folder, () => claim('maven'))).toBe(
      'Failed to record journey "twice": the test "two tests of one name > record it once" has recorded another contract of this name in this run. Give each journey a name of its own.',
    )
    expect(contractIn(folder, 'twice')).toContain('label: npm')
  })
})

describe('an update', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const claim = (name: string, block: () => unknown) => expect(block).toMatchTrackingJourney(name)
  const contract = 'events:\n- action: pull_package\n  label: npm\n'

  test('finds a contract that holds', async () => {
    withContracts({ needed: contract }, 'all', { folder })
    await claim('needed', () => pull('npm'))
  })

  test('does not take it from the test that needs it', async () => {
    withContracts({}, 'all', { folder })
    expect(await failure(folder, () => claim('needed', () => pull('maven')))).toBe(
      'Failed to record journey "needed": the test "an update > finds a contract that holds" holds by the contract as it is, and would not by a corrected one. Give each journey a name of its own, or correct what this test sends.',
    )
    expect(contractIn(folder, 'needed')).toBe(contract)
  })

  test('does not take it from an earlier assertion of the test', async () => {
    withContracts({ asserted: contract, recorded: contract }, 'all', { folder })
    await claim('asserted', () => pull('npm'))
    const remedy =
      'an earlier assertion of this test holds by the contract as it is, and would not by a corrected one. Give each journey a name of its own, or correct what this test sends.'
    expect(await failure(folder, () => claim('asserted', () => pull('maven')))).toBe(
      `Failed to record journey "asserted": ${remedy}`,
    )
    await claim('recorded', () => pull('maven'))
    expect(await failure(folder, () => claim('recorded', () => pull('npm')))).toBe(
      `Failed to record journey "recorded": ${remedy}`,
    )
    expect(contractIn(folder, 'recorded')).toContain('label: maven')
  })

  const both = () => {
    pull('npm')
    trackInternalEvent('delete_package', { user: { id: 1 } })
  }

  test('finds a contract that says less than what happens', async () => {
    withContracts({ shared: `${contract}- action: delete_package\n` }, 'all', { folder })
    await claim('shared', both)
  })

  test('corrects a contract that holds for all tests then', async () => {
    withContracts({}, 'all', { folder })
    await claim('shared', () => pull('npm'))
    expect(contractIn(folder, 'shared')).toBe(contract)
    await claim('shared', both)
  })

  const attempts: string[] = []

  test('asks nothing of an attempt that has failed', { retry: 1 }, async () => {
    const label = attempts.length === 0 ? 'npm' : 'maven'
    attempts.push(label)
    if (label === 'npm') writeContract(folder, 'retried', contract)
    withContracts({}, 'all', { folder })
    await claim('retried', () => pull(label))
    expect(contractIn(folder, 'retried')).toContain('label: maven')
  })

  test('takes a contract that another worker has corrected meanwhile', async () => {
    withContracts({ meanwhile: contract }, 'all', { folder })
    const corrected = contract.replace('npm', 'maven')
    await claim('meanwhile', () => {
      pull('maven')
      writeContract(folder, 'meanwhile', corrected)
    })
    expect(contractIn(folder, 'meanwhile')).toBe(corrected)
  })

  test('writes nothing for an assertion that fails for another reason', async () => {
    withContracts({ failing: contract }, 'all', { folder })
    const failing = (name: string) =>
      failure(folder, () =>
        expect(() => pull('maven'))
          .toMatchTrackingJourney(name)
          .and.toTriggerInternalEvents('push_package'),
      )
    expect(await failing('failing')).toMatch(/^expect\(block\)\.toTriggerInternalEvents/m)
    expect(contractIn(folder, 'failing')).toBe(contract)
    expect(await failing('new')).toMatch(/^expect\(block\)\.toTriggerInternalEvents/)
    expect(existsSync(join(folder, 'new.yml'))).toBe(false)
  })
})

test('a contract that another worker has recorded meanwhile is the one to hold', async () => {
  const folder = withContracts({}, 'new')
  const block = () => {
    pull('npm')
    writeContract(folder, 'raced', 'events:\n- action: pull_package\n  label: maven\n')
  }
  expect(await failure(folder, () => expect(block).toMatchTrackingJourney('raced'))).toContain(
    '1 event changed',
  )
})

const send = async (experiment: string, variant: string) => {
  const { buildStructEvent } = await import('@snowplow/node-tracker')
  fakes.tracker.track(buildStructEvent({ category: experiment, action: 'pull_package' }), [
    {
      schema: 'iglu:com.gitlab/gitlab_experiment/jsonschema/1-0-0',
      data: { experiment, key: 'abc', variant },
    },
  ])
}

test('each variant of an experiment is recorded beside the others', async () => {
  const folder = withContracts({}, 'new')
  const claim = (variant: string) =>
    expect(() => send('whats_new', variant)).toMatchTrackingJourney('trial', { variant })
  await claim('candidate')
  await claim('control')
  expect(contractIn(folder, 'trial')).toBe(`---
description: Recorded by the test "each variant of an experiment is recorded beside the others".
experiment: whats_new
variants:
  candidate:
    exact: true
    events:
    - category: whats_new
      action: pull_package
  control:
    exact: true
    events:
    - category: whats_new
      action: pull_package
`)
  setMode('none')
  await claim('candidate')
  await claim('control')
  expect(
    await failure(folder, () =>
      expect(() => send('whats_new', 'control')).toMatchTrackingJourney('trial', {
        variant: 'candidate',
      }),
    ),
  ).toContain('differs at experiment_context.variant')
  setMode('new')
  expect(
    await failure(folder, () =>
      expect(() => pull()).toMatchTrackingJourney('trial', { variant: 'candidat' }),
    ),
  ).toBe(
    'Failed to record journey "trial": no event of the block carries the context of an experiment with the variant "candidat". Send the events with it, or leave the variant out.',
  )
})
