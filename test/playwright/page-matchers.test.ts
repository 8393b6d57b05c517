import { afterEach, beforeEach, describe, test, vi, expect as vitest } from 'vitest'
import { collector, logOf } from '../../src/collector/index.ts'
import { BlockRun, beginTest, runForTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import type { SnowplowPayload } from '../../src/snowplow/index.ts'
import { messageOf } from '../matchers/message-of.ts'

vitest.extend(createPageMatchers(vitest, () => ({ updateSnapshots: 'none' })) as never)

interface Matchers {
  not: Matchers
  toHaveTriggered(...args: unknown[]): Promise<void>
  toHaveTriggeredNothing(...args: unknown[]): Promise<void>
}
const expect = vitest as unknown as (subject: unknown) => Matchers

let run: TestRun
let pageEvents: PageEvents
let page: object
beforeEach(() => {
  run = beginTest('a test of Playwright')
  pageEvents = new PageEvents(run)
  page = createFixture(pageEvents, 'http://127.0.0.1/t/1', async () => {})
})
// A later file of the same worker would take it for a test that runs.
afterEach(async () => {
  vi.restoreAllMocks()
  await settleTest(run, true)
})

interface Sent {
  /** The fields that tell the time, by the clock of the page. */
  readonly fields?: SnowplowPayload
  readonly began?: number
}

/** Has a request of these events arrive, which a page tracked just now unless it says otherwise. */
async function send(names: readonly string[], { fields, began = Date.now() }: Sent): Promise<void> {
  const events = names.map((name) => ({
    payload: { e: 'se', se_ca: 'page', se_ac: name, ...(fields ?? { dtm: `${Date.now()}` }) },
    contexts: [],
  }))
  const decoded = { events: events as never, badRows: [], refused: false, tooLarge: false }
  await logOf(run).receive({ method: 'POST', url: 'https://c.test/tp2', began }, decoded)
  pageEvents.notify()
}

const track = (name: string, sent: Sent = {}) => send([name], sent)
const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

describe('waiting', () => {
  test('an event that comes later', async () => {
    setTimeout(() => track('pull_package'), 30)
    await expect(page).toHaveTriggered('pull_package', { timeout: 5000 })
    await settleTest(run)
  })

  test.each([0, Number.POSITIVE_INFINITY])('a timeout of %s is none', async (timeout) => {
    setTimeout(() => track('pull_package'), 30)
    await expect(page).toHaveTriggered('pull_package', { timeout })
    await settleTest(run)
  })

  test('what came too often fails at once, since no more can mend it', async () => {
    await track('pull_package')
    await track('pull_package')
    for (const times of [undefined, 0]) {
      const message = await messageOf(() =>
        expect(page).toHaveTriggered('pull_package', { times, timeout: 60_000 }),
      )
      vitest(message).toContain('but it was triggered twice.')
    }
  })

  test('a timeout that is undefined is that of expect', async () => {
    const { toHaveTriggered } = createPageMatchers(vitest, () => ({ updateSnapshots: 'none' }))
    let state: object | undefined
    vitest.extend({
      keepState() {
        state = { ...this, utils: this.utils, isNot: false, timeout: 10 }
        return { pass: true, message: () => '' }
      },
    })
    ;(vitest(page) as unknown as { keepState(): void }).keepState()
    const { pass } = await toHaveTriggered.call(state as never, page as never, 'pull_package', {
      timeout: undefined,
    })
    vitest(pass).toBe(false)
    await settleTest(run, true)
  })

  test.each([Number.NaN, -1, '100', null])('a timeout of %s is an error', async (timeout) => {
    const message = await messageOf(() => expect(page).toHaveTriggered('pull_package', { timeout }))
    vitest(message).toBe(
      `Failed to check expect(internalEvents).toHaveTriggered("pull_package", { timeout: ${typeof timeout === 'string' ? '"100"' : timeout} }): its timeout is not a number of milliseconds. Give 0 to wait as long as the test may take, or leave it out.`,
    )
  })

  test('the time ends', async () => {
    const message = await messageOf(() =>
      expect(page).toHaveTriggered('pull_package', { timeout: 10 }),
    )
    vitest(message).toBe(`expect(internalEvents).toHaveTriggered("pull_package", { timeout: 10 })

Expected "pull_package" to be triggered once, but the page triggered no internal events.

Expected: "pull_package" once
Recorded: nothing

No request of the page reached the collector. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer. A context of another browser than that of the fixture is heard after internalEvents.watch(context).`)
  })

  test('two at a time wait for events of their own', async () => {
    setTimeout(() => track('pull_package'), 20)
    setTimeout(() => track('push_package'), 40)
    await Promise.all([
      expect(page).toHaveTriggered('push_package', { timeout: 5000 }),
      expect(page).toHaveTriggered('pull_package', { timeout: 5000 }),
    ])
    await settleTest(run)
  })

  test('a term that is undefined says nothing', async () => {
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package', {
      times: undefined,
      with: undefined,
      timeout: 1,
    })
    await settleTest(run)
  })
})

describe('what comes after the verdict', () => {
  /** Ends a test in which `pull_package` is not tracked, and another event is. */
  async function settleBehind(push: () => Promise<void>): Promise<string> {
    await expect(page).not.toHaveTriggered('pull_package')
    await push()
    await expect(page).toHaveTriggered('push_package')
    return messageOf(() => settleTest(run))
  }
  const NEGATED = (line: string, remedy: string) =>
    `expect(internalEvents).not.toHaveTriggered("pull_package")

Late: "pull_package" ${line}

Expected the page not to trigger "pull_package", but it triggered "pull_package" once.

Expected: no "pull_package"
Recorded:
  "pull_package"

${remedy}`
  const UNDER_WAY = NEGATED(
    'was sent before the verdict, and arrived after it.',
    'Its request was under way when the verdict fell. Correct the page, or expect the event.',
  )
  const KEPT = NEGATED(
    'was tracked before the verdict, and sent after it.',
    'The tracker kept it in its buffer, or sent another one first. Correct the page, or expect the event. If a later step of the test tracks it with a time of its own, let it be a true timestamp: { type: "ttm", value }.',
  )
  const UNDATED = NEGATED(
    'was sent after the verdict, in a batch that does not tell the real time, so it may have been tracked before it.',
    'Let the clock of the page run (page.clock.install), have the tracker send each event at once (bufferSize: 1), or expect the event only after the batch.',
  )

  test('of a later step is not counted for an earlier assertion', async () => {
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { timeout: 1 })
    await wait(5)
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { times: 2, timeout: 1 })
    await settleTest(run)
  })

  test.each([
    ['no time', {}],
    ['a true timestamp', { ttm: '1700000000000', stm: '1700000000000' }],
    ['a clock that stands in the past', { dtm: '0', stm: '0' }],
    ['a clock that stands in the future', { dtm: '9999999999999', stm: '9999999999999' }],
    ['a time of its own, in the future', { dtm: '9999999999999', stm: `${Date.now()}` }],
  ])('but was sent before it is: %s', async (_, fields) => {
    const began = Date.now()
    const message = await settleBehind(async () => {
      await wait(5)
      await track('pull_package', { fields, began })
      await track('push_package')
    })
    vitest(message).toBe(UNDER_WAY)
  })

  test.each([
    ['no time', () => ({})],
    ['a clock that stands in the past', () => ({ dtm: '0', stm: '0' })],
    ['a clock that stands in the future', () => ({ dtm: '9999999999999', stm: '9999999999999' })],
    ['a time of its own, long ago', () => ({ dtm: '0', stm: `${Date.now()}` })],
    ['a time of its own, to come', () => ({ dtm: '9999999999999', stm: `${Date.now()}` })],
    ['a clock that runs elsewhere', () => ({ dtm: '10000', stm: '10001' })],
  ])('alone is of a later step: %s', async (_, fields) => {
    await expect(page).toHaveTriggeredNothing()
    await wait(5)
    await track('pull_package', { fields: fields() })
    await expect(page).toHaveTriggered('pull_package')
    await wait(5)
    await track('pull_package', { fields: fields() })
    await expect(page).toHaveTriggered('pull_package', { times: 2 })
    await settleTest(run)
  })

  test('but was tracked before it is: by our clock', async () => {
    const dtm = `${Date.now()}`
    const push = async () => {
      await wait(5)
      await track('pull_package', { fields: { dtm, stm: `${Date.now()}` } })
      await track('push_package')
    }
    vitest(await settleBehind(push)).toBe(KEPT)
  })

  test('but was tracked before it is: by a clock that runs elsewhere', async () => {
    const tracked = Date.now()
    const push = async () => {
      await wait(5)
      const began = Date.now()
      const fields = { dtm: '10000', stm: `${10_000 + began - tracked}` }
      await track('pull_package', { fields, began })
      await track('push_package')
    }
    vitest(await settleBehind(push)).toBe(KEPT)
  })

  test('may have been tracked before it, in a batch without the real time', async () => {
    const fields = { dtm: '0', stm: '0' }
    const push = () => send(['pull_package', 'push_package'], { fields, began: Date.now() + 1 })
    vitest(await settleBehind(push)).toBe(UNDATED)
  })

  test('is told of in all its ways', async () => {
    const began = Date.now()
    await expect(page).toHaveTriggeredNothing()
    await track('pull_package', { began })
    await track('pull_package', { began })
    await wait(5)
    await track('push_package', { fields: {} })
    vitest(
      await messageOf(() => settleTest(run)),
    ).toBe(`expect(internalEvents).toHaveTriggeredNothing()

Late: "pull_package" was sent twice before the verdict, and arrived after it.
Late: "push_package" was triggered after the assertion.

Expected the page not to trigger any internal event, but it triggered "pull_package" twice, "push_package" once.

Expected: no internal events
Recorded:
  "pull_package" (2 times)
  "push_package"

Its request was under way when the verdict fell. Correct the page, or expect the event.
The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.`)
  })

  test('is all counted for the last assertion', async () => {
    await expect(page).toHaveTriggeredNothing()
    const began = Date.now() + 60_000
    await track('pull_package', { began, fields: { dtm: `${began}` } })
    await track('pull_package', { began, fields: { dtm: `${began}` } })
    vitest(
      await messageOf(() => settleTest(run)),
    ).toBe(`expect(internalEvents).toHaveTriggeredNothing()

Late: "pull_package" was triggered twice after the assertion.

Expected the page not to trigger any internal event, but it triggered "pull_package" twice.

Expected: no internal events
Recorded:
  "pull_package" (2 times)

The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.`)
  })

  test('is all counted for the last assertion, what no page has sent too', async () => {
    await expect(page).toHaveTriggeredNothing()
    run.journal.recordPayload({ e: 'se', se_ca: 'page', se_ac: 'pull_package' })
    vitest(await messageOf(() => settleTest(run))).toContain(
      'Late: "pull_package" was triggered after the assertion.',
    )
  })

  test('is allowed by a lower bound', async () => {
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { atLeast: 1, timeout: 1 })
    await track('pull_package')
    await settleTest(run)
  })
})

describe('before the verdict, what is on its way is waited for', () => {
  const TWICE = 'but it was triggered twice.'

  test('where it should not come', async () => {
    setTimeout(() => track('pull_package'), 20)
    vitest(await messageOf(() => expect(page).not.toHaveTriggered('pull_package'))).toContain(
      'but it triggered "pull_package" once.',
    )
    vitest(
      await messageOf(async () => {
        setTimeout(() => track('push_package'), 20)
        await expect(page).toHaveTriggered('push_package', { times: 0 })
      }),
    ).toContain('but it was triggered once.')
  })

  test('where it should come once, and does not tell its time', async () => {
    await track('pull_package', { fields: {} })
    setTimeout(() => track('pull_package', { fields: {} }), 20)
    vitest(await messageOf(() => expect(page).toHaveTriggered('pull_package'))).toContain(TWICE)
  })

  test('but not where its time will tell', async () => {
    const settled = vi.spyOn(collector, 'settled')
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package')
    vitest(settled).not.toHaveBeenCalled()
    await settleTest(run)
  })

  test('but not for a lower bound', async () => {
    const settled = vi.spyOn(collector, 'settled')
    await track('pull_package', { fields: {} })
    await expect(page).toHaveTriggered('pull_package', { atLeast: 1 })
    vitest(settled).not.toHaveBeenCalled()
    await settleTest(run)
  })

  test('but not where the claim is broken already', async () => {
    const settled = vi.spyOn(collector, 'settled')
    await track('pull_package', { fields: {} })
    await messageOf(() => expect(page).not.toHaveTriggered('pull_package'))
    vitest(settled).not.toHaveBeenCalled()
  })
})

describe('names and terms', () => {
  test('a list of names is about each of them', async () => {
    await track('pull_package')
    await track('push_package')
    await expect(page).toHaveTriggered(['pull_package', 'push_package'], { timeout: 1 })
    const message = await messageOf(() =>
      expect(page).toHaveTriggered(['pull_package', 'click_copy_install_command'], { timeout: 1 }),
    )
    vitest(
      message,
    ).toBe(`expect(internalEvents).toHaveTriggered(["pull_package","click_copy_install_command"], { timeout: 1 })

Expected "click_copy_install_command" to be triggered once, but the page triggered only other events.

Expected: "click_copy_install_command" once
Recorded:
  "pull_package"
  "push_package"

Track "click_copy_install_command", or expect the event that it tracks now.`)
  })

  test.each([
    [
      ['pull_package', 'push_package'],
      '"pull_package", "push_package"): it takes one name, or one list of names. Put them in a list: toHaveTriggered(["pull_package","push_package"]).',
    ],
    [
      ['pull_package', 'push_package', 'pull_package'],
      '"pull_package", "push_package", "pull_package"): it takes one name, or one list of names. Put them in a list: toHaveTriggered(["pull_package","push_package","pull_package"]).',
    ],
    [
      ['pull_package', { times: 1 }, { timeout: 1 }],
      '"pull_package", {"times":1}, {"timeout":1}): its terms are not one object. Write them as { with, times, atLeast, atMost, timeout }, behind the name or the list of names.',
    ],
    [
      ['pull_package', null],
      '"pull_package", null): its terms are not one object. Write them as { with, times, atLeast, atMost, timeout }, behind the name or the list of names.',
    ],
    [
      [['pull_package', 'pull_package']],
      '["pull_package","pull_package"]): "pull_package" is named twice. Name it once. Use times: 2 to expect two events.',
    ],
    [
      ['pull_package', { with: { user: 1 } }],
      '"pull_package", { with: … }): user should be an object with an id (a string or a number). Pass the user that is tracked, or expect.anything().',
    ],
    [
      [],
      '): the name of an event should be a string, but is of type undefined. Pass names as strings, one by one or in a list.',
    ],
  ])('arguments that it does not take are an error: %j', async (args, text) => {
    vitest(await messageOf(() => expect(page).toHaveTriggered(...args))).toBe(
      `Failed to check expect(internalEvents).toHaveTriggered(${text}`,
    )
  })

  test('those of the claim that nothing was triggered are, too', async () => {
    vitest(
      await messageOf(() => expect(page).toHaveTriggeredNothing('pull_package', { timeout: 1 })),
    ).toBe(
      'Failed to check expect(internalEvents).toHaveTriggeredNothing("pull_package", {"timeout":1}): it takes no arguments, since it is about all events. Name the event that should not come: expect(internalEvents).not.toHaveTriggered(…), or toHaveTriggered(…, { with, times: 0 }).',
    )
  })
})

test('an event that is not defined, but nearly the one that is expected, is told of', async () => {
  await track('push_package')
  await track('pul_package')
  const message = await messageOf(() =>
    expect(page).toHaveTriggered('pull_package', { timeout: 1 }),
  )
  vitest(message).toBe(`expect(internalEvents).toHaveTriggered("pull_package", { timeout: 1 })

Expected "pull_package" to be triggered once, but the page triggered only other events.

Expected: "pull_package" once
Recorded:
  "push_package"
  "pul_package"

"pul_package" is not defined. If it should be "pull_package", correct the name where it is tracked.`)
})

test('an event that is defined, or far from the one that is expected, is not', async () => {
  await track('push_package')
  await track('something_else')
  const message = await messageOf(() =>
    expect(page).toHaveTriggered('pull_package', { timeout: 1 }),
  )
  vitest(message.split('\n\n').at(-1)).toBe(
    'Track "pull_package", or expect the event that it tracks now.',
  )
})

test('the wrong number of times is told of by the option', async () => {
  await track('pull_package')
  await track('pull_package')
  const message = await messageOf(() =>
    expect(page).toHaveTriggered('pull_package', { times: 3, timeout: 1 }),
  )
  vitest(message.split('\n\n').at(-1)).toBe(
    'Find out why it is not tracked 3 times, or expect times: 2.',
  )
})

const lastStep = async () => {
  const message = await messageOf(() =>
    expect(page).toHaveTriggered('pull_package', { timeout: 1 }),
  )
  return message.split('\n\n').at(-1)
}
const noteRequest = (url: string, taken: boolean) =>
  runForTest(run, () => BlockRun.noteRequest({ method: 'POST', url, taken }))

test('a request that the collector does not take is told of', async () => {
  noteRequest('https://c.test/tp3', false)
  vitest(await lastStep()).toBe(`\
The collector took no request of the page. These passed it by, since it does not have their paths:
  POST https://c.test/tp3
If one is the tracker's, correct its path, or name that URL in playwright.config.ts: use: { internalEventsOptions: { url } }.`)
})

test('a request without an event is told of', async () => {
  noteRequest('https://c.test/tp3', false)
  noteRequest('https://c.test', true)
  vitest(await lastStep()).toBe(
    'The collector received a request of the page, but accepted no internal event from it. Look at internalEvents.requests, and at the answers that the test asked for with respondWith().',
  )
})

describe('a request that goes past the route of internalEvents', () => {
  const PAST = 'POST https://c.test/tp2 went past the route of internalEvents'
  const REMEDY =
    'Let each route of the test that takes it call route.fallback(). context.unrouteAll() removes the route of internalEvents, too: remove the routes of the test alone, with unroute(url).'

  function miss({ missed = true } = {}): { missed: boolean } {
    const request = {
      method: 'POST',
      url: 'https://c.test/tp2',
      taken: true,
      missedBy: 'internalEvents',
      missed,
    } as const
    runForTest(run, () => BlockRun.noteRequest(request))
    return request
  }

  test.each([
    ['toHaveTriggeredNothing()', () => expect(page).toHaveTriggeredNothing()],
    ['not.toHaveTriggered("pull_package")', () => expect(page).not.toHaveTriggered('pull_package')],
    [
      'toHaveTriggered("pull_package", { times: 0 })',
      () => expect(page).toHaveTriggered('pull_package', { times: 0 }),
    ],
  ])('refuses %s', async (text, assert) => {
    miss()
    vitest(await messageOf(assert)).toBe(
      `Failed to check expect(internalEvents).${text}: ${PAST}, so nobody knows which events it carried. ${REMEDY}`,
    )
  })

  test('is the next step where nothing came', async () => {
    miss()
    const message = await messageOf(() =>
      expect(page).toHaveTriggered('pull_package', { timeout: 1 }),
    )
    vitest(message.split('\n\n').at(-1)).toBe(`${PAST}. ${REMEDY}`)
  })

  test('may be known as such after the verdict', async () => {
    const request = miss({ missed: false })
    await expect(page).not.toHaveTriggered('pull_package')
    await track('push_package')
    await expect(page).toHaveTriggered('push_package')
    request.missed = true
    vitest(await messageOf(() => settleTest(run))).toBe(
      `Failed to check expect(internalEvents).not.toHaveTriggered("pull_package"): ${PAST}, so nobody knows which events it carried. ${REMEDY}`,
    )
  })

  test('may come after the last verdict', async () => {
    await expect(page).toHaveTriggeredNothing()
    miss()
    vitest(await messageOf(() => settleTest(run))).toBe(
      `Failed to check expect(internalEvents).toHaveTriggeredNothing(): ${PAST}, so nobody knows which events it carried. ${REMEDY}`,
    )
  })

  test('is of a later step where it begins there', async () => {
    await expect(page).toHaveTriggeredNothing()
    await wait(5)
    miss()
    await track('pull_package')
    await expect(page).toHaveTriggered('pull_package')
    await settleTest(run)
  })
})
