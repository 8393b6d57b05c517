import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answerer } from '../../src/collector/index.ts'
import { collector, interceptCollector } from '../../src/entries/msw.ts'
import { beginTest, runToEnd } from '../../src/fakes/index.ts'
import { messageOf } from '../matchers/message-of.ts'
import { item, post } from './send.ts'

let close = () => {}
beforeAll(() => {
  close = interceptCollector().close
})
afterAll(() => close())

const ANSWERS = 'a status (a whole number from 200 to 599), "network-error", "timeout"'
const DECISIONS = `Return ${ANSWERS}, or a promise of one of them.`

const WRONG: [unknown, string][] = [
  [{ status: 503 }, 'an object'],
  [[503], 'a list'],
  ['503', '"503"'],
  ['network error', '"network error"'],
  [undefined, 'undefined'],
  [null, 'null'],
  [true, 'true'],
  [503n, '503'],
  [Symbol('503'), 'Symbol(503)'],
  [Number.NaN, 'NaN'],
  [200.5, '200.5'],
  [100, '100'],
  [600, '600'],
  [new Response(), 'an object'],
]

test.for(WRONG)('%o is not an answer', async ([wrong, shown]) => {
  const given = async () => collector.respondWith(wrong as Answerer)
  expect(await messageOf(given)).toBe(
    `Failed to answer requests: ${shown} is not an answer. Give ${ANSWERS}, or a function that returns one of them.`,
  )
  expect((await post('https://collector.test', item)).status).toBe(200)
})

test.for([...WRONG, [() => 503, 'a function'] as const])(
  'a function that returns %o fails the test',
  async ([wrong, shown]) => {
    const answered = async () => {
      collector.respondWith(async () => wrong as number)
      await post('https://collector.test', item).catch(() => {})
    }
    expect(await messageOf(() => runToEnd(beginTest('the inner test'), answered))).toBe(
      `Failed to answer requests: the function given to respondWith() returned ${shown}. ${DECISIONS}`,
    )
  },
)

test.for([200, 204, 304, 599])('%i is the status of an answer', async (status) => {
  collector.respondWith(status, { times: 1 })
  collector.respondWith(() => status)
  for (const _ of [1, 2]) {
    expect((await post('https://collector.test', item)).status).toBe(status)
  }
})

describe('a number that an option cannot be', () => {
  const TIMES = (shown: string) =>
    `Failed to answer requests: times is ${shown}. Give a whole number from 1.`
  const WAIT = 'Failed to wait for the collector:'

  test.for<[unknown, string]>([
    [0, '0'],
    [-1, '-1'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    ['1', 'of type string'],
    [null, 'null'],
    [Symbol('1'), 'of type symbol'],
  ])('times: %o', async ([times, shown]) => {
    const given = async () => collector.respondWith(503, { times: times as number })
    expect(await messageOf(given)).toBe(TIMES(shown))
    expect((await post('https://collector.test', item)).status).toBe(200)
  })

  test.for<[object, string]>([
    [{ quiet: 0 }, `${WAIT} quiet is 0. Give milliseconds, from 1.`],
    [{ quiet: -5 }, `${WAIT} quiet is -5. Give milliseconds, from 1.`],
    [{ quiet: Number.POSITIVE_INFINITY }, `${WAIT} quiet is Infinity. Give milliseconds, from 1.`],
    [{ quiet: '20' }, `${WAIT} quiet is of type string. Give milliseconds, from 1.`],
    [{ timeout: -1 }, `${WAIT} timeout is -1. Give milliseconds, from 0.`],
    [{ timeout: Number.NaN }, `${WAIT} timeout is NaN. Give milliseconds, from 0.`],
  ])('%o', async ([options, message]) => {
    expect(await messageOf(() => collector.settled(options))).toBe(message)
  })

  test('none of these, where it is left out or has no end', async () => {
    collector.respondWith(503, { times: Number.POSITIVE_INFINITY })
    await collector.settled({ quiet: 1, timeout: Number.POSITIVE_INFINITY })
    expect((await post('https://collector.test', item)).status).toBe(503)
  })
})
