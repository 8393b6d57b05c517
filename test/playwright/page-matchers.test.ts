import { afterEach, beforeEach, describe, test, expect as vitest } from 'vitest'
import { BlockRun, beginTest, runForTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import type { SnowplowPayload } from '../../src/snowplow/index.ts'
import { messageOf } from '../matchers/message-of.ts'

vitest.extend(createPageMatchers(vitest) as never)

interface Matchers {
  not: Matchers
  toHaveTriggered(name: string, expected?: object): Promise<void>
  toHaveTriggeredNothing(): Promise<void>
}
const expect = vitest as unknown as (subject: unknown) => Matchers

let run: TestRun
let events: PageEvents
let page: object
beforeEach(() => {
  run = beginTest('a test of Playwright')
  events = new PageEvents(run)
  page = createFixture(events, 'http://127.0.0.1/t/1', async () => {})
})
// A later file of the same worker would take it for a test that runs.
afterEach(() => settleTest(run, true))

/** Has an event arrive that a page tracked at a time of its clock. */
function track(name: string, dtm = Date.now()): void {
  run.journal.recordPayload({
    e: 'se',
    se_ca: 'page',
    se_ac: name,
    dtm: `${dtm}`,
  } as SnowplowPayload)
  events.notify()
}

const late = (times = '') =>
  `expect(internalEvents).toHaveTriggered("pull_package")

Late: "pull_package" was triggered${times} after the assertion.`

describe('waiting', () => {
  test('an event that comes later', async () => {
    setTimeout(() => track('pull_package'), 30)
    await expect(page).toHaveTriggered('pull_package', { timeout: 5000 })
    await settleTest(run)
  })

  test('a timeout of 0 is none', async () => {
    setTimeout(() => track('pull_package'), 30)
    await expect(page).toHaveTriggered('pull_package', { timeout: 0 })
    await settleTest(run)
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
    track('pull_package')
    await expect(page).toHaveTriggered('pull_package', {
      times: undefined,
      with: undefined,
      timeout: 1,
    })
    await settleTest(run)
  })
})

describe('what comes after the verdict', () => {
  test('of a later step is not counted for an earlier assertion', async () => {
    track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { timeout: 1 })
    await new Promise((resolve) => setTimeout(resolve, 5))
    track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { times: 2, timeout: 1 })
    await settleTest(run)
  })

  test('but was tracked before it is', async () => {
    track('pull_package')
    const before = Date.now()
    await expect(page).toHaveTriggered('pull_package', { timeout: 1 })
    await expect(page).not.toHaveTriggered('push_package')
    track('pull_package', before)
    vitest(await messageOf(() => settleTest(run))).toContain(
      late().replace('("pull_package")', '("pull_package", { timeout: 1 })'),
    )
  })

  test('is all counted for the last assertion', async () => {
    await expect(page).toHaveTriggeredNothing()
    track('pull_package', Date.now() + 60_000)
    track('pull_package', Date.now() + 60_000)
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

  test('has no time where the clock of the page is a fake one', async () => {
    track('pull_package', 0)
    await expect(page).toHaveTriggered('pull_package', { timeout: 1 })
    track('pull_package', 0)
    await expect(page).toHaveTriggered('pull_package', { times: 2, timeout: 1 })
    await settleTest(run)
  })

  test('is allowed by a lower bound', async () => {
    track('pull_package')
    await expect(page).toHaveTriggered('pull_package', { atLeast: 1, timeout: 1 })
    track('pull_package')
    await settleTest(run)
  })
})

test('a request without an event is told of', async () => {
  runForTest(run, () =>
    BlockRun.noteRequest({ method: 'POST', url: 'https://c.test', taken: true }),
  )
  const message = await messageOf(() =>
    expect(page).toHaveTriggered('pull_package', { timeout: 1 }),
  )
  vitest(message.split('\n\n').at(-1)).toBe(
    'The collector received a request of the page, but no event that it accepts. Look at internalEvents.requests, and at the answers that the test asked for with respondWith().',
  )
})
