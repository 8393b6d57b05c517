import { mock } from 'node:test'
import { buildPageView, buildStructEvent } from '@snowplow/node-tracker'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  setPageContext,
  trackInternalEvent,
  useMockInternalEventsTracking,
} from '../../../src/entries/index.ts'
import { newTracker } from '../../../src/entries/node-tracker.ts'
import { beginTest, hearSwallowedExports, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'
import { pull } from './pull-package.ts'

const NAME = 'click_copy_install_command'
const click = () => InternalEvents.trackEvent(NAME)
const swallow = () => vi.spyOn(InternalEvents, 'trackEvent').mockImplementation(() => {})

afterEach(() => {
  vi.restoreAllMocks()
  mock.restoreAll()
})

test('a negative claim on an event that a mock swallowed is an error', async () => {
  swallow()
  expect(await messageOf(() => expect(click).not.toTriggerInternalEvents())).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents(): a mock in the place of InternalEvents.trackEvent swallowed the call that would have tracked "click_copy_install_command". Let the mock call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead.',
  )
  expect(
    await messageOf(() =>
      expect(() => [pull(), click()])
        .toTriggerInternalEvents('pull_package')
        .once()
        .and.toNotTriggerInternalEvents(NAME)
        .and.toIncrementUsageMetrics('counts.package_pulls'),
    ),
  ).toMatch(
    /^Failed to check expect\(block\)\.toTriggerInternalEvents\("pull_package"\)\.once\(\)\.and\.toNotTriggerInternalEvents\("click_copy_install_command"\)\.and\.toIncrementUsageMetrics\("counts\.package_pulls"\): /,
  )
  const refused = { name: 'MatcherError', code: 'MOCKED_TRACKING' }
  for (const assert of [
    () => expect(click).toNotTriggerInternalEvents(NAME),
    () => expect(click).toTriggerInternalEvents(NAME).never(),
    async () => expect(async () => click()).not.toTriggerInternalEvents(/^click_/),
  ]) {
    await expect(Promise.resolve().then(assert)).rejects.toMatchObject(refused)
  }
})

test.each<[string, () => unknown]>([
  ['vi.fn()', () => Object.assign(InternalEvents, { trackEvent: vi.fn() })],
  ['the mock of node:test', () => mock.method(InternalEvents, 'trackEvent', () => {})],
  ['a plain function', () => Object.assign(InternalEvents, { trackEvent: () => {} })],
  [
    'a function that throws',
    () =>
      vi.spyOn(InternalEvents, 'trackEvent').mockImplementation(() => {
        throw new Error('no tracking')
      }),
  ],
])('%s is told, too', async (_name, replace) => {
  const { trackEvent } = InternalEvents
  replace()
  try {
    await expect(
      Promise.resolve().then(() =>
        expect(() => {
          try {
            click()
          } catch {}
        }).not.toTriggerInternalEvents(),
      ),
    ).rejects.toMatchObject({ code: 'MOCKED_TRACKING' })
  } finally {
    mock.restoreAll()
    Object.assign(InternalEvents, { trackEvent })
  }
})

test('a mock that is made in the block counts, and calls before the block do not', async () => {
  await expect(
    Promise.resolve().then(() =>
      expect(() => {
        swallow()
        click()
      }).not.toTriggerInternalEvents(),
    ),
  ).rejects.toMatchObject({ code: 'MOCKED_TRACKING' })
  click()
  await expect(() => {}).not.toTriggerInternalEvents()
})

test.each([
  ['clears its calls', (spy: ReturnType<typeof swallow>) => spy.mockClear()],
  ['is taken away', (spy: ReturnType<typeof swallow>) => spy.mockRestore()],
])('a mock that %s in the block has swallowed a call all the same', async (_name, hide) => {
  await expect(
    Promise.resolve().then(() =>
      expect(() => {
        const spy = swallow()
        click()
        hide(spy)
      }).not.toTriggerInternalEvents(NAME),
    ),
  ).rejects.toMatchObject({ code: 'MOCKED_TRACKING' })
})

test('calls that a mock has passed on and taken back in earlier blocks do not matter', async () => {
  setPageContext({ user: { id: 1 } })
  const spy = vi.spyOn(InternalEvents, 'trackEvent')
  await expect(click).toTriggerInternalEvents(NAME)
  spy.mockImplementation(() => {})
  expect(await messageOf(() => expect(click).not.toTriggerInternalEvents(NAME))).toContain(
    'swallowed the call',
  )
  spy.mockRestore()
  await expect(() => {}).not.toTriggerInternalEvents(NAME)
})

test('components, clicks and code that has kept the mock are heard', async () => {
  swallow()
  const { trackEvent } = InternalEvents
  const { methods } = InternalEvents.mixin()
  for (const track of [() => trackEvent(NAME), () => methods.trackEvent(NAME)]) {
    expect(await messageOf(() => expect(track).not.toTriggerInternalEvents())).toContain(
      'swallowed the call',
    )
  }
})

test('a mock stays what it is', async () => {
  const real = InternalEvents.trackEvent
  const spy = swallow()
  InternalEvents.trackEvent(NAME, { label: 'npm' })
  expect(InternalEvents.trackEvent).toHaveBeenCalledWith(NAME, { label: 'npm' })
  expect(spy.mock.contexts).toEqual([InternalEvents])
  // As a test does that puts back by hand what it has found.
  Object.assign(InternalEvents, { trackEvent: InternalEvents.trackEvent })
  expect(vi.isMockFunction(InternalEvents.trackEvent)).toBe(true)
  expect(InternalEvents.trackEvent).toBe(InternalEvents.trackEvent)
  expect(await messageOf(() => expect(click).toTriggerInternalEvents(NAME))).toContain(
    'A mock in the place of InternalEvents.trackEvent swallowed a call.\n',
  )
  spy.mockRestore()
  Object.assign(InternalEvents, { trackEvent: real })
  expect(InternalEvents.trackEvent).toBe(real)
  expect(real.name).toBe('trackEvent')
  expect(fakes.tracker.track.name).toBe('track')
})

test('what is no function in the place of the method stays it', () => {
  const { trackEvent } = InternalEvents
  Object.assign(InternalEvents, { trackEvent: undefined })
  expect(InternalEvents.trackEvent).toBeUndefined()
  Object.assign(InternalEvents, { trackEvent })
})

test('a call that a mock swallows after the block fails the test', async () => {
  const failure = await runToEnd(beginTest('late'), async () => {
    swallow()
    await expect(() => void setTimeout(click, 1)).not.toTriggerInternalEvents(NAME)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }).then(undefined, (error: Error) => error)
  expect(failure).toMatchObject({ code: 'MOCKED_TRACKING' })
})

test('a mock in the place of an export of CommonJS is told, too', async () => {
  const exports = hearSwallowedExports({ trackInternalEvent })
  const pull = () => exports.trackInternalEvent('pull_package', { user: { id: 1 } })
  await expect(pull).toTriggerInternalEvents('pull_package')
  const spy = vi.spyOn(exports, 'trackInternalEvent')
  await expect(pull).toTriggerInternalEvents('pull_package')
  spy.mockImplementation(() => {})
  expect(await messageOf(() => expect(pull).not.toTriggerInternalEvents())).toContain(
    'a mock in the place of trackInternalEvent swallowed the call that would have tracked "pull_package".',
  )
})

test.each([
  ['fakes.tracker', () => fakes.tracker],
  [
    'a tracker of the module fake',
    () => newTracker({ namespace: 'n', appId: 'a' }, { endpoint: 'c.test' }),
  ],
])('%s is told, too', async (_name, create) => {
  const tracker = create()
  const send = () => tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
  const spy = vi.spyOn(tracker, 'track').mockReturnValue(undefined as never)
  expect(await messageOf(() => expect(send).not.toTriggerInternalEvents('pull_package'))).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): a mock in the place of tracker.track swallowed the call that would have tracked "pull_package". Let the mock call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead.',
  )
  // Neither what is not an internal event, nor what tracking records itself.
  await expect(() =>
    tracker.track(buildPageView({ pageUrl: 'https://a.test' })),
  ).not.toTriggerInternalEvents()
  await expect(() =>
    trackInternalEvent('push_package', { user: null }),
  ).not.toTriggerInternalEvents('pull_package')
  await expect(() => trackInternalEvent('pull_package', { user: null })).toTriggerInternalEvents(
    'pull_package',
  )
  spy.mockRestore()
  await expect(send).toTriggerInternalEvents('pull_package')
})

test('other events, and mocks that pass calls on, do not matter', async () => {
  swallow()
  await expect(click).not.toTriggerInternalEvents('pull_package')
  vi.restoreAllMocks()
  setPageContext({ user: { id: 1 } })
  vi.spyOn(InternalEvents, 'trackEvent')
  await expect(click).toTriggerInternalEvents(NAME).and.not.toTriggerInternalEvents('pull_package')
  await expect(() => {}).not.toTriggerInternalEvents()
})

test('a positive claim says that a mock swallowed the call', async () => {
  swallow()
  expect(await messageOf(() => expect(click).toTriggerInternalEvents(NAME))).toMatchInlineSnapshot(`
    "expect(block).toTriggerInternalEvents("click_copy_install_command")

    Expected "click_copy_install_command" to be triggered once, but the block triggered no internal events.

    A mock in the place of InternalEvents.trackEvent swallowed a call.
    Swallowed:
      "click_copy_install_command"

    Expected: "click_copy_install_command" once
    Recorded: nothing

    Let the mock call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead."
  `)
})

describe('with the helper of the front end', () => {
  useMockInternalEventsTracking()
  test('negations are judged as ever', async () => {
    await expect(() => {}).not.toTriggerInternalEvents()
    expect(await messageOf(() => expect(click).not.toTriggerInternalEvents())).toContain(
      `but it triggered "${NAME}" once.`,
    )
  })
})
