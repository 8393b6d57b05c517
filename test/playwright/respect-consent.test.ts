import { afterEach, beforeEach, test, expect as vitest } from 'vitest'
import { logOf } from '../../src/collector/index.ts'
import { beginTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import { messageOf } from '../matchers/message-of.ts'

vitest.extend(createPageMatchers(vitest, () => ({ updateSnapshots: 'none' })) as never)

let run: TestRun
let pageEvents: PageEvents
let page: object
/** The open documents, the last of which does not answer. */
let frames: object[]
/** The window of the only document, and the cookies of its context. */
let window: object
let cookies: { name: string; value?: string }[]
beforeEach(() => {
  window = { navigator: { globalPrivacyControl: true } }
  cookies = []
  run = beginTest('a test of Playwright')
  frames = [
    { evaluate: async () => window, parentFrame: () => null },
    { evaluate: () => Promise.reject(new Error('it is being left')), parentFrame: () => frames[0] },
  ]
  const context = { pages: () => [{ frames: () => frames }], cookies: async () => cookies }
  pageEvents = new PageEvents(run, [context as never])
  page = createFixture(pageEvents, 'http://127.0.0.1/t/1', async () => {})
})
afterEach(() => settleTest(run, true))

/** Has a request of the page arrive. */
async function send(): Promise<void> {
  const payload = { e: 'se', se_ca: 'x', se_ac: 'pull_package', dtm: `${Date.now()}` }
  const decoded = { events: [{ payload, contexts: [] }], badRows: [], refused: false }
  const request = { method: 'POST', url: 'https://c.test/tp2', began: Date.now() }
  await logOf(run).receive(request, { ...decoded, tooLarge: false } as never)
  pageEvents.notify()
}

const post = () => pageEvents.noteUsageData({ events: ['pull_package'], answer: 200 } as never)

const assert = (...args: unknown[]): Promise<void> =>
  (
    vitest(page) as unknown as { toRespectConsent(...args: unknown[]): Promise<void> }
  ).toRespectConsent(...args)

test('passes where a page asks for privacy, and nothing is sent', async () => {
  cookies = [{ name: '_session' }]
  post()
  await assert()
  await settleTest(run)
})

test('fails at once with what was sent, and what trackers have left', async () => {
  window = {
    navigator: {},
    doNotTrack: '1',
    localStorage: { snowplowOutQueue_gl_post2: '[{}]', theme: 'dark' },
    sessionStorage: { _sp_session: '1' },
  }
  cookies = [{ name: '_sp_id.1fff' }, { name: '_sp_id.1fff' }]
  await send()
  post()
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(`
    "expect(internalEvents).toRespectConsent()

    Expected the pages of the test to send nothing, since the browser asks for privacy (Do Not Track), but they did.

    Recorded:
      "pull_package" was sent to Snowplow
      the cookie _sp_id.1fff was set
      the entry snowplowOutQueue_gl_post2 of localStorage was set
      the entry _sp_session of sessionStorage was set

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('what was in a context that is older than the test is not of the test', async () => {
  cookies = [{ name: '_sp_id.1fff', value: 'a' }]
  window = { ...window, localStorage: { _sp_entry: '1' } }
  await pageEvents.noteEarlierTraces()
  await assert()
  cookies = [{ name: '_sp_id.1fff', value: 'b' }]
  window = { ...window, localStorage: { _sp_entry: '2' } }
  vitest(await messageOf(() => assert())).toContain(`Recorded:
  the cookie _sp_id.1fff was set
  the entry _sp_entry of localStorage was set
`)
})

test('where no document is open, nothing can be read, even if the test has withdrawn the consent', async () => {
  window = { ...window, isBlank: true }
  frames.pop()
  vitest(await messageOf(() => assert({ withdrawn: true }))).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toRespectConsent({"withdrawn":true}): no document is open, so that nothing can be read. Go to a page, and assert before it is closed."`,
  )
  frames.pop()
  vitest(await messageOf(() => assert())).toContain('no document is open')
})

test('with counting, nothing may be posted to the usage data API either', async () => {
  post()
  vitest(await messageOf(() => assert({ counting: true }))).toMatchInlineSnapshot(`
    "expect(internalEvents).toRespectConsent({"counting":true})

    Expected the pages of the test to send nothing, since the browser asks for privacy (Global Privacy Control), but they did.

    Recorded:
      "pull_package" was counted

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('fails where a page sends it later', async () => {
  await assert()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await send()
  vitest(await messageOf(() => settleTest(run))).toMatchInlineSnapshot(`
    "expect(internalEvents).toRespectConsent()

    Late: "pull_package" was triggered after the assertion.

    Expected the pages of the test to send nothing, since the browser asks for privacy (Global Privacy Control), but they did.

    Recorded:
      "pull_package" was sent to Snowplow

    The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one."
  `)
})

test('fails where a page counts it later', async () => {
  await assert({ counting: true })
  post()
  vitest(await messageOf(() => settleTest(run))).toMatchInlineSnapshot(`
    "expect(internalEvents).toRespectConsent({"counting":true})

    Late: "pull_package" was counted after the assertion.

    Expected the pages of the test to send nothing, since the browser asks for privacy (Global Privacy Control), but they did.

    Recorded:
      "pull_package" was counted

    The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one."
  `)
})

test('where no page asks, it says so, unless the test has withdrawn the consent', async () => {
  window = { navigator: { doNotTrack: null } }
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toRespectConsent(): no page that is open asks for privacy, so that everything may be sent. Turn a signal on before the page is opened: page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })). Where the test has withdrawn the consent itself, pass { withdrawn: true }."`,
  )
  await assert({ withdrawn: true })
  cookies = [{ name: '_sp_ses.1fff' }]
  vitest(await messageOf(() => assert({ withdrawn: true }))).toMatchInlineSnapshot(`
    "expect(internalEvents).toRespectConsent({"withdrawn":true})

    Expected the pages of the test to send nothing, since consent is withdrawn, but they did.

    Recorded:
      the cookie _sp_ses.1fff was set

    Ask for the consent before the tracker is made, and before each event."
  `)
})

test('where a page does not answer, it says so', async () => {
  frames = [{ evaluate: () => Promise.reject(new Error('it is gone')), parentFrame: () => null }]
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toRespectConsent(): no page that answers asks for privacy, and one does not answer. Close its dialog, and wait until it has loaded. Where the test has withdrawn the consent itself, pass { withdrawn: true }."`,
  )
})

test('misuse is refused', async () => {
  vitest(await messageOf(() => assert({ withdrawn: 1 }))).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toRespectConsent({"withdrawn":1}): its options are not { withdrawn, counting } with true or false. Correct them, or leave them out."`,
  )
  const negated = (vitest(page) as unknown as { not: { toRespectConsent(): Promise<void> } }).not
  vitest(await messageOf(() => negated.toRespectConsent())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).not.toRespectConsent(): it has no negation: it would hold only where consent is ignored. Leave out .not."`,
  )
  page = {}
  vitest(await messageOf(() => assert())).toMatchInlineSnapshot(
    `"Failed to check expect(internalEvents).toRespectConsent(): the subject is not the fixture internalEvents. Take it from the arguments of the test: async ({ internalEvents }) => …."`,
  )
})
