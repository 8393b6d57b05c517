import { buildStructEvent } from '@snowplow/node-tracker'
import { expect, test } from 'vitest'
import {
  fakes,
  InternalEvents,
  resetFakes,
  setPageContext,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import { beginTest, type Mark, runToEnd } from '../../src/fakes/index.ts'

const user = { id: 1 }
const pull = (additionalProperties: object = { label: 'npm', property: 'guest' }) =>
  trackInternalEvent('pull_package', { user, additionalProperties } as never)
const push = (label = 'npm', value = 20) =>
  trackInternalEvent('push_package', { user, additionalProperties: { label, value } })

/** Runs a test of its own, and returns what is told of it, without places. */
async function evidenceOf(body: () => unknown): Promise<readonly Mark[]> {
  const testRun = beginTest('the inner test')
  await runToEnd(testRun, body)
  return (testRun.readEvidence()?.marks ?? []).map(({ at: _, ...mark }) => mark)
}

const printed = async (body: () => unknown): Promise<string[]> =>
  (await evidenceOf(body)).map(({ entry: { kind, ...names }, level, weak }) =>
    [level, kind, ...Object.values(names), ...(weak ? [`(${weak})`] : [])].join(' '),
  )
const asserted = async (body: () => unknown): Promise<string[]> =>
  (await printed(body)).flatMap((mark) =>
    mark.startsWith('asserted ') ? mark.slice('asserted '.length) : [],
  )

test('a test that touches no definition tells nothing', async () => {
  expect(await evidenceOf(() => {})).toEqual([])
})

test('an event that no assertion looks at is called, with its properties, filter values and metrics', async () => {
  expect(await printed(() => push())).toEqual([
    'called event push_package',
    'called property push_package label',
    'called property push_package value',
    'called filter push_package label npm',
    'called metric redis_hll_counters.packages.active_users_weekly',
    'called metric redis_hll_counters.packages.count_distinct_label_from_push_package_weekly',
    'called metric redis_hll_counters.packages.pushes_by_label_weekly',
    'called metric counts.npm_package_pushes',
    'called metric counts.package_events_weekly',
    'called metric counts.package_events_monthly',
    'called metric counts.package_events',
    'called metric sums.pushed_kilobytes_weekly',
    'called metric sums.pushed_kilobytes_monthly',
    'called metric sums.pushed_kilobytes',
  ])
})

test('what was tracked before a reset is told', async () => {
  const body = () => {
    pull({})
    resetFakes()
  }
  expect(await printed(body)).toContain('called event pull_package')
})

test('an event that an assertion has looked at is seen, whatever it claims', async () => {
  const marks = await printed(() =>
    expect(() => pull()).not.toTriggerInternalEvents('push_package'),
  )
  expect(marks).toContain('seen event pull_package')
  expect(marks).toContain('seen filter pull_package property guest')
  expect(marks).toContain('seen metric counts.package_pulls_by_guests')
  expect(marks.filter((mark) => !mark.startsWith('seen'))).toEqual([])
})

test('a claim asserts its event, and no property that it does not compare', async () => {
  const body = () => expect(() => pull()).toTriggerInternalEvents('pull_package')
  expect(await asserted(body)).toEqual(['event pull_package'])
})

test('a claim that nobody awaits tells the same as one that is awaited', async () => {
  const body = () => void expect(() => pull()).toTriggerInternalEvents('pull_package')
  expect(await asserted(body)).toEqual(['event pull_package'])
})

test('the place of an assertion is told', async () => {
  const testRun = beginTest('the inner test')
  await runToEnd(testRun, () => expect(() => pull()).toTriggerInternalEvents('pull_package'))
  const [mark] = testRun.readEvidence()?.marks ?? []
  expect(mark?.at).toMatch(/[\\/]test[\\/]fakes[\\/]evidence\.test\.ts:\d+:\d+$/)
})

test('a property is asserted where another value would fail the claim', async () => {
  const label = async (expected: unknown) =>
    asserted(() =>
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with({ user, additionalProperties: expect.objectContaining({ label: expected }) }),
    )
  const full = [
    'event pull_package',
    'property pull_package label',
    'filter pull_package label npm',
  ]
  expect(await label('npm')).toEqual(full)
  // Nobody knows which of the two has to come.
  expect(await label(expect.stringMatching(/^(npm|maven)$/))).toEqual(full.slice(0, 2))
  const weak = ['event pull_package', 'property pull_package label (its .with() accepts any label)']
  expect(await label(expect.anything())).toEqual(weak)
  expect(await label(expect.any(String))).toEqual(weak)
  expect(await label(expect.stringMatching(/./))).toEqual(weak)
  const similar = 'property pull_package label (its .with() accepts other values of label)'
  expect(await label(expect.stringMatching(/^[a-z_]+$/))).toEqual([weak[0], similar])
  expect(await label(expect.stringMatching(/^\w{1,5}$/))).toEqual([weak[0], similar])
})

test('a number is asserted where others near and far would fail the claim', async () => {
  const value = async (expected: unknown) =>
    asserted(() =>
      expect(() => push())
        .toTriggerInternalEvents('push_package')
        .with({ user, additionalProperties: expect.objectContaining({ value: expected }) }),
    )
  const [event, property] = ['event push_package', 'property push_package value']
  expect(await value(20)).toEqual([event, property, 'filter push_package value 20'])
  expect(await value(expect.closeTo(20, -6))).toEqual([
    event,
    `${property} (its .with() accepts other values of value)`,
  ])
})

test('of several events, a value is asserted where the claim needs all that have it', async () => {
  const both = () => {
    pull({ label: 'npm' })
    pull({ label: 'maven' })
  }
  const pattern = { label: expect.stringMatching(/^(npm|maven)$/) }
  const twice = () =>
    expect(both)
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: pattern })
      .twice()
  expect(await asserted(twice)).toEqual(['event pull_package', 'property pull_package label'])
  const one = () =>
    expect(both)
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: { label: 'maven' } })
  expect(await asserted(one)).toEqual([
    'event pull_package',
    'property pull_package label',
    'filter pull_package label maven',
  ])
})

test('all properties are asserted where they have to be equal', async () => {
  const body = () =>
    expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: { label: 'npm', property: 'guest' } })
  expect(await asserted(body)).toEqual([
    'event pull_package',
    'property pull_package label',
    'filter pull_package label npm',
    'property pull_package property',
    'filter pull_package property guest',
  ])
})

test('a matcher that throws for another value tells it from the right one', async () => {
  const asymmetricMatch = (value: unknown) => {
    if (value === 'npm') return true
    throw new TypeError('not npm')
  }
  const body = () =>
    expect(() => pull({ label: 'npm' }))
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: { label: { asymmetricMatch } } })
  expect(await asserted(body)).toContain('property pull_package label')
})

test('a .with() that accepts any values is weak', async () => {
  const weak = 'event filter_package_list (its .with() accepts any values)'
  const filter = (options: object = {}) =>
    trackInternalEvent('filter_package_list', options as never)
  const claim = (options: object, expected: object) =>
    asserted(() =>
      expect(() => filter(options))
        .toTriggerInternalEvents('filter_package_list')
        .with(expected),
    )
  const given = { additionalProperties: { label: 'npm', visibility: 'public' } }
  expect(await claim(given, {})).toEqual([weak])
  expect(await claim({}, {})).toEqual([weak])
  expect(await claim({ ...given, user }, { user: expect.anything() })).toEqual([weak])
  const contexts = { standardContext: expect.anything() }
  expect(await claim({ ...given, user }, { user: expect.anything(), ...contexts })).toEqual([weak])
  const project = { id: 7, namespace: { id: 3 } }
  expect(await claim({ ...given, project }, { project: expect.anything() })).toEqual([weak])
  expect(await claim(given, { additionalProperties: expect.anything() })).toEqual([weak])
})

test('a .with() that refuses some values is not weak', async () => {
  const event = 'event filter_package_list'
  const claim = (options: object, expected: object) =>
    asserted(() =>
      expect(() => trackInternalEvent('filter_package_list', options))
        .toTriggerInternalEvents('filter_package_list')
        .with(expected),
    )
  expect(await claim({}, { additionalProperties: {} })).toEqual([event])
  expect(await claim({ user }, { user })).toEqual([event])
  expect(await claim({}, { category: 'InternalEventTracking' })).toEqual([event])
  expect(await claim({}, { standardContext: { source: 'gitlab-rails' } })).toEqual([event])
})

test('a claim that holds without the event asserts nothing', async () => {
  const bounds = () =>
    expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .atMost(3)
  expect(await asserted(bounds)).toEqual([])
  const never = () =>
    expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .never()
  expect(await asserted(never)).toEqual([])
  const none = () => expect(() => pull()).not.toTriggerInternalEvents('push_package')
  expect(await asserted(none)).toEqual([])
})

test('each name of a claim is asserted, and each claim of a chain', async () => {
  const body = () =>
    expect(() => {
      pull({})
      push()
    })
      .toTriggerInternalEvents('pull_package', 'push_package')
      .and.toIncrementUsageMetrics('counts.package_pulls')
  expect(await asserted(body)).toEqual([
    'event pull_package',
    'event push_package',
    'metric counts.package_pulls',
  ])
})

test('what a test asserts again is told once', async () => {
  const body = async () => {
    await expect(() => pull({})).toTriggerInternalEvents('pull_package')
    await expect(() => pull({})).toTriggerInternalEvents('pull_package')
  }
  expect(await asserted(body)).toEqual(['event pull_package'])
})

test('of many events that are alike, some show what a claim would fail without', async () => {
  const block = (last: string) => () => {
    for (let index = 0; index < 150; index++) pull({ label: index < 149 ? 'npm' : last })
  }
  const label = expect.stringMatching(/npm|maven/)
  const claim = (last: string) =>
    expect(block(last))
      .toTriggerInternalEvents('pull_package')
      .with({ user: expect.anything(), additionalProperties: { label } })
      .times(150)
  expect(await asserted(() => claim('maven'))).toEqual([
    'event pull_package',
    'property pull_package label',
  ])
})

test('a metric that has to move asserts the event and the filter that moved it', async () => {
  const body = () => expect(() => push()).toIncrementUsageMetrics('counts.npm_package_pushes')
  expect(await asserted(body)).toEqual([
    'metric counts.npm_package_pushes',
    'event push_package',
    'property push_package label',
    'filter push_package label npm',
  ])
})

test('a metric that need not move is not asserted, nor its event', async () => {
  const body = () =>
    expect(() => push())
      .toIncrementUsageMetrics('counts.npm_package_pushes')
      .byAtMost(2)
  expect(await asserted(body)).toEqual([])
})

test('of several events that moved a metric, those without which it would not have are asserted', async () => {
  const both = () => {
    pull({})
    push()
  }
  const exact = () => expect(both).toIncrementUsageMetrics('counts.package_events').by(2)
  expect(await asserted(exact)).toEqual([
    'metric counts.package_events',
    'event pull_package',
    'event push_package',
  ])
  const either = () => expect(both).toIncrementUsageMetrics('counts.package_events').byAtLeast(1)
  expect(await asserted(either)).toEqual(['metric counts.package_events'])
})

test('a sum asserts the value that it adds, where the claim says its end', async () => {
  const exact = () =>
    expect(() => push())
      .toIncrementUsageMetrics('sums.pushed_kilobytes')
      .by(20)
  expect(await asserted(exact)).toEqual([
    'metric sums.pushed_kilobytes',
    'event push_package',
    'property push_package value',
  ])
  const open = () =>
    expect(() => push())
      .toIncrementUsageMetrics('sums.pushed_kilobytes')
      .byAtLeast(1)
  expect(await asserted(open)).toEqual(['metric sums.pushed_kilobytes', 'event push_package'])
})

test('an element asserts its event and the attributes that are compared', async () => {
  const html = `<button data-event-tracking="click_copy_install_command" data-event-label="npm">Copy</button>`
  const body = () =>
    expect(html)
      .toTriggerInternalEvents('click_copy_install_command')
      .onClick()
      .with({ additionalProperties: { label: 'npm' } })
  expect(await printed(body)).toEqual([
    'asserted event click_copy_install_command',
    'asserted property click_copy_install_command label',
    'asserted filter click_copy_install_command label npm',
  ])
  const bare = () => expect(html).toTriggerInternalEvents('click_copy_install_command')
  expect(await printed(bare)).toEqual(['asserted event click_copy_install_command'])
})

test('an event of a page without a user moves no metric, and one of a tracker neither', async () => {
  const page = () => {
    setPageContext({ category: 'packages' })
    InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' })
  }
  expect((await printed(page)).filter((mark) => mark.includes('metric'))).toEqual([])
  const tracker = () =>
    fakes.tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
  const told = await printed(tracker)
  expect(told).toEqual(['called event pull_package'])
})

test('a test that fails tells nothing of what its assertions claimed', async () => {
  const testRun = beginTest('the inner test')
  const ended = runToEnd(testRun, async () => {
    await expect(() => pull()).toTriggerInternalEvents('pull_package')
    throw new Error('later')
  })
  await expect(ended).rejects.toThrow('later')
  expect(testRun.readEvidence()?.marks.filter(({ level }) => level === 'asserted')).toEqual([])
})
