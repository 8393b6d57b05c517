import { describe, expect, onTestFinished, test } from 'vitest'
import { loadCatalog, MatcherError, trackInternalEvent } from '../../src/entries/index.ts'
import { currentCatalog, setCatalog } from '../../src/fakes/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { messageOf } from '../matchers/message-of.ts'
import { misuseOf } from '../matchers/misuse-of.ts'
import { type UncheckedChain, unchecked, uncheckedExpect } from '../matchers/unchecked.ts'

/** The words for counts and steps, and the combinations of them that do not add up. */
const user = { id: 1 }
const pull = (times = 1) => {
  for (let count = 0; count < times; count++) trackInternalEvent('pull_package', { user })
}
const pulls = 'counts.package_pulls'
const counted = (times: number) =>
  unchecked(expect(() => pull(times)).toTriggerInternalEvents('pull_package'))
const moved = (times: number) => unchecked(expect(() => pull(times)).toIncrementUsageMetrics(pulls))

/** Cause and remedy of a message, behind the assertion that the chain ends. */
const told = (message: string) => message.slice(message.indexOf(': ') + 2)

describe('counts', () => {
  test.each<[string, number, (chain: UncheckedChain) => UncheckedChain]>([
    ['once', 0, (chain) => chain.once()],
    ['twice', 1, (chain) => chain.twice()],
    ['3 times', 2, (chain) => chain.thrice()],
    ['4 times', 1, (chain) => chain.times(4)],
    ['4 times', 1, (chain) => chain.exactly(4)],
    ['at least 3 times', 1, (chain) => chain.atLeast(3)],
    ['at most twice', 3, (chain) => chain.atMost(2)],
    ['2 to 3 times', 1, (chain) => chain.atLeast(2).atMost(3)],
  ])('%s, where it is %i', async (words, times, narrow) => {
    expect(await messageOf(() => narrow(counted(times)))).toContain(
      `Expected "pull_package" to be triggered ${words}, but`,
    )
  })

  test.each<[string, (chain: UncheckedChain) => UncheckedChain]>([
    ['.never()', (chain) => chain.never()],
    ['.atMost(0)', (chain) => chain.atMost(0)],
  ])('%s, where it is 1', async (said, narrow) => {
    expect(
      await messageOf(() => narrow(counted(1))),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package")${said}

Expected "pull_package" never to be triggered, but it was triggered once.

Expected: "pull_package" never
Recorded: once
  "pull_package" user 1

Find the code that tracks it, or expect .times(1).`)
  })

  test('equal bounds and zero are counts', async () => {
    await counted(2).atLeast(2).atMost(2)
    await counted(0).times(0)
    await counted(0).atMost(0)
  })

  test.each<[string, (chain: UncheckedChain) => UncheckedChain]>([
    [
      '.once() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.twice().once(),
    ],
    [
      '.twice() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.once().twice(),
    ],
    [
      '.thrice() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.once().thrice(),
    ],
    [
      '.never() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.once().never(),
    ],
    [
      '.times() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.once().times(1),
    ],
    [
      '.exactly() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.atMost(1).exactly(1),
    ],
    [
      '.atLeast() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.atLeast(1).atLeast(1),
    ],
    [
      '.atMost() contradicts the count before it. Say once how often the event is expected.',
      (chain) => chain.atMost(1).atMost(1),
    ],
    ['no count is at least 2 and at most 1. Swap the two.', (chain) => chain.atLeast(2).atMost(1)],
    ['no count is at least 2 and at most 1. Swap the two.', (chain) => chain.atMost(1).atLeast(2)],
    ['.times(-1) is not a valid count. Give a whole number from 0 on.', (chain) => chain.times(-1)],
    [
      '.exactly(0.5) is not a valid count. Give a whole number from 0 on.',
      (chain) => chain.exactly(0.5),
    ],
    [
      '.atLeast(NaN) is not a valid count. Give a whole number from 1 on.',
      (chain) => chain.atLeast(Number.NaN),
    ],
    [
      '.atMost(-2) is not a valid count. Give a whole number from 0 on.',
      (chain) => chain.atMost(-2),
    ],
    [
      '.atLeast(-1) is not a valid count. Give a whole number from 1 on.',
      (chain) => chain.atLeast(-1),
    ],
    [
      '.atLeast("once") is not a valid count. Give a whole number from 1 on.',
      (chain) => chain.atLeast('once' as never),
    ],
    [
      '.times("3") is not a valid count. Give a whole number from 0 on.',
      (chain) => chain.times('3' as never),
    ],
    [
      '.within("5") is not a valid time. Give a number of milliseconds above 0.',
      (chain) => chain.within('5' as never),
    ],
  ])('%s', (cause, narrow) => {
    expect(told(misuseOf(() => narrow(counted(1))))).toBe(cause)
  })
})

describe('steps', () => {
  test.each<[string, number, (chain: UncheckedChain) => UncheckedChain]>([
    ['increase by 1', 2, (chain) => chain],
    ['increase by 3', 1, (chain) => chain.by(3)],
    ['increase by at least 2', 1, (chain) => chain.byAtLeast(2)],
    ['increase by at most 1', 2, (chain) => chain.byAtMost(1)],
    ['increase by 2 to 3', 1, (chain) => chain.atLeast(2).atMost(3)],
    ['increase by 2 from 1', 1, (chain) => chain.from(1).by(2)],
    ['increase from 0 to 3', 1, (chain) => chain.from(0).to(3)],
    ['increase to 3', 1, (chain) => chain.to(3)],
    ['increase by at most 1 to 5', 5, (chain) => chain.to(5).atMost(1)],
  ])('%s, where it is %i', async (words, times, narrow) => {
    expect(await messageOf(() => narrow(moved(times)))).toContain(
      `Expected "${pulls}" to ${words}, but it increased by ${times}`,
    )
  })

  test('equal bounds, and at most a step where nothing moved', async () => {
    await moved(2).byAtLeast(2).byAtMost(2)
    await moved(0).byAtMost(1)
  })

  test.each<[string, (chain: UncheckedChain) => UncheckedChain]>([
    [
      '.by() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.by(1).by(1),
    ],
    [
      '.by() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.byAtLeast(2).by(1),
    ],
    [
      '.by() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.byAtMost(2).by(1),
    ],
    [
      '.atLeast() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.byAtLeast(1).atLeast(1),
    ],
    [
      '.byAtLeast() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.by(1).byAtLeast(1),
    ],
    [
      '.atMost() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.byAtMost(1).atMost(1),
    ],
    [
      '.byAtMost() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.atMost(1).byAtMost(1),
    ],
    [
      '.from() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.from(0).from(0),
    ],
    [
      '.to() contradicts the chain before it. Say once how the metric is expected to move.',
      (chain) => chain.to(1).to(1),
    ],
    ['.by(-1) is not a valid number. Give a number above 0.', (chain) => chain.by(-1)],
    [
      '.by(0) does not say that the metric moves. Use toNotIncrementUsageMetrics, or give a step above 0.',
      (chain) => chain.by(0),
    ],
    [
      '.byAtLeast(0) does not say that the metric moves. Use toNotIncrementUsageMetrics, or give a step above 0.',
      (chain) => chain.byAtLeast(0),
    ],
    [
      '.atLeast(0) does not say that the metric moves. Use toNotIncrementUsageMetrics, or give a step above 0.',
      (chain) => chain.atLeast(0),
    ],
    [
      '.byAtMost(0) does not say that the metric moves. Use toNotIncrementUsageMetrics, or give a step above 0.',
      (chain) => chain.byAtMost(0),
    ],
    [
      '.byAtLeast(NaN) is not a valid number. Give a number above 0.',
      (chain) => chain.byAtLeast(Number.NaN),
    ],
    [
      '.byAtMost("1") is not a valid number. Give a number above 0.',
      (chain) => chain.byAtMost('1' as never),
    ],
    ['.from(-1) is not a valid number. Give a number from 0 on.', (chain) => chain.from(-1)],
    [
      '.to(Infinity) is not a valid number. Give a number from 0 on.',
      (chain) => chain.to(Number.POSITIVE_INFINITY),
    ],
  ])('%s', (cause, narrow) => {
    expect(told(misuseOf(() => narrow(moved(1))))).toBe(cause)
  })

  test.each<[string, (chain: UncheckedChain) => UncheckedChain]>([
    [
      'no step is at least 3 and at most 2. Swap the two.',
      (chain) => chain.byAtLeast(3).byAtMost(2),
    ],
    [
      '.from(2).to(2) does not increase the metric. State a higher end, or use toNotIncrementUsageMetrics.',
      (chain) => chain.from(2).to(2),
    ],
    [
      '.from(0).to(3) is a step of 3, which contradicts .by(2). Leave one of the two out.',
      (chain) => chain.from(0).to(3).by(2),
    ],
    [
      '.from(0).to(1) is a step of 1, which contradicts .byAtLeast(2). Leave one of the two out.',
      (chain) => chain.from(0).to(1).byAtLeast(2),
    ],
    [
      '.from(0).to(3) is a step of 3, which contradicts .byAtLeast(1).byAtMost(2). Leave one of the two out.',
      (chain) => chain.from(0).to(3).byAtLeast(1).byAtMost(2),
    ],
    [
      '.from(0).to(3) is a step of 3, which contradicts .byAtMost(2). Leave one of the two out.',
      (chain) => chain.from(0).to(3).byAtMost(2),
    ],
    [
      '.from(0) says where the metric starts, but nothing says where it ends. Add .to(value) or .by(step).',
      (chain) => chain.from(0),
    ],
  ])('%s', async (cause, narrow) => {
    expect(told(await messageOf(() => narrow(moved(1))))).toBe(cause)
  })
})

test.each<[string, () => unknown]>([
  ['INVALID_CHAIN', () => counted(1).once().once()],
  ['INVALID_CHAIN', () => counted(1).with({}).with({})],
  ['INVALID_CHAIN', () => counted(1).within(0)],
  ['INVALID_CHAIN', () => moved(1).by(1).by(1)],
  [
    'INVALID_CHAIN',
    () =>
      expect(() => {})
        .toChange(() => 1)
        .by(1)
        .to(1),
  ],
  [
    'INVALID_CHAIN',
    () =>
      expect(() => {})
        .toChange(() => 1)
        .by('x' as never),
  ],
  ['INVALID_EXPECTATION', () => counted(1).with('x' as never)],
  ['INVALID_EXPECTATION', () => expect(() => {}).toChange(1 as never)],
  ['INVALID_EXPECTATION', () => uncheckedExpect(expect(() => {})).toChange(async () => 1)],
  ['INVALID_NAMES', () => expect(() => {}).toTriggerInternalEvents(1 as never)],
  ['INVALID_NAMES', () => expect(() => {}).toTriggerInternalEvents(null as never)],
  ['INVALID_NAMES', () => expect(() => {}).toTriggerInternalEvents('pull_package', 'pull_package')],
  ['INVALID_NAMES', () => expect(() => {}).toIncrementUsageMetrics(...([] as never as [string]))],
  ['INVALID_NAMES', () => expect(() => {}).toIncrementUsageMetrics(1 as never)],
  ['INVALID_SUBJECT', () => uncheckedExpect(expect(1)).toTriggerInternalEvents('pull_package')],
])('the code of misuse is %s', (code, assert) => {
  let failure: unknown
  try {
    assert()
  } catch (error) {
    failure = error
  }
  expect(failure).toBeInstanceOf(MatcherError)
  expect(failure).toMatchObject({ code })
})

describe('toChange', () => {
  const state = { value: 1 }
  const change = expect(() => {
    state.value += 1
  })
  const read = () => state.value

  test.each<[string, () => PromiseLike<unknown>]>([
    ['change from 9', () => change.toChange(read).from(9)],
    ['change to 9', () => change.toChange(read).to(9)],
    ['change by 2', () => change.toChange(read).by(2)],
    ['change from 1 to 9', () => change.toChange(read).from(1).to(9)],
  ])('fails to %s', async (words, assert) => {
    state.value = 1
    expect(await messageOf(assert)).toContain(
      `Expected the value to ${words}, but it changed from 1 to 2.`,
    )
  })

  test('may say from and by, or from and to', async () => {
    state.value = 1
    await change.toChange(read).from(1).by(1)
    await change.toChange(read).to(3).from(2)
  })
})

describe('why a metric did not move', () => {
  const withDefinitions = (files: Record<string, string>) => {
    const { root, remove } = temporaryProject(files)
    onTestFinished(remove)
    const catalog = currentCatalog()
    onTestFinished(() => setCatalog(catalog))
    setCatalog(loadCatalog({ root }))
  }

  test('events of some of its rules cannot be triggered', async () => {
    withDefinitions({
      'config/events/gone.yml': 'internal_events: true\naction: gone\nstatus: removed\n',
      'config/events/old.yml': 'action: old\n',
      'config/events/broken.yml': 'action: broken\nx: [\n',
      'config/events/live.yml': 'internal_events: true\naction: live\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: redis_hll\ntime_frame: all\nevents:\n- name: gone\n- name: old\n- name: broken\n- name: live\n',
    })
    expect(await messageOf(() => expect(() => {}).toIncrementUsageMetrics('m'))).toContain(`\
It counts, by 4 rules:
  gone
    can never count: "gone" has status: removed (config/events/gone.yml:2)
  old
    not counted by the block: without internal_events: true, only the end points increment_counter and increment_unique_users count it
  broken
    can never count: "broken" cannot be used (config/events/broken.yml:3: deficient indentation)
  live
    not triggered by the block

Track "live" in the block.`)
  })

  test('no event can have what one of its rules needs', async () => {
    withDefinitions({
      'config/events/e.yml':
        'internal_events: true\naction: e\nadditional_properties: { label: {} }\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: e\n  filter: { label: yes }\n- name: e\n  filter: { label: other }\n',
    })
    const track = () => trackInternalEvent('e', { additionalProperties: { label: 'yes' } })
    expect(await messageOf(() => expect(track).toIncrementUsageMetrics('m'))).toContain(`\
It counts, by 2 rules:
  e where label is true
    once not counted: "e" never has the label true, by which the metric filters: tracking takes a string
  e where label is "other"
    once not counted: label should be "other", but was "yes"

Put the value in quotes in the filter, and track it as a string.`)
    expect(await messageOf(() => expect(() => {}).toIncrementUsageMetrics('m'))).toContain(`\
  e where label is true
    can never count: "e" never has the label true, by which the metric filters: tracking takes a string
  e where label is "other"
    not triggered by the block

Track "e" in the block.`)
  })

  test('many members were counted before', async () => {
    const weekly = 'redis_hll_counters.packages.active_users_weekly'
    const many = (count: number) => () => {
      for (let id = 1; id <= count; id++) trackInternalEvent('pull_package', { user: { id } })
    }
    many(6)()
    const six = await messageOf(() => expect(many(6)).toIncrementUsageMetrics(weekly))
    expect(six).toContain(
      'user 1, 2, 3, 4, 5, … were already counted in this week or the one before',
    )
    expect(six).toContain('Use a user that was not counted before the block.')
    const five = await messageOf(() => expect(many(5)).toIncrementUsageMetrics(weekly))
    expect(five).toContain('user 1, 2, 3, 4, 5 were already counted')
  })

  test('in which weeks of a month', async () => {
    const push = () =>
      trackInternalEvent('push_package', {
        user,
        project: { id: 2 },
        additionalProperties: { label: 'npm', property: 'user' },
      })
    push()
    const message = await messageOf(() =>
      expect(push).toIncrementUsageMetrics('redis_hll_counters.packages.npm_projects_monthly'),
    )
    expect(message).toContain('project 2 was already counted in these five weeks')
  })
})

describe('what was triggered although nothing should have been', () => {
  const names = [
    'pull_package',
    'delete_package',
    'create_ci_build',
    'web_ide_viewed',
    'mr_created',
    'some_event',
  ]
  const trackAll = (count: number) => () => {
    for (const name of names.slice(0, count)) trackInternalEvent(name, { user })
  }

  test('five events are named, of more the number', async () => {
    const five = await messageOf(() => expect(trackAll(5)).not.toTriggerInternalEvents())
    expect(five).toContain('"mr_created" once.')
    const six = await messageOf(() => expect(trackAll(6)).not.toTriggerInternalEvents())
    expect(six).toContain('"mr_created" once, 1 more.')
  })

  test('of two candidates the nearer is shown', async () => {
    const message = await messageOf(() =>
      expect(() => {
        trackInternalEvent('pull_package', { additionalProperties: { label: 'gem' } })
        trackInternalEvent('pull_package', { user, additionalProperties: { label: 'npm' } })
        trackInternalEvent('delete_package', { user })
      })
        .toTriggerInternalEvents('pull_package')
        .with({ user, additionalProperties: { label: 'maven' } }),
    )
    expect(message).toContain('the nearest first:\n  "pull_package" user 1, {"label": "npm"}')
    expect(message).toContain('differs at additionalProperties.label')
  })

  test('and what failed beside the first', async () => {
    const message = await messageOf(() =>
      expect(() => {}).toTriggerInternalEvents('pull_package', 'push_package', 'delete_package'),
    )
    expect(message).toContain('Not as expected either: "push_package", "delete_package".')
  })
})
