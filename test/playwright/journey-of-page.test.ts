import { afterEach, beforeEach, test, expect as vitest } from 'vitest'
import { logOf } from '../../src/collector/index.ts'
import { beginTest, settleTest, type TestRun } from '../../src/fakes/index.ts'
import { createPageMatchers } from '../../src/playwright/index.ts'
import { createFixture, PageEvents } from '../../src/playwright/page-events.ts'
import { contractIn, failure, withContracts } from '../matchers/journeys/with-contracts.ts'

const config = { updateSnapshots: 'none' }
vitest.extend(createPageMatchers(vitest, () => config) as never)

interface Matchers {
  not: Matchers
  toMatchTrackingJourney(...args: unknown[]): Promise<void>
}
const expect = vitest as unknown as (subject: unknown) => Matchers

let run: TestRun
let pageEvents: PageEvents
let page: object
const { CI } = process.env
beforeEach(() => {
  delete process.env['CI']
  run = beginTest('a test of Playwright')
  pageEvents = new PageEvents(run)
  page = createFixture(pageEvents, 'http://127.0.0.1/t/1', async () => {})
})
afterEach(async () => {
  if (CI !== undefined) process.env['CI'] = CI
  config.updateSnapshots = 'none'
  await settleTest(run, true)
})

async function send(name: string): Promise<void> {
  const payload = { e: 'se', p: 'web', se_ca: 'page', se_ac: name, dtm: `${Date.now()}` }
  const decoded = {
    events: [{ payload, contexts: [] }] as never,
    badRows: [],
    refused: false,
    tooLarge: false,
  }
  await logOf(run).receive({ method: 'POST', url: 'https://c.test/tp2' }, decoded)
  pageEvents.notify()
}

const INSTALL = 'events:\n- action: pull_package\n  platform: web\n'

test('the journey of a page is awaited', async () => {
  withContracts({ install: INSTALL })
  setTimeout(() => send('pull_package'), 20)
  await expect(page).toMatchTrackingJourney('install', { timeout: 5000 })
  await settleTest(run)
})

test('what a page did not send is told with what it sent', async () => {
  const folder = withContracts({ install: INSTALL })
  await send('push_package')
  vitest(
    await failure(folder, () => expect(page).toMatchTrackingJourney('install', { timeout: 1 })),
  ).toBe(`expect(internalEvents).toMatchTrackingJourney("install", {"timeout":1})

Expected the page to follow the journey "install", but 1 event is missing.

Missing: "pull_package", platform "web" (<contracts>/install.yml:2)

Recorded, in this order:
  "push_package"

Track the event as the contract says. Or record the contract anew: run the test with -u.`)
})

test('in a closed world an event that comes after the verdict fails the test', async () => {
  withContracts({ install: `exact: true\n${INSTALL}` })
  await send('pull_package')
  await expect(page).toMatchTrackingJourney('install', { timeout: 100 })
  await send('push_package')
  await vitest(settleTest(run)).rejects.toThrow('1 event is not in the contract')
})

test.each(['missing', 'default'])(
  'a missing contract is recorded, but not in CI: %s',
  async (updateSnapshots) => {
    const folder = withContracts({})
    await send('pull_package')
    vitest(() => expect(page).toMatchTrackingJourney('install')).toThrow(
      'this run records no contracts',
    )
    config.updateSnapshots = updateSnapshots
    process.env['CI'] = 'true'
    vitest(() => expect(page).toMatchTrackingJourney('install')).toThrow(
      'this run records no contracts',
    )
    delete process.env['CI']
    await expect(page).toMatchTrackingJourney('install', { timeout: 100 })
    vitest(contractIn(folder, 'install')).toContain(
      'exact: true\nevents:\n- category: page\n  action: pull_package\n',
    )
  },
)

test('what cannot be recorded is told of the page', async () => {
  const folder = withContracts({})
  config.updateSnapshots = 'all'
  const claim = (options: object) =>
    failure(folder, () => expect(page).toMatchTrackingJourney('trial', { timeout: 1, ...options }))
  vitest(await claim({})).toBe(
    'Failed to record journey "trial": the page sent no event to Snowplow. Check that it reaches the code that tracks.',
  )
  await send('pull_package')
  vitest(await claim({ variant: 'candidate' })).toBe(
    'Failed to record journey "trial": no event of the page carries the context of an experiment with the variant "candidate". Send the events with it, or leave the variant out.',
  )
})

test('the negated form and other arguments are refused', () => {
  withContracts({ install: INSTALL })
  vitest(() => expect(page).not.toMatchTrackingJourney('install')).toThrow(
    'a journey that is not as its contract says may be anything. Deny the events that must not happen: .not.toHaveTriggered(…).',
  )
  vitest(() => expect(page).toMatchTrackingJourney('install', { variants: 'x' })).toThrow(
    'unknown option "variants". Did you mean "variant"?',
  )
  vitest(() => expect({}).toMatchTrackingJourney('install')).toThrow(
    'the subject is not the fixture internalEvents',
  )
})
