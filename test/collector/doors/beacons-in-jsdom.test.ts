// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { collector, interceptCollector } from '../../../src/entries/msw.ts'
import { describeBeacons } from './describe-beacons.ts'

describeBeacons(undefined)

test('one to somebody else is not sent, since jsdom has no beacons', () => {
  const intercepted = interceptCollector()
  expect(navigator.sendBeacon('https://other.test/log', '{}')).toBe(false)
  expect(collector.requests).toEqual([])
  const { sendBeacon } = navigator
  intercepted.close()
  expect(sendBeacon('https://collector.test/com.snowplowanalytics.snowplow/tp2', '{}')).toBe(false)
})
