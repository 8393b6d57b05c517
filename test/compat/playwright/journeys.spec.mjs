import { mkdirSync, writeFileSync } from 'node:fs'
import { test as base, expect, journey } from 'internal-events-testing/playwright'

const COPY = 'click_copy_install_command'
const timeout = 300

// Each file of contracts is written once for both workers.
mkdirSync('tracking-journeys', { recursive: true })
writeFileSync(
  'tracking-journeys/install.yml',
  `exact: true
events:
- category: packages:show
  action: ${COPY}
  label: npm
  platform: web
  user: user#1
`,
)

const test = base.extend({
  open: async ({ page }, use) => {
    await use(async (query = '') => {
      await page.goto(`/install${query}`)
      await expect(page).toHaveTitle('Install, ready')
      return (name) => page.getByRole('button', { name }).click()
    })
  },
})

test('[pass] what a page sends is as the contract says', async ({ open, internalEvents }) => {
  const click = await open()
  await click('Copy')
  await expect(internalEvents).toMatchTrackingJourney('install')
})

test('[pass] a journey is a part of its test', async ({ open }) => {
  const click = await open()
  await click('Copy')
  let way
  await journey('install', async (running) => {
    expect(await running.trace()).toBe('')
    await click('Copy')
    way = await running.trace()
  })
  expect(way).toBe(`"${COPY}"
  ✓ data attribute: 1 element
  ✓ click
  – trackEvent: it is called within the page
  ✓ usage data API: 1 request
  – counter keys: the application has them
  ✓ Snowplow payload: 1 event
  ✓ good row of the collector`)
  await journey('install', () => click('Copy'), { timeout: 2000 })
})

test('[pass] every layer', async ({ open, page, internalEvents }) => {
  const click = await open()
  await click('Copy')
  await page.getByRole('link').click()
  await expect(page).toHaveTitle('Left')
  await expect(internalEvents).toReachEveryLayer([COPY, 'view_package_page'])
})

test('[pass] an element that is gone', async ({ open }) => {
  const click = await open('?removes=yes')
  await journey('install', async (running) => {
    await click('Copy')
    expect(await running.trace(COPY)).toContain(
      '  – data attribute: no element of the open pages tracks it, or none any more\n  – trackEvent',
    )
  })
})

test('[pass] what the function of a journey throws', async () => {
  const error = new Error('mine')
  const run = journey('install', () => {
    throw error
  })
  await expect(run).rejects.toBe(error)
})

test('[pass] a missing contract runs nothing', async () => {
  const run = async () => journey('instal', () => expect(1).toBe(2))
  await expect(run()).rejects.toThrow('this run records no contracts')
})

test('[fail] another label', async ({ open, page }) => {
  const click = await open()
  await page
    .locator('button')
    .first()
    .evaluate((button) => {
      button.dataset.eventLabel = 'maven'
    })
  await journey('install', () => click('Copy'), { timeout })
})

test('[fail] not awaited, a journey', async ({ open }) => {
  const click = await open()
  journey('install', () => click('Copy'))
})

test('[fail] one more after the journey', async ({ open, page }) => {
  const click = await open()
  await journey('install', () => click('Copy'))
  await click('Copy')
  await page.waitForTimeout(100)
})

test('[fail] nobody listens to clicks', async ({ open, internalEvents }) => {
  const click = await open('?listener=none')
  await click('Copy')
  await expect(internalEvents).toReachEveryLayer(COPY, { timeout })
})

test('[fail] no click', async ({ open, internalEvents }) => {
  await open()
  await expect(internalEvents).toReachEveryLayer(COPY, { timeout })
})

test('[fail] no request for the counters', async ({ open, internalEvents }) => {
  const click = await open('?api=none')
  await click('Copy')
  await expect(internalEvents).toReachEveryLayer(COPY, { timeout })
})

test('[fail] the counters are refused', async ({ open, internalEvents }) => {
  const click = await open()
  await click('Pull')
  await expect(internalEvents).toReachEveryLayer('pull_package', { timeout })
})

test('[fail] nothing for Snowplow', async ({ open, internalEvents }) => {
  const click = await open('?snowplow=none')
  await click('Copy')
  await expect(internalEvents).toReachEveryLayer(COPY, { timeout })
})
