// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest'
import {
  InternalEvents,
  journey,
  setPageContext,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { failure, thrown, withContracts } from './with-contracts.ts'

const NONE = '<no folder>'
const EVENT = 'click_copy_install_command'

afterEach(() => {
  document.body.innerHTML = ''
})

function button(): HTMLButtonElement {
  document.body.innerHTML = `<div><button data-event-tracking="${EVENT}" data-event-label="npm">Copy</button></div>`
  return document.querySelector('button') as HTMLButtonElement
}

test('a click goes through attribute, call, usage data API, counters and payload', async () => {
  withContracts({ copy: `events:\n- action: ${EVENT}\n` })
  setPageContext({ user: { id: 1 } })
  const element = button()
  InternalEvents.bindInternalEventDocument(element.parentElement as never)
  await expect(() => element.click()).toReachEveryLayer(EVENT)
  let way = ''
  await journey('copy', (running) => {
    element.click()
    way = running.trace()
  })
  expect(way.replace(/counter keys: .*/, 'counter keys: …')).toBe(`"${EVENT}"
  ✓ data attribute
  ✓ click
  ✓ trackEvent: called once
  ✓ usage data API
  ✓ counter keys: …
  ✓ Snowplow payload`)
})

test('the first layer that broke is named, and all are shown', async () => {
  const element = button()
  expect(await failure(NONE, () => expect(() => element.click()).toReachEveryLayer(EVENT))).toBe(
    `expect(block).toReachEveryLayer("${EVENT}")

Expected "${EVENT}" to reach every layer, but it broke at the first of these: click.

"${EVENT}"
  ✓ data attribute
  ✗ click: nothing listens to the clicks of the element
  ✗ trackEvent: it was not called
  ✗ usage data API: no request
  ✗ counter keys: none moved
  ✗ Snowplow payload: none

Correct what click says. toTriggerInternalEvents("${EVENT}") asserts the event alone.`,
  )
})

test('a page without a user, or without Snowplow, breaks its layer alone', async () => {
  const call = () => InternalEvents.trackEvent(EVENT, { label: 'npm' })
  const claim = () => expect(call).toReachEveryLayer(EVENT)
  expect(await failure(NONE, claim)).toContain(
    '✗ usage data API: the page has no user, whom it needs\n  ✗ counter keys: none moved\n  ✓ Snowplow payload',
  )
  setPageContext({ user: { id: 1 }, snowplow: false })
  expect(await failure(NONE, claim)).toContain(
    '✗ Snowplow payload: Snowplow does not run on the page',
  )
})

test('an event of the back end has call, counters and payload', async () => {
  const track = (options: object) => () =>
    trackInternalEvent('pull_package', { user: null, ...options })
  await expect(track({})).toReachEveryLayer('pull_package')
  expect(
    await failure(NONE, () =>
      expect(track({ sendSnowplowEvent: false })).toReachEveryLayer('pull_package'),
    ),
  ).toContain('✗ Snowplow payload: it was tracked with sendSnowplowEvent: false')
  expect(await failure(NONE, () => expect(() => {}).toReachEveryLayer('pull_package'))).toContain(
    '"pull_package"\n  ✗ trackInternalEvent: it was not called\n  ✗ counter keys: none moved\n  ✗ Snowplow payload: none',
  )
})

test('an event that did not happen is told so, with the step to take', async () => {
  const layers = `"pull_package"
  ✗ trackInternalEvent: it was not called
  ✗ counter keys: none moved
  ✗ Snowplow payload: none`
  const claim = (block: () => unknown) =>
    failure(NONE, () => expect(block).toReachEveryLayer('pull_package'))
  expect(await claim(() => {})).toBe(`expect(block).toReachEveryLayer("pull_package")

Expected "pull_package" to reach every layer, but it did not happen.

${layers}

Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.`)
  expect(
    await claim(() => trackInternalEvent('delete_package', { user: { id: 1 } })),
  ).toBe(`expect(block).toReachEveryLayer("pull_package")

Expected "pull_package" to reach every layer, but it did not happen.

${layers}

Track "pull_package" in the block, or expect the event that it tracks now.`)
})

test('unknown names and the negated form are refused', () => {
  const block = () => {}
  expect(thrown(NONE, () => expect(block).toReachEveryLayer('pul_package'))).toMatch(
    /^UNKNOWN_EVENT/,
  )
  expect(thrown(NONE, () => expect(block).not.toReachEveryLayer(EVENT))).toMatch(
    /^INVALID_CHAIN: .*may have reached any of them\. Deny the event/,
  )
})
