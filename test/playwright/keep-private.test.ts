import { afterEach, beforeEach, test, expect as vitest } from 'vitest'
import { logOf } from '../../src/collector/index.ts'
import { beginTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import { messageOf } from '../matchers/message-of.ts'

const matchers = createPageMatchers(vitest, () => ({ updateSnapshots: 'none' }))
vitest.extend({
  toKeepPrivate(subject) {
    const state = { ...this, utils: this.utils, isNot: this.isNot, timeout }
    return matchers.toKeepPrivate.call(state as never, subject) as never
  },
})

let run: TestRun
let timeout: number
let pageEvents: PageEvents
let page: object
beforeEach(() => {
  timeout = 50
  run = beginTest('a test of Playwright')
  pageEvents = new PageEvents(run)
  page = createFixture(pageEvents, 'http://127.0.0.1/t/1', async () => {})
})
afterEach(() => settleTest(run, true))

/** Has a request of the page arrive with this item. */
async function send(fields: Readonly<Record<string, string>>): Promise<void> {
  const payload = { dtm: `${Date.now()}`, ...fields }
  const decoded = { events: [{ payload, contexts: [] }], badRows: [], refused: false }
  await logOf(run).receive({ method: 'POST', url: 'https://c.test/tp2', began: Date.now() }, {
    ...decoded,
    tooLarge: false,
  } as never)
  pageEvents.notify()
}

const event = (label: string) => send({ e: 'se', se_ca: 'x', se_ac: 'pull_package', se_la: label })

/** The assertion, with a short time to wait. */
const assert = (isNot = false): Promise<void> => {
  const assertion = vitest(page) as unknown as Record<'not' | 'toKeepPrivate', () => Promise<void>>
  return (isNot ? (assertion.not as unknown as typeof assertion) : assertion).toKeepPrivate()
}

test('passes where the pages send nothing personal, and waits for them', async () => {
  setTimeout(() => event('npm'), 10)
  await assert()
  await settleTest(run)
})

test('fails with what the pages have sent, page views included', async () => {
  await event('ada@example.com')
  await send({ e: 'pv', url: 'https://gitlab.example.com/a/b/-/issues' })
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(`
    "expect(internalEvents).toKeepPrivate()

    Expected the pages of the test to send and count no personal data, but found some in 2 values.

    Sent:
      "pull_package" se_la: an e-mail address, "a…" (15 characters) [email]
      "page_view" url: the path of a project or a group, "h…" (39 characters) [page-url]

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('fails at once, with what is still under way', async () => {
  timeout = 60_000
  await event('ada@example.com')
  setTimeout(() => event('203.0.113.7'), 10)
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(`
    "expect(internalEvents).toKeepPrivate()

    Expected the pages of the test to send and count no personal data, but found some in 2 values.

    Sent:
      "pull_package" se_la: an e-mail address, "a…" (15 characters) [email]
      "pull_package" se_la: an IP address, "2…" (11 characters) [ip-address]

    Leave the values out, or send an id or a kind in their place. What may be sent is an exception, with a reason: privacy.exceptions in internal-events.config."
  `)
})

test('fails where the page sends it later', async () => {
  await event('npm')
  await assert()
  await send({ e: 'pv', url: 'https://gitlab.example.com/search?search=x' })
  vitest(await messageOf(() => settleTest(run))).toMatchInlineSnapshot(`
    "expect(internalEvents).toKeepPrivate()

    Late: "page_view" was sent after the assertion.

    Expected the pages of the test to send and count no personal data, but found some in 1 value.

    Sent:
      "page_view" url: a URL with "search" in its query, "h…" (42 characters) [page-url]

    The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one."
  `)
})

test('where the pages send nothing, it says so', async () => {
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toKeepPrivate(): nothing was sent or counted, so nothing can be said about it. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer."`,
  )
})

test('misuse is refused', async () => {
  vitest(await messageOf(() => assert(true))).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).not.toKeepPrivate(): it has no negation: it would hold only where personal data comes out. Leave out .not."`,
  )
  page = {}
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toKeepPrivate(): the subject is not the fixture internalEvents. Take it from the arguments of the test: async ({ internalEvents }) => …."`,
  )
})
