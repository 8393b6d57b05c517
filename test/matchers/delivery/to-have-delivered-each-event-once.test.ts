import { expect, test } from 'vitest'
import { collector } from '../../../src/entries/msw.ts'
import { messageOf } from '../message-of.ts'

const delivery = (name: string, attempts: number, accepted: number) => ({
  name,
  attempts,
  accepted,
})
const check = (...deliveries: unknown[]) => expect({ deliveries })

test('passes when each event was accepted once, however often it was sent', () => {
  check(delivery('a', 1, 1), delivery('b', 4, 1)).toHaveDeliveredEachEventOnce()
})

test('fails with the events that were lost, and those that were delivered more than once', async () => {
  const lost = Array.from({ length: 12 }, (_, index) => delivery(`lost_${index}`, 1, 0))
  expect(
    await messageOf(async () => {
      check(
        delivery('a', 3, 0),
        delivery('b', 2, 2),
        delivery('c', 1, 1),
      ).toHaveDeliveredEachEventOnce()
    }),
  ).toBe(`expect(collector).toHaveDeliveredEachEventOnce()

Expected each event to be delivered once, but of 3 1 was lost and 1 delivered more than once.

Lost:
  "a" sent 3 times, accepted never

More than once:
  "b" sent 2 times, accepted 2 times

Wait for unfinished requests with collector.settled(). collector.requests has each answer.`)
  expect(await messageOf(async () => check(...lost).toHaveDeliveredEachEventOnce())).toContain(
    '  "lost_9" sent once, accepted never\n  … and 2 more\n',
  )
})

test('negated, fails when each was delivered once', async () => {
  check(delivery('a', 1, 0)).not.toHaveDeliveredEachEventOnce()
  expect(
    await messageOf(async () => check(delivery('a', 1, 1)).not.toHaveDeliveredEachEventOnce()),
  ).toBe(
    `expect(collector).not.toHaveDeliveredEachEventOnce()

Expected an event to be lost or delivered more than once, but each of 1 was delivered once.

Leave out .not, or make the collector fail with collector.respondWith().`,
  )
})

test('is an error for a collector that received nothing, and for what is no collector', async () => {
  for (const claim of [expect(collector), expect(collector).not]) {
    expect(await messageOf(async () => claim.toHaveDeliveredEachEventOnce())).toBe(
      'Failed to check expect(collector).toHaveDeliveredEachEventOnce(): no event was sent, so there is no delivery to check. Check that the code that tracks runs, and that the collector takes its host and path.',
    )
  }
  for (const subject of [undefined, {}, () => {}]) {
    expect(await messageOf(async () => expect(subject).toHaveDeliveredEachEventOnce())).toBe(
      'Failed to check expect(collector).toHaveDeliveredEachEventOnce(): the subject is not a collector. Pass collector of internal-events-testing/msw, or the result of startCollector().',
    )
  }
})
