import { expect, test } from 'vitest'
import { collector } from '../../../src/entries/msw.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

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
  expect(
    await messageOf(async () => {
      check(
        delivery('a', 3, 0),
        delivery('b', 2, 2),
        delivery('c', 1, 1),
      ).toHaveDeliveredEachEventOnce()
    }),
  ).toBe(`expect(collector).toHaveDeliveredEachEventOnce()

Expected each event to be delivered once, but 1 of 3 was lost and 1 delivered more than once.

Lost:
  "a" sent 3 times, accepted never

More than once:
  "b" sent 2 times, accepted 2 times

Wait for unfinished requests with collector.settled(). collector.requests has each answer.`)
})

test('names those of either kind alone where the other has none', async () => {
  const lost = Array.from({ length: 12 }, (_, index) => delivery(`lost_${index}`, 1, 0))
  expect(
    await messageOf(async () => check(...lost).toHaveDeliveredEachEventOnce()),
  ).toMatchInlineSnapshot(`
      "expect(collector).toHaveDeliveredEachEventOnce()

      Expected each event to be delivered once, but 12 of 12 were lost and 0 delivered more than once.

      Lost:
        "lost_0" sent once, accepted never
        "lost_1" sent once, accepted never
        "lost_2" sent once, accepted never
        "lost_3" sent once, accepted never
        "lost_4" sent once, accepted never
        "lost_5" sent once, accepted never
        "lost_6" sent once, accepted never
        "lost_7" sent once, accepted never
        "lost_8" sent once, accepted never
        "lost_9" sent once, accepted never
        … and 2 more

      Wait for unfinished requests with collector.settled(). collector.requests has each answer."
    `)
  expect(
    await messageOf(async () =>
      check(delivery('a', 3, 2), delivery('b', 1, 1)).toHaveDeliveredEachEventOnce(),
    ),
  ).toMatchInlineSnapshot(`
    "expect(collector).toHaveDeliveredEachEventOnce()

    Expected each event to be delivered once, but 0 of 2 were lost and 1 delivered more than once.

    More than once:
      "a" sent 3 times, accepted 2 times

    Wait for unfinished requests with collector.settled(). collector.requests has each answer."
  `)
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

test('takes no arguments', () => {
  const claim = expect(collector) as unknown as Record<string, (argument: unknown) => unknown>
  expect(
    misuseOf(() => claim['toHaveDeliveredEachEventOnce']?.('pull_package'), 'INVALID_EXPECTATION'),
  ).toBe(
    'Failed to check expect(collector).toHaveDeliveredEachEventOnce("pull_package"): it takes no arguments. Leave out what is more.',
  )
})

test('is an error for a collector that received nothing, and for what is no collector', () => {
  for (const claim of [expect(collector), expect(collector).not]) {
    expect(misuseOf(() => claim.toHaveDeliveredEachEventOnce(), 'INVALID_SUBJECT')).toBe(
      'Failed to check expect(collector).toHaveDeliveredEachEventOnce(): no event was sent, so there is no delivery to check. Check that the code that tracks runs, and that the collector takes its host and path.',
    )
  }
  for (const subject of [undefined, {}, () => {}]) {
    expect(misuseOf(() => expect(subject).toHaveDeliveredEachEventOnce(), 'INVALID_SUBJECT')).toBe(
      'Failed to check expect(collector).toHaveDeliveredEachEventOnce(): the subject is not a collector. Pass collector of internal-events-testing/msw, or the result of startCollector().',
    )
  }
})
