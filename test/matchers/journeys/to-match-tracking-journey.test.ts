import { expect, onTestFinished, test } from 'vitest'
import { journey, trackInternalEvent } from '../../../src/entries/index.ts'
import { runner } from '../../../src/fakes/index.ts'
import { failure, withContracts } from './with-contracts.ts'

const user = { id: 1 }
const track = (name: string, label?: string, property?: string) =>
  trackInternalEvent(name, {
    user,
    category: 'Packages',
    additionalProperties: { ...(label && { label }), ...(property && { property }) },
  })
const install = () => {
  track('click_copy_install_command', 'npm')
  track('pull_package', 'npm')
}

test('a journey holds where each event of its contract happened, whatever else did', async () => {
  withContracts({
    install: `---
description: |
  A package is installed.
events:
  - category: Packages
    action: pull_package
    label: npm
`,
  })
  expect(install).toMatchTrackingJourney('install')
  await expect(async () => install()).toMatchTrackingJourney('install')
})

test('an event that is missing is told with its line, and with what was recorded', async () => {
  const folder = withContracts({
    install: 'events:\n- action: push_package\n- action: pull_package\n',
  })
  expect(await failure(folder, () => expect(install).toMatchTrackingJourney('install'))).toBe(
    `expect(block).toMatchTrackingJourney("install")

Expected the block to follow the journey "install", but 1 event is missing.

Missing: "push_package" (<contracts>/install.yml:2)

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "npm"}
  "pull_package" user 1, {"label": "npm"}

Track the event as the contract says. Or record the contract anew: run the test with -u.`,
  )
})

test('fields that differ are told with both values, the nearest event first', async () => {
  const folder = withContracts({
    install:
      'events:\n- category: Packages\n  action: pull_package\n  label: maven\n  property: x\n',
  })
  const block = () => {
    track('pull_package', 'npm')
    track('pull_package', 'maven')
  }
  expect(await failure(folder, () => expect(block).toMatchTrackingJourney('install'))).toBe(
    `expect(block).toMatchTrackingJourney("install")

Expected the block to follow the journey "install", but 1 event changed.

Changed: "pull_package", category "Packages", label "maven", property "x" (<contracts>/install.yml:2)
    differs at property
      expected: "x"
      recorded: none

Recorded, in this order:
  "pull_package" user 1, {"label": "npm"}
  "pull_package" user 1, {"label": "maven"}

Track the event as the contract says. Or record the contract anew: run the test with -u.`,
  )
})

test('without a count an event may come often, and two entries may have the same one', () => {
  withContracts({ pulls: 'events:\n- action: pull_package\n- action: pull_package\n' })
  expect(() => track('pull_package')).toMatchTrackingJourney('pulls')
  expect(() => {
    install()
    install()
  }).toMatchTrackingJourney('pulls')
})

test('a count is exact', async () => {
  const folder = withContracts({
    pulls: 'events:\n- action: pull_package\n  count: 2\n',
    never: 'events:\n- action: push_package\n  count: 3\n',
  })
  const twice = () => {
    install()
    install()
  }
  expect(twice).toMatchTrackingJourney('pulls')
  const thrice = () => {
    twice()
    install()
  }
  expect(await failure(folder, () => expect(thrice).toMatchTrackingJourney('pulls'))).toBe(
    `expect(block).toMatchTrackingJourney("pulls")

Expected the block to follow the journey "pulls", but 1 event came too often.

Too often: "pull_package" twice, recorded 3 times (<contracts>/pulls.yml:2)

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "npm"} (3 times)
  "pull_package" user 1, {"label": "npm"} (3 times)

Find the code that tracks it more than once. Or record the contract anew: run the test with -u.`,
  )
  expect(await failure(folder, () => expect(twice).toMatchTrackingJourney('never'))).toContain(
    'Missing: "push_package" 3 times, recorded never (<contracts>/never.yml:2)',
  )
})

test.each(['ordered', 'exact'])('a count that nothing reaches is told: %s', async (key) => {
  const folder = withContracts({
    huge: `${key}: true\nevents:\n- action: pull_package\n  count: 9007199254740991\n`,
  })
  const pull = () => track('pull_package')
  expect(await failure(folder, () => expect(pull).toMatchTrackingJourney('huge'))).toBe(
    `expect(block).toMatchTrackingJourney("huge")

Expected the block to follow the journey "huge", but 1 event is missing.

Missing: "pull_package" 9007199254740991 times, recorded once (<contracts>/huge.yml:3)

Recorded, in this order:
  "pull_package" user 1

Track the event as the contract says. Or record the contract anew: run the test with -u.`,
  )
})

test('an event moves on to another entry where the next one has no other place', async () => {
  const entries = (labels: readonly string[]) =>
    labels.map((label) => `- action: pull_package\n${label && `  label: ${label}\n`}`).join('')
  const folder = withContracts({
    loose: `exact: true\nevents:\n- action: pull_package\n  count: 2\n${entries(['npm', 'npm'])}`,
    strict: `exact: true\nevents:\n${entries(['', '', 'npm', 'npm'])}`,
  })
  const block = (labels: readonly string[]) => () => {
    for (const label of labels) track('pull_package', label)
  }
  for (const name of ['loose', 'strict']) {
    const claim = (labels: readonly string[]) => expect(block(labels)).toMatchTrackingJourney(name)
    claim(['npm', 'npm', 'maven', 'npm'])
    claim(['npm', 'npm', 'npm', 'maven'])
    expect(await failure(folder, () => claim(['npm', 'maven', 'maven', 'maven']))).toContain(
      'but 1 event changed.\n\nChanged: "pull_package", label "npm"',
    )
  }
})

test('null is absent, and a field that is not listed is not compared', async () => {
  const folder = withContracts({ bare: 'events:\n- action: pull_package\n  label:\n' })
  expect(() => track('pull_package')).toMatchTrackingJourney('bare')
  expect(await failure(folder, () => expect(install).toMatchTrackingJourney('bare'))).toContain(
    'differs at label\n      expected: none\n      recorded: "npm"',
  )
})

test('the order counts where the contract says so', async () => {
  const folder = withContracts({
    install:
      'ordered: true\nevents:\n- action: click_copy_install_command\n- action: pull_package\n- action: delete_package\n',
  })
  expect(() => {
    install()
    track('push_package')
    track('delete_package')
  }).toMatchTrackingJourney('install')
  const backwards = () => {
    track('pull_package', 'npm')
    track('click_copy_install_command', 'npm')
    track('delete_package')
  }
  expect(await failure(folder, () => expect(backwards).toMatchTrackingJourney('install'))).toBe(
    `expect(block).toMatchTrackingJourney("install")

Expected the block to follow the journey "install", but 1 event came too early.

Too early: "pull_package" (<contracts>/install.yml:4)
  expected after "click_copy_install_command"

Recorded, in this order:
  "pull_package" user 1, {"label": "npm"}
  "click_copy_install_command" user 1, {"label": "npm"}
  "delete_package" user 1

Correct the order in which they are tracked, or leave ordered: true out of <contracts>/install.yml. Or record the contract anew: run the test with -u.`,
  )
})

test('a group without an order stands between events in order', async () => {
  const folder = withContracts({
    install: `ordered: true
events:
- unordered:
  - action: pull_package
  - action: click_copy_install_command
- action: delete_package
`,
  })
  const end = () => track('delete_package')
  expect(() => [install(), end()]).toMatchTrackingJourney('install')
  expect(() => [
    track('pull_package'),
    track('click_copy_install_command'),
    end(),
  ]).toMatchTrackingJourney('install')
  expect(
    await failure(folder, () => expect(() => [end(), install()]).toMatchTrackingJourney('install')),
  ).toContain('Too early: "delete_package" (<contracts>/install.yml:6)')
})

test('in a closed world nothing else happens', async () => {
  const folder = withContracts({
    install: 'exact: true\nevents:\n- action: pull_package\n  label: npm\n',
  })
  expect(() => track('pull_package', 'npm')).toMatchTrackingJourney('install')
  const block = () => {
    install()
    track('pull_package', 'npm')
  }
  expect(await failure(folder, () => expect(block).toMatchTrackingJourney('install'))).toBe(
    `expect(block).toMatchTrackingJourney("install")

Expected the block to follow the journey "install", but 1 event came too often, 1 event is not in the contract.

Too often: "pull_package", label "npm" once, recorded twice (<contracts>/install.yml:3)
Extra: "click_copy_install_command" user 1, {"label": "npm"}

Recorded, in this order:
  "click_copy_install_command" user 1, {"label": "npm"}
  "pull_package" user 1, {"label": "npm"} (2 times)

Find the code that tracks it more than once. Or record the contract anew: run the test with -u.`,
  )
})

test('in a closed world loose and strict entries share the events as well as they can', () => {
  withContracts({
    pulls: 'exact: true\nevents:\n- action: pull_package\n- action: pull_package\n  label: npm\n',
  })
  expect(() => {
    track('pull_package', 'npm')
    track('pull_package', 'maven')
  }).toMatchTrackingJourney('pulls')
})

test('a label stands for one user, and two labels for two', async () => {
  const folder = withContracts({
    share:
      'events:\n- action: push_package\n  user: user#1\n- action: pull_package\n  user: user#2\n',
    own: 'events:\n- action: push_package\n  user: user#1\n- action: pull_package\n  user: user#1\n',
    nobody: 'events:\n- action: push_package\n  user:\n',
  })
  const share = (one: number, other: number) => () => {
    trackInternalEvent('push_package', { user: { id: one } })
    trackInternalEvent('pull_package', { user: { id: other } })
  }
  expect(share(7, 9)).toMatchTrackingJourney('share')
  expect(share(7, 7)).toMatchTrackingJourney('own')
  expect(() => trackInternalEvent('push_package', { user: null })).toMatchTrackingJourney('nobody')
  expect(
    await failure(folder, () => expect(share(7, 7)).toMatchTrackingJourney('share')),
  ).toContain('differs at user\n      expected: "user#2"\n      recorded: "user#1"')
  expect(await failure(folder, () => expect(share(7, 9)).toMatchTrackingJourney('own'))).toContain(
    'differs at user\n      expected: "user#1"\n      recorded: "another user"',
  )
  expect(
    await failure(folder, () => expect(share(7, 9)).toMatchTrackingJourney('nobody')),
  ).toContain('differs at user\n      expected: none\n      recorded: "another user"')
})

test('the ids of labels are found wherever they stand', () => {
  withContracts({
    pulls: `exact: true
events:
- action: pull_package
  user: user#1
- action: push_package
  user: user#1
- action: pull_package
  user: user#2
`,
  })
  expect(() => {
    trackInternalEvent('pull_package', { user: { id: 5 } })
    trackInternalEvent('pull_package', { user: { id: 6 } })
    trackInternalEvent('push_package', { user: { id: 6 } })
  }).toMatchTrackingJourney('pulls')
})

test('value, custom properties and contexts are compared where they are listed', async () => {
  const folder = withContracts({
    filter: `events:
- action: filter_package_list
  value: 2
  properties:
    visibility: public
  contexts:
    gitlab_standard:
      environment: development
    gitlab_experiment:
`,
    other: 'events:\n- action: filter_package_list\n  properties:\n    visibility: private\n',
  })
  const filter = () =>
    trackInternalEvent('filter_package_list', {
      additionalProperties: { value: 2, visibility: 'public' },
    })
  expect(filter).toMatchTrackingJourney('filter')
  expect(await failure(folder, () => expect(filter).toMatchTrackingJourney('other'))).toContain(
    'differs at properties.visibility\n      expected: "private"\n      recorded: "public"',
  )
})

test('metrics move by the steps that the contract says', async () => {
  const folder = withContracts({
    pulls: 'events:\n- action: pull_package\nmetrics:\n  counts.package_pulls: 1\n',
  })
  const pull = () => track('pull_package', 'npm')
  expect(pull).toMatchTrackingJourney('pulls')
  expect(
    await failure(folder, () => expect(() => [pull(), pull()]).toMatchTrackingJourney('pulls')),
  ).toBe(
    `expect(block).toMatchTrackingJourney("pulls")

Expected the block to follow the journey "pulls", but 1 metric moved otherwise.

Metric "counts.package_pulls" (<contracts>/pulls.yml:4)
  expected: +1
  recorded: +2

Recorded, in this order:
  "pull_package" user 1, {"label": "npm"} (2 times)

Assert the metric with toIncrementUsageMetrics("counts.package_pulls"), which tells why it did not move, or correct it in <contracts>/pulls.yml:4. An update with -u leaves metrics as they are.`,
  )
})

test('a block that sends nothing hears the likeliest cause', async () => {
  const folder = withContracts({ pulls: 'events:\n- action: pull_package\n' })
  expect(await failure(folder, () => expect(() => {}).toMatchTrackingJourney('pulls'))).toBe(
    `expect(block).toMatchTrackingJourney("pulls")

Expected the block to follow the journey "pulls", but 1 event is missing.

Missing: "pull_package" (<contracts>/pulls.yml:2)

Recorded: nothing

Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.`,
  )
})

test('a misspelt action is told, since no definition has it', async () => {
  const folder = withContracts({ pulls: 'events:\n- action: pul_package\n' })
  expect(await failure(folder, () => expect(install).toMatchTrackingJourney('pulls'))).toMatch(
    /No definition has the action "pul_package"\. Did you mean "pull_package"\?$/,
  )
})

test('an event that was not sent to Snowplow does not count', async () => {
  const folder = withContracts({ pulls: 'exact: true\nevents:\n- action: pull_package\n' })
  const unsent = () => trackInternalEvent('pull_package', { user: null, sendSnowplowEvent: false })
  expect(await failure(folder, () => expect(unsent).toMatchTrackingJourney('pulls'))).toMatch(
    /"pull_package" was tracked, but not sent to Snowplow, which a contract is about\./,
  )
})

test('a late event breaks a closed world', async () => {
  withContracts({ pulls: 'exact: true\nevents:\n- action: pull_package\n' })
  const { settleTest, runForTest, beginTest } = await import('../../../src/fakes/index.ts')
  const testRun = beginTest('a test')
  const failing = runForTest(testRun, async () => {
    await expect(() => {
      track('pull_package')
      setTimeout(() => track('push_package'), 1)
    }).toMatchTrackingJourney('pulls')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await settleTest(testRun)
  })
  await expect(failing).rejects.toThrow('1 event is not in the contract')
})

test('it waits for events, and is joined with other claims', async () => {
  withContracts({ pulls: 'events:\n- action: pull_package\n' })
  await expect(() => void setTimeout(() => track('pull_package'), 5))
    .toMatchTrackingJourney('pulls')
    .within(2000)
  await expect(() => track('pull_package'))
    .toTriggerInternalEvents('pull_package')
    .and.toMatchTrackingJourney('pulls')
    .and.toIncrementUsageMetrics('counts.package_pulls')
})

test('journey() runs its function as the block, and makes the same assertion', async () => {
  const folder = withContracts({ pulls: 'events:\n- action: pull_package\n' })
  await journey('pulls', async () => track('pull_package'))
  expect(await failure(folder, () => journey('pulls', () => {}))).toMatch(
    /^expect\(block\)\.toMatchTrackingJourney\("pulls"\)\n\nExpected the block to follow/,
  )
})

test('journey() points at its call, where it fails and where it is refused', async () => {
  withContracts({ pulls: 'events:\n- action: pull_package\n' })
  const firstFrameOf = async (call: () => unknown) => {
    try {
      await call()
    } catch (error) {
      return /\n\s+at (.*)/.exec((error as Error).stack ?? '')?.[1]
    }
    throw new Error('it holds')
  }
  const callInTest = (name: string) => journey(name, () => {})
  const here = /^callInTest \(.*to-match-tracking-journey\.test\.ts:\d+:\d+\)$/
  expect(await firstFrameOf(() => callInTest('pulls'))).toMatch(here)
  expect(await firstFrameOf(() => callInTest('unknown'))).toMatch(here)
})

test('journey() needs a set-up file', () => {
  const facts = runner()
  const { expect: before } = facts
  facts.expect = undefined
  onTestFinished(() => {
    facts.expect = before
  })
  expect(() => journey('pulls', () => {})).toThrow(
    'Failed to run journey "pulls": no set-up file has registered the matchers.',
  )
})
