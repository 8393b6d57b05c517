import * as browserTracker3 from 'snowplow-browser-tracker-3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  collector,
  type InterceptedCollector,
  interceptCollector,
} from '../../../src/entries/msw.ts'
import { messageOf } from '../../matchers/message-of.ts'

/** Takes what is not declared as JSON, which the pipeline refuses. */
const FORWARDING = 'https://collector.test/-/collect_events'
const TP2 = 'https://collector.test/com.snowplowanalytics.snowplow/tp2'

const body = (...labels: string[]) =>
  JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
    data: labels.map((label) => ({
      e: 'se',
      p: 'web',
      tv: 'own-1.0',
      se_ca: 'page',
      se_ac: 'pull_package',
      se_la: label,
    })),
  })

/** Tests that the collector in process takes beacons, in the environment of the file. */
export function describeBeacons(original: unknown): void {
  describe('of a page', () => testBeacons(original))
}

function testBeacons(original: unknown): void {
  let intercepted: InterceptedCollector
  beforeEach(() => {
    localStorage.clear()
    intercepted = interceptCollector()
  })
  afterEach(() => intercepted.close())

  const json = (text: string) => new Blob([text], { type: 'application/json' })
  test.each([
    ['a blob', json(body('npm', 'maven'))],
    ['text', body('npm', 'maven')],
    ['a buffer', new TextEncoder().encode(body('npm', 'maven')).buffer],
    ['a view', new TextEncoder().encode(`x${body('npm', 'maven')}`).subarray(1)],
  ])('%s of two events is two events', async (_what, data) => {
    await expect(async () => {
      expect(navigator.sendBeacon(FORWARDING, data)).toBe(true)
      await collector.settled()
    })
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'page', additionalProperties: { label: 'npm' } })
      .and.toTriggerInternalEvents('pull_package')
      .with({ category: 'page', additionalProperties: { label: 'maven' } })
    expect(collector.requests).toMatchObject([{ method: 'POST', url: FORWARDING, status: 200 }])
  })

  test('a negative claim sees it', async () => {
    const message = await messageOf(() =>
      expect(async () => {
        navigator.sendBeacon(TP2, json(body('npm')))
        await collector.settled()
      }).not.toTriggerInternalEvents('pull_package'),
    )
    expect(message).toBe(`expect(block).not.toTriggerInternalEvents("pull_package")

Expected the block not to trigger "pull_package", but it triggered "pull_package" once.

Expected: no "pull_package"
Recorded:
  "pull_package" {"label": "npm"}

Find the code in the block that tracks it, or expect it with toTriggerInternalEvents.`)
  })

  test('a tracker that sends by beacon', async () => {
    browserTracker3.newTracker('beacon', 'https://collector.test', {
      appId: 'shop',
      eventMethod: 'beacon',
    })
    await expect(async () => {
      browserTracker3.trackStructEvent({ category: 'page', action: 'pull_package' }, ['beacon'])
      await collector.settled()
    })
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'page' })
    expect(collector.requests).toHaveLength(1)
  })

  test('without data it is a bad row', async () => {
    collector.expectBadRows()
    expect(navigator.sendBeacon(TP2)).toBe(true)
    await collector.settled()
    expect(collector.badRows).toHaveLength(1)
  })

  test('its path is relative to the page', async () => {
    collector.expectBadRows()
    navigator.sendBeacon('/-/collect_events', '{}')
    await collector.settled()
    expect(collector.requests).toMatchObject([{ url: `${location.origin}/-/collect_events` }])
  })

  test('what was there comes back', () => {
    expect(navigator.sendBeacon).not.toBe(original)
    intercepted.close()
    expect(navigator.sendBeacon).toBe(original)
    expect(Object.hasOwn(navigator, 'sendBeacon')).toBe(false)
  })
}
