// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { interceptCollector } from '../../../src/entries/msw.ts'
import { describeBeacons } from './describe-beacons.ts'

describeBeacons(navigator.sendBeacon)

test('one to somebody else goes its own way', () => {
  const own = vi.spyOn(Object.getPrototypeOf(navigator), 'sendBeacon').mockReturnValue(true)
  const intercepted = interceptCollector()
  expect(navigator.sendBeacon('https://other.test/log', '{}')).toBe(true)
  expect(own.mock.calls).toEqual([['https://other.test/log', '{}']])
  intercepted.close()
  own.mockRestore()
})
