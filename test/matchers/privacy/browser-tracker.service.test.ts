// @vitest-environment jsdom
import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { messageOf } from '../message-of.ts'

const { close } = interceptCollector({ url: 'https://collector.test' })
afterAll(close)

let trackers = 0
function track(respectDoNotTrack: boolean, cookieName: string): void {
  const id = `consent-${++trackers}`
  newTracker(id, 'https://collector.test', { appId: 'shop', respectDoNotTrack, cookieName })
  trackPageView({}, [id])
  trackStructEvent({ category: 'page', action: 'pull_package' }, [id])
}

function doNotTrack(value: string | undefined): void {
  Object.defineProperty(navigator, 'doNotTrack', { value, configurable: true })
}

beforeEach(() => {
  localStorage.clear()
  doNotTrack('1')
})
afterEach(() => doNotTrack(undefined))

test('a real tracker that respects Do Not Track sends nothing, and sets no cookie', () => {
  expect(() => track(true, '_sp_a_')).toRespectConsent()
})

test('a real tracker that does not respect it is told of, with its cookies', async () => {
  const message = await messageOf(async () => {
    await expect(async () => {
      track(false, '_sp_b_')
      await collector.settled()
    }).toRespectConsent()
  })
  expect(message.replace(/\.[0-9a-f]{4} /g, '.… ')).toMatchInlineSnapshot(`
    "expect(block).toRespectConsent()

    Expected the block to send nothing, since the browser asks for privacy (Do Not Track), but it did.

    Recorded:
      "pull_package" was sent to Snowplow
      "page_view" was sent to Snowplow
      the cookie _sp_b_ses.… was set
      the cookie _sp_b_id.… was set

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('a page view and a struct event of a real tracker hold nothing personal', async () => {
  await expect(async () => {
    track(false, '_sp_c_')
    await collector.settled()
  }).toKeepPrivate()
})

test('the page that a real tracker tells of is looked at', async () => {
  history.pushState({}, '', '/flight/engine/-/issues?search=x')
  const message = await messageOf(async () => {
    await expect(async () => {
      track(false, '_sp_d_')
      await collector.settled()
    }).toKeepPrivate()
  })
  expect(message).toMatchInlineSnapshot(`
    "expect(block).toKeepPrivate()

    Expected the block to send and count no personal data, but found some in 2 values.

    Sent:
      "pull_package" url: a URL with "search" in its query, "h…" (53 characters) [page-url]
      "page_view" url: a URL with "search" in its query, "h…" (53 characters) [page-url]

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})
