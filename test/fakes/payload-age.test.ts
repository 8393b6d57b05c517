import { buildStructEvent } from '@snowplow/node-tracker'
import { afterEach, expect, test, vi } from 'vitest'
import { fakes } from '../../src/fakes/index.ts'
import { isCreatedBefore, now } from '../../src/fakes/payload-age.ts'

afterEach(() => void vi.useRealTimers())

/** Returns the payload of an event that was `age` ms old when it was sent, by a clock that is `skew` ms ahead. */
const sent = (age: number, skew = 0) => {
  const stm = Date.now() + skew
  return { stm: String(stm), dtm: String(stm - age) }
}

test.each<[string, number, number, boolean]>([
  ['the same clock, an older event', 500, 0, true],
  ['the same clock, a younger one', 0, 0, false],
  ['a clock that is behind, an older event', 500, -90_000, true],
  ['a clock that is behind, a younger one', 0, -90_000, false],
  ['a clock that is ahead, an older event', 500, 90_000, true],
  ['a clock that is ahead, a younger one', 0, 90_000, false],
])('%s', (_name, age, skew, older) => {
  const moment = { date: Date.now() - 100, real: performance.now() - 100 }
  expect(isCreatedBefore(moment, sent(age, skew))).toBe(older)
})

test('a clock that is faked meanwhile', () => {
  const moment = { date: Date.now() - 100, real: performance.now() - 100 }
  const [older, younger] = [sent(500), sent(0)]
  vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] })
  expect(isCreatedBefore(moment, older)).toBe(true)
  expect(isCreatedBefore(moment, younger)).toBe(false)
})

test('a clock that is set back says nothing', () => {
  const payload = sent(500)
  vi.useFakeTimers({ now: Date.now() + 400, toFake: ['Date'] })
  const moment = now()
  vi.setSystemTime(Date.now() - 400)
  expect(isCreatedBefore(moment, payload)).toBe(false)
})

test('what was not sent was in no buffer, whatever time it bears', async () => {
  expect(isCreatedBefore(now(), { dtm: '1000000000000' })).toBe(false)
  expect(isCreatedBefore(now(), { stm: '1000000000000' })).toBe(false)
  const event = buildStructEvent({ category: 'CLI', action: 'pull_package' })
  await expect(
    () => void fakes.tracker.track(event, [], { type: 'dtm', value: 1_000_000_000_000 }),
  ).toTriggerInternalEvents('pull_package')
})
