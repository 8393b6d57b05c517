import { afterEach, beforeEach, test, expect as vitest } from 'vitest'
import type { UsageDataRequest } from '../../src/collector/doors/playwright/index.ts'
import { logOf } from '../../src/collector/index.ts'
import { trackInternalEvent } from '../../src/entries/index.ts'
import { beginTest, runForTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createJourney, createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import { failure, withContracts } from '../matchers/journeys/with-contracts.ts'
import { messageOf } from '../matchers/message-of.ts'

vitest.extend(createPageMatchers(vitest, () => ({ updateSnapshots: 'none' })) as never)

interface Matchers {
  not: Matchers
  toReachEveryLayer(...args: unknown[]): Promise<void>
  toHaveTriggered(...args: unknown[]): Promise<void>
}
const expect = vitest as unknown as (subject: unknown) => Matchers
const steps: string[] = []
const createdJourney = createJourney(vitest as never, (title, block) => {
  steps.push(title)
  return block()
})
const journey: typeof createdJourney = (...args) => runForTest(run, () => createdJourney(...args))

const EVENT = 'click_copy_install_command'
const PING = {
  schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
  data: { event_name: EVENT, data_source: 'redis_hll' },
}
const USER = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  data: { user_id: 1 },
}

let run: TestRun
let pageEvents: PageEvents
let page: object
let answer: UsageDataRequest['answer']
/** The documents of the pages, by what is read of them. */
let documents: (readonly object[] | 'left')[]
beforeEach(() => {
  run = beginTest('a test of Playwright')
  documents = []
  answer = 200
  const frames = () =>
    documents.map((found) => ({
      locator: () => ({
        evaluateAll: async () => {
          if (found !== 'left') return found
          throw new Error('Execution context was destroyed')
        },
      }),
    }))
  const context = { pages: () => [{ frames }] }
  pageEvents = new PageEvents(run, [context as never])
  page = createFixture(pageEvents, 'http://127.0.0.1/t/1', async () => {})
})
afterEach(async () => {
  steps.length = 0
  await settleTest(run, true)
})

async function send(name: string, contexts: object[] = [], fields: object = {}): Promise<void> {
  const payload = { e: 'se', p: 'web', se_ca: 'page', se_ac: name, dtm: `${Date.now()}`, ...fields }
  const decoded = { events: [{ payload, contexts }] as never, badRows: [] }
  await receive(decoded)
}

async function receive(decoded: { events: never[]; badRows: never[] }): Promise<void> {
  await logOf(run).receive(
    { method: 'POST', url: 'https://c.test/tp2' },
    { ...decoded, refused: false, tooLarge: false },
  )
  pageEvents.notify()
}

const post = (...events: string[]) => {
  const request = { events, answer }
  pageEvents.noteUsageData(request)
  return request
}
const timeout = 1
const element = { event: EVENT, count: 1, clicks: 1 }
/** The way that the message of a failed assertion shows. */
async function way(name = EVENT): Promise<string> {
  const message = await messageOf(() => expect(page).toReachEveryLayer(name, { timeout }))
  return message.split('\n\n')[2] as string
}

test('an event that its API and its collector have reaches every layer', async () => {
  setTimeout(async () => {
    post(EVENT)
    await send(EVENT, [PING, USER])
  }, 20)
  await expect(page).toReachEveryLayer([EVENT], { timeout: 5000 })
  await settleTest(run)
})

test('an event of a tracker has its row alone', async () => {
  await send(EVENT)
  await expect(page).toReachEveryLayer(EVENT, { timeout })
  await settleTest(run)
})

test('the whole message', async () => {
  documents = [[element], [{ ...element, clicks: 0 }]]
  vitest(await messageOf(() => expect(page).toReachEveryLayer(EVENT, { timeout }))).toBe(
    `expect(internalEvents).toReachEveryLayer("${EVENT}", {"timeout":1})

Expected "${EVENT}" to reach every layer, but it broke at the first of these: Snowplow payload.

"${EVENT}"
  ✓ data attribute: 2 elements
  ✓ click
  – trackEvent: it is called within the page
  – usage data API: neither a request nor a context of Service Ping tells of it
  ✗ Snowplow payload: no request to the collector has it
  ✗ good row of the collector: none

Correct what Snowplow payload says. toHaveTriggered("${EVENT}") asserts the event alone.`,
  )
})

test('an event of which nothing came did not happen', async () => {
  vitest(await messageOf(() => expect(page).toReachEveryLayer(EVENT, { timeout }))).toBe(
    `expect(internalEvents).toReachEveryLayer("${EVENT}", {"timeout":1})

Expected "${EVENT}" to reach every layer, but it did not happen.

"${EVENT}"
  – data attribute: no element of the open pages tracks it, or none any more
  ✗ Snowplow payload: no request to the collector has it
  ✗ good row of the collector: none

No request of the page reached the collector. Check that the page gets to the code that tracks, and that the tracker sends what is in its buffer. A context of another browser than that of the fixture is heard after internalEvents.watch(context).`,
  )
})

test.each<[string, UsageDataRequest['answer'], string]>([
  ['a refusal', 422, 'it answered with 422'],
  ['no answer', undefined, 'it has not answered yet'],
  ['a failure', 'net::ERR_FAILED', 'the request failed: net::ERR_FAILED'],
])('%s of the usage data API breaks its layer', async (_, given, text) => {
  answer = given
  post('pull_package', EVENT)
  await send(EVENT, [PING, USER])
  vitest(await way()).toContain(`✗ usage data API: ${text}\n  – counter keys: the application`)
})

test('a request whose page was left breaks nothing, since it may have arrived', async () => {
  answer = 'net::ERR_ABORTED'
  post('pull_package', EVENT)
  await send(EVENT, [PING, USER])
  await expect(page).toReachEveryLayer(EVENT, { timeout })
})

test('a request that the front end should have made breaks its layer', async () => {
  await send(EVENT, [PING, USER])
  vitest(await way()).toContain('✗ usage data API: no request\n')
})

test('a page without a user makes none', async () => {
  await send(EVENT, [PING])
  vitest(await way()).toContain('✗ usage data API: the page has no user, whom it needs\n')
})

test('an event of the back end makes none, whatever its contexts', async () => {
  await send('pull_package', [PING], { p: 'srv' })
  await expect(page).toReachEveryLayer('pull_package', { timeout })
  await settleTest(run)
})

test('elements that were not clicked, that nobody heard, and that are gone', async () => {
  documents = [[{ ...element, clicks: 0 }]]
  vitest(await way()).toContain('✗ click: no such element was clicked\n')
  documents = [[{ ...element, clicks: undefined }]]
  vitest(await way()).toContain('– click: the page was loaded before its context was watched\n')
  documents = ['left']
  vitest(await way()).toContain('– data attribute: a document of the pages did not answer\n')
  documents = [[{ ...element, event: 'pull_package' }]]
  vitest(await way()).toContain(
    '– data attribute: no element of the open pages tracks it, or none any more\n  ✗ Snowplow',
  )
})

test('a bad row and a collector that is down are told apart', async () => {
  logOf(run).expectBadRows()
  const payload = { e: 'se', se_ac: EVENT }
  const bad = { payload, reasons: [{ message: 'p is missing' }, { message: 'so is tv' }] }
  await receive({ events: [], badRows: [bad as never] })
  vitest(await way()).toContain(
    '✓ Snowplow payload\n  ✗ good row of the collector: it is bad: p is missing; so is tv',
  )
  logOf(run).respondWith(503, 1)
  await send('pull_package')
  vitest(await way('pull_package')).toContain(
    '✓ Snowplow payload\n  ✗ good row of the collector: the collector gave the answer 503',
  )
})

test('counters are seen where they are those of the test', async () => {
  post(EVENT)
  runForTest(run, () => trackInternalEvent(EVENT, { user: { id: 1 }, sendSnowplowEvent: false }))
  vitest(await way()).toMatch(/✓ usage data API: 1 request\n {2}✓ counter keys: \S+.*\n {2}✗ Snow/)
})

test('misuse is refused', () => {
  const claim =
    (...args: unknown[]) =>
    () =>
      expect(page).toReachEveryLayer(...args)
  vitest(claim('click_copy_instal_command')).toThrow(`Did you mean "${EVENT}"?`)
  vitest(claim(EVENT, { times: 2 })).toThrow(
    "it takes one name, or one list of names, and a timeout. Write toReachEveryLayer(['a', 'b'], { timeout }).",
  )
  vitest(claim(EVENT, 'pull_package')).toThrow('it takes one name')
  vitest(claim()).toThrow('of type undefined')
  vitest(() => expect(page).not.toReachEveryLayer(EVENT)).toThrow(
    'an event that does not reach every layer may have reached any of them. Deny the event: .not.toHaveTriggered(…).',
  )
  vitest(() => expect({}).toReachEveryLayer(EVENT)).toThrow(
    'the subject is not the fixture internalEvents',
  )
})

const CONTRACT = `exact: true\nevents:\n- action: ${EVENT}\nmetrics:\n  counts.package_pulls: 1\n`
const wait = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a journey is what the pages sent meanwhile, and what it counted', async () => {
  withContracts({ install: CONTRACT })
  const pull = () =>
    runForTest(run, () =>
      trackInternalEvent('pull_package', { user: { id: 1 }, sendSnowplowEvent: false }),
    )
  pull()
  await send('push_package')
  const tracked = `${Date.now()}`
  await wait()
  let traced = ''
  await journey(
    'install',
    async (running) => {
      await wait()
      await send('push_package', [], { dtm: tracked })
      pull()
      await send(EVENT)
      traced = await running.trace()
    },
    { timeout: 100 },
  )
  vitest(steps).toEqual(['journey "install"'])
  vitest(traced).toContain(`"${EVENT}"\n  – data attribute: no element`)
  vitest(traced).not.toContain('push_package')
  await settleTest(run)
})

test('an assertion in a journey does not end it', async () => {
  const folder = withContracts({ install: `exact: true\nevents:\n- action: ${EVENT}\n` })
  await journey('install', async () => {
    await wait()
    await send(EVENT)
    await expect(page).toHaveTriggered(EVENT)
  })
  await wait()
  await send('push_package')
  vitest(await failure(folder, () => settleTest(run))).toContain('1 event is not in the contract')
})

test('what a journey throws is thrown, and judges nothing', async () => {
  withContracts({ install: CONTRACT })
  const error = new Error('mine')
  await vitest(
    journey('install', () => {
      throw error
    }),
  ).rejects.toBe(error)
  await settleTest(run, true)
})

test('a journey outside of a test with the fixture is an error', async () => {
  vitest(() => createdJourney('install', () => {})).toThrow(
    'Failed to check journey("install"): no test that has the fixture internalEvents is running. Call it in a test, whose test comes from internal-events-testing/playwright.',
  )
})
