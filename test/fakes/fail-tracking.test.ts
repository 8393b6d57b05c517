import { expect, test } from 'vitest'
import {
  DefinitionError,
  FakesError,
  fakes,
  InternalEvents,
  resetFakes,
  setPageContext,
  trackInternalEvent,
  usageMetrics,
} from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'

const NAME = 'pull_package'
const pull = () => trackInternalEvent(NAME, { user: { id: 1 } })
const guarded = () => {
  try {
    pull()
  } catch {}
}

test('the next call that tracks the event throws, and no other', () => {
  fakes.failTracking(NAME)
  trackInternalEvent('delete_package')
  expect(pull).toThrow(
    expect.objectContaining({
      code: 'FAILED_TRACKING',
      message:
        'Failed to track "pull_package": fakes.failTracking made this call fail. Handle the error where the event is tracked.',
    }),
  )
  pull()
  expect(fakes.journal.events.map(({ name }) => name)).toEqual(['delete_package', NAME])
  expect(usageMetrics.value('counts.package_pulls')).toBe(1)
})

test('it throws the error that is given, one for each call that is to fail', () => {
  const [first, second] = [new Error('first'), 'second']
  fakes.failTracking(NAME, first)
  fakes.failTracking(NAME, second)
  expect(pull).toThrow(first)
  expect(pull).toThrow(second)
  pull()
})

test('the front end fails, too, where it tracks', () => {
  const click = () => InternalEvents.trackEvent('click_copy_install_command')
  fakes.failTracking('click_copy_install_command')
  setPageContext({ snowplow: false })
  click()
  setPageContext({ user: { id: 1 } })
  expect(click).toThrow(FakesError)
  click()
})

test('code that guards tracking is tested', async () => {
  fakes.failTracking(NAME)
  await expect(guarded).not.toTriggerInternalEvents()
  fakes.failTracking(NAME)
  await expect(guarded).toTriggerInternalEvents(NAME).never()
  fakes.failTracking(NAME, new TypeError('no connection'))
  await expect(pull).toNotTriggerInternalEvents().and.toThrow(TypeError)
})

test('a claim that misses the event says why', async () => {
  fakes.failTracking(NAME)
  expect(
    await messageOf(() => expect(guarded).toTriggerInternalEvents(NAME)),
  ).toMatchInlineSnapshot(`
    "expect(block).toTriggerInternalEvents("pull_package")

    Expected "pull_package" to be triggered once, but the block triggered no internal events.

    The test made a call fail with fakes.failTracking, and the code caught the error.
    Failed:
      "pull_package"

    Expected: "pull_package" once
    Recorded: nothing

    Claim that the event is not triggered here, or call fakes.failTracking after the block."
  `)
  fakes.failTracking(NAME)
  expect(
    await messageOf(() => expect(guarded).toIncrementUsageMetrics('counts.package_pulls')),
  ).toMatchInlineSnapshot(`
    "expect(block).toIncrementUsageMetrics("counts.package_pulls")

    Expected "counts.package_pulls" to increase by 1, but it stayed at 0.

    The test made a call fail with fakes.failTracking, and the code caught the error.
    Failed:
      "pull_package"

    Expected: increase by 1
    Recorded: stayed at 0
    It counts:
      pull_package
        not triggered by the block

    Claim that the event is not triggered here, or call fakes.failTracking after the block."
  `)
})

test('it ends with the fakes', () => {
  fakes.failTracking(NAME)
  resetFakes()
  pull()
})

test.each(['pull_packag', 'import_package_from_ftp', 'visit_package_list'])(
  'refuses %s, which cannot be tracked',
  (name) => {
    expect(() => fakes.failTracking(name)).toThrow(DefinitionError)
  },
)

test('one test', () => fakes.failTracking(NAME))
test('leaves nothing for the next', () => pull())
