import { mock } from 'node:test'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  InternalEvents,
  setPageContext,
  useMockInternalEventsTracking,
} from '../../../src/entries/index.ts'
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
    'Failed to check expect(block).not.toTriggerInternalEvents(): InternalEvents.trackEvent is a mock, which swallowed the call that would have tracked "click_copy_install_command". Let it call the real function (a spy without an implementation, or useMockInternalEventsTracking), or assert on the mock instead.',
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
])('%s is told, too', async (_name, replace) => {
  const { trackEvent } = InternalEvents
  replace()
  try {
    await expect(
      Promise.resolve().then(() => expect(click).not.toTriggerInternalEvents()),
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
  expect(await messageOf(() => expect(click).toTriggerInternalEvents(NAME))).toContain(
    `"${NAME}": InternalEvents.trackEvent is a mock, which swallowed the call.`,
  )
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
