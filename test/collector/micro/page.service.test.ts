import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { item, post } from '../send.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let page: Page
let url: string
let close: () => Promise<void>
const errors: string[] = []

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  ;({ url, close } = await serveCollector({}))
  page = await browser.newPage({ viewport: { width: 1200, height: 760 } })
  page.setDefaultTimeout(5000)
  errors.length = 0
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${url}/micro/ui`)
  return async () => {
    expect(errors).toEqual([])
    await page.close()
    await close()
  }
})

const lines = () => page.locator('#events > li')
const status = () => page.getByRole('status')
const named = (name: string) => page.locator('summary', { hasText: name })
/** Returns what a line shows once it is open, which its asynchronous `toggle` event fills in whole. */
const bodyOf = (name: string) =>
  lines()
    .filter({ has: named(name) })
    .locator('.body')
/** The lines without their times, which no test can foresee. */
const texts = async () => {
  const all = await lines().allTextContents()
  return all.map((text) =>
    text
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/^[\d:.]+ /, ''),
  )
}
const standard = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  data: { environment: 'production', user_id: 7, project_id: 2, extra: { client: 'cli' } },
}
const co = (...contexts: unknown[]) =>
  JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
    data: contexts,
  })

test('says where to send when nothing has come yet', async () => {
  await expect.poll(() => status().textContent()).toBe('0 good, 0 bad')
  await expect
    .poll(() => page.locator('#empty').textContent())
    .toBe(`Nothing yet. Point a tracker at ${url}.`)
})

test('shows what comes, newest first', async () => {
  await post(url, { ...item, se_la: 'first' })
  await post(`${url}/t/checkout`, { ...item, se_ac: 'push_package' }, { ...item, vid: 3 })
  // The first event of the process compiles the definitions; locators wait as long.
  await expect.poll(() => status().textContent(), { timeout: 5000 }).toBe('2 good, 1 bad')
  await expect
    .poll(texts)
    .toEqual([
      'bad pull_package vid should be a string, but is a number checkout',
      'good push_package CLI checkout',
      'good pull_package CLI · first',
    ])
  await expect.poll(() => page.locator('#empty').isVisible()).toBe(false)
})

test('shows contexts decoded, the definition and the metrics when a line is opened', async () => {
  await post(url, { ...item, se_la: 'npm', se_pr: 'user', co: co(standard) })
  await named('pull_package').click()
  const body = bodyOf('pull_package')
  const text = await body.innerText()
  expect(text).toContain('Definition\n\nexamples/package-registry/config/events/pull_package.yml:')
  expect(text).toContain('counts.package_pulls')
  expect(text).toContain('count_distinct_user_id_from_pull_package_monthly')
  expect(text).not.toContain('counts.package_pulls_by_guests')
  expect(text).toContain('"user_id": 7')
  expect(text).toContain(standard.schema)
  expect(await body.locator('dt').allTextContents()).toContain('se_ac action, the event’s name')
  // A field that is shown decoded is not shown encoded as well.
  expect(await body.locator('dt').allTextContents()).not.toContain('co')
})

test('leaves out metrics whose identifier is missing', async () => {
  await post(url, item)
  await named('pull_package').click()
  const text = await bodyOf('pull_package').innerText()
  expect(text).toContain('counts.package_pulls')
  expect(text).not.toContain('count_distinct_user_id')
})

test('stays open, and where it is, while more comes, of which a button tells', async () => {
  await post(url, item)
  await named('pull_package').click()
  await bodyOf('pull_package').waitFor()
  await named('pull_package').focus()
  const place = await named('pull_package').boundingBox()
  await post(url, { ...item, se_ac: 'push_package' }, { ...item, se_ac: 'push_package' })
  const more = page.getByRole('button', { name: '2 new' })
  await more.waitFor()
  await expect.poll(() => status().textContent()).toBe('3 good, 0 bad')
  expect(await lines().count()).toBe(1)
  await expect.poll(() => bodyOf('pull_package').isVisible()).toBe(true)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain('pull_package')
  expect(await named('pull_package').boundingBox()).toEqual(place)
  await more.click()
  await expect.poll(() => lines().count()).toBe(3)
  await post(url, item)
  await page.getByRole('button', { name: '1 new' }).waitFor()
  // Once it is closed, the list goes on by itself.
  await lines().nth(2).locator('summary').first().click()
  await expect.poll(() => lines().count()).toBe(4)
  await expect.poll(() => page.locator('#new').isVisible()).toBe(false)
})

test('waits while it is paused', async () => {
  await post(url, item)
  await expect.poll(() => lines().count()).toBe(1)
  const pause = page.getByRole('button', { name: 'Pause' })
  await pause.press('Enter')
  expect(await pause.getAttribute('aria-pressed')).toBe('true')
  for (let count = 0; count < 12; count++) await post(url, item)
  await page.getByRole('button', { name: '12 new' }).waitFor()
  expect(await lines().count()).toBe(1)
  await pause.press('Enter')
  await expect.poll(() => lines().count()).toBe(13)
})

test('tells of events that no definition knows, and of those that were removed', async () => {
  await post(url, { ...item, se_ac: 'pull_pakage' }, { ...item, se_ac: 'import_package_from_ftp' })
  await expect
    .poll(texts)
    .toEqual([
      'good import_package_from_ftp removed CLI',
      'good pull_pakage not defined; did you mean pull_package? CLI',
    ])
  await named('pull_pakage').click()
  const body = await bodyOf('pull_pakage').innerText()
  expect(body).toContain('Definition\n\nnot defined; did you mean pull_package?')
  expect(body).not.toContain('Metrics that select it')
  await named('import_package_from_ftp').click()
  expect(await bodyOf('import_package_from_ftp').innerText()).toMatch(
    /import_package_from_ftp\.yml:\d+, removed/,
  )
})

test('shows text as text', async () => {
  await post(url, { ...item, se_ac: '<img src=x onerror=alert(1)>' })
  await named('<img').click()
  expect(await bodyOf('<img').innerText()).toContain('<img src=x onerror=alert(1)>')
  expect(await page.locator('main img').count()).toBe(0)
})

describe('finds', () => {
  beforeEach(async () => {
    await post(
      url,
      { ...item, co: co(standard) },
      { ...item, se_ac: 'push_package' },
      { ...item, vid: 3 },
    )
    await expect.poll(() => lines().count()).toBe(3)
  })

  test('every word, in contexts and reasons too', async () => {
    const search = page.getByRole('searchbox', { name: 'Search' })
    for (const [words, count] of [
      ['push', 1],
      ['PULL cli', 2],
      ['production', 1],
      ['vid number', 1],
      ['nothing of this', 0],
    ] as const) {
      await search.fill(words)
      await expect.poll(() => lines().count()).toBe(count)
      await expect.poll(() => status().textContent()).toBe(`2 good, 1 bad, ${count} found`)
    }
  })

  test('the good or the bad alone, by keyboard', async () => {
    await page.getByRole('radio', { name: 'all' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => lines().count()).toBe(2)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => lines().count()).toBe(1)
  })
})

test('copies an event as JSON, and as the assertion that it passes', async () => {
  const permissions = ['clipboard-read', 'clipboard-write']
  await page.context().grantPermissions(permissions, { origin: url })
  await post(url, { ...item, se_la: 'it\'s "npm"', se_va: '2', co: co(standard) })
  await named('pull_package').click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: 'Copy as JSON' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Copied' }).count()).toBe(1)
  expect(JSON.parse(await copied())).toMatchObject({
    name: 'pull_package',
    fields: { se_ca: 'CLI' },
    contexts: [standard],
  })
  await page.getByRole('button', { name: 'Copy as assertion' }).click()
  await expect
    .poll(copied)
    .toBe(
      `await expect(block).toTriggerInternalEvents('pull_package').with({ user: { id: 7 }, project: { id: 2 }, category: 'CLI', additionalProperties: { label: 'it\\'s "npm"', value: 2, client: 'cli' } })`,
    )
})

test('offers no assertion where one would be an error, and says why', async () => {
  await post(url, { ...item, se_ac: 'pull_pakage' }, { ...item, se_ac: 'import_package_from_ftp' })
  for (const [name, state] of [
    ['pull_pakage', 'not defined'],
    ['import_package_from_ftp', 'removed'],
  ] as const) {
    await named(name).click()
    const button = bodyOf(name).getByRole('button', { name: 'Copy as assertion' })
    expect(await button.isDisabled()).toBe(true)
    expect(await button.getAttribute('title')).toBe(
      `An assertion refuses the name of an event that is ${state}`,
    )
  }
  await post(url, { e: 'pv', p: 'web', tv: 'js-4.8.0', url: 'https://shop.test' })
  await page.getByRole('button', { name: '1 new' }).click()
  await named('page_view').click()
  expect(await bodyOf('page_view').getByRole('button').allTextContents()).toEqual(['Copy as JSON'])
})

test('shows the body of a request that has no fields', async () => {
  for (const body of ['', '{"some": "body"}', 'é'.repeat(1500)]) {
    await fetch(`${url}/com.acme/track`, { method: 'POST', body })
  }
  await expect.poll(() => lines().count()).toBe(3)
  const seen: string[][] = []
  for (const line of await lines().all()) {
    await line.locator('summary').first().click()
    await line.locator('.body').waitFor()
    seen.push(await line.locator('h2, pre').allTextContents())
  }
  expect(seen).toEqual([
    ['Why it is bad', 'Body as sent', `${'é'.repeat(1000)}…\n(2000 of 3000 bytes)`],
    ['Why it is bad', 'Body as sent', '{"some": "body"}'],
    ['Why it is bad'],
  ])
})

test('says what fields mean, and folds long values', async () => {
  await post(url, { ...item, se_la: `npm${'x'.repeat(1000)}` })
  await named('pull_package').click()
  const body = bodyOf('pull_package')
  await expect.poll(() => body.locator('dt').allTextContents()).toContain('se_la label')
  const all = body.locator('.long pre')
  expect(await all.isVisible()).toBe(false)
  // The value begins beside the sign that opens it, not below.
  const offset = await body.locator('.long summary').evaluate((summary) => {
    const value = document.createRange()
    value.selectNodeContents(summary)
    const [first] = value.getClientRects()
    return (first?.top ?? 0) - summary.getBoundingClientRect().top
  })
  expect(offset).toBeLessThan(10)
  await body.getByText('all 1003 characters').click()
  await expect.poll(() => all.isVisible()).toBe(true)
})

test('filters by namespace, app and definition', async () => {
  await post(url, item, { ...item, aid: 'cli', se_ac: 'pull_pakage' })
  await post(`${url}/t/checkout`, { ...item, aid: 'cli' }, { ...item, vid: 3 })
  await expect.poll(() => lines().count()).toBe(4)
  const choices = [
    ['Namespace', 'checkout', 2],
    ['App', 'cli', 2],
    ['App', '(none)', 2],
    ['Definition', 'not defined', 1],
    ['Definition', '(no internal event)', 1],
  ] as const
  for (const [label, choice, count] of choices) {
    const select = page.getByRole('combobox', { name: label })
    await select.selectOption({ label: choice })
    await expect.poll(() => lines().count()).toBe(count)
    await expect.poll(() => status().textContent()).toBe(`3 good, 1 bad, ${count} found`)
    await select.selectOption('all')
    await expect.poll(() => lines().count()).toBe(4)
  }
})

test('shows the reason of a bad row on a telephone', async () => {
  await page.setViewportSize({ width: 380, height: 700 })
  await post(url, { ...item, vid: 3 }, { ...item, se_la: 'x'.repeat(5000) })
  await page.getByText('vid should be a string, but is a number').waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(380)
})

test('keeps to its width on a telephone, with a long name in three lines', async () => {
  await page.setViewportSize({ width: 380, height: 700 })
  await post(
    url,
    { ...item, se_ac: `pull_package${'x'.repeat(800)}` },
    { ...item, co: co(standard) },
  )
  const name = lines().filter({ hasText: 'xxx' }).locator('.name')
  const { height = 0 } = (await name.boundingBox()) ?? {}
  expect(height).toBeGreaterThan(40)
  expect(height).toBeLessThan(80)
  for (const summary of await page.locator('li > details > summary').all()) await summary.click()
  await page.getByText('count_distinct_user_id_from_pull_package_monthly').waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(380)
})

test.each([
  ['light', 1200],
  ['dark', 1200],
  ['light', 380],
] as const)('has no faults that axe finds, %s and %i px wide', async (colorScheme, width) => {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 760 })
  await post(
    url,
    { ...item, se_la: 'x'.repeat(1000), co: co(standard) },
    { ...item, se_ac: 'pull_pakage' },
    { ...item, vid: 3 },
  )
  for (const name of ['pull_pakage', 'pull_package']) await named(name).first().click()
  await lines().last().locator('summary').first().click()
  await post(url, item)
  await page.getByRole('button', { name: '1 new' }).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  // Through the debugger: the policy of the page lets no other script in.
  await page.evaluate(axe)
  const violations = () =>
    page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
      const results = await axe.run()
      return results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    })
  expect(await violations()).toEqual([])
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(await violations()).toEqual([])
})

test('clears every namespace, here and in the collector, after it has asked', async () => {
  await post(url, item)
  await post(`${url}/t/a%20b`, item)
  await expect.poll(() => lines().count()).toBe(2)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByText('Forget 2 events in 2 namespaces?').waitFor()
  // Somebody in a hurry keeps them.
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await lines().count()).toBe(2)
  await page.getByRole('button', { name: 'Clear' }).press('Enter')
  await page.getByRole('button', { name: 'Forget them' }).press('Enter')
  await expect.poll(() => lines().count()).toBe(0)
  for (const base of [url, `${url}/t/a%20b`]) {
    expect(await (await fetch(`${base}/micro/all`)).json()).toMatchObject({ total: 0 })
  }
})

test('works with 10,000 events: those that were there, and those that come', async () => {
  const many = (label: string) =>
    post(
      url,
      ...Array.from({ length: 5000 }, (_, index) => ({ ...item, se_la: `${label}${index}` })),
    )
  await many('early')
  await page.reload()
  await many('late')
  await expect.poll(() => status().textContent(), { timeout: 20_000 }).toBe('10000 good, 0 bad')
  await expect.poll(() => lines().count()).toBe(200)
  await page.getByRole('button', { name: 'Show older events' }).click()
  await expect.poll(() => lines().count()).toBe(400)
  await page.getByRole('searchbox').fill('early4242')
  await expect.poll(() => lines().count()).toBe(1)
  // One more than are kept.
  await page.getByRole('searchbox').fill('the-one-more')
  await expect.poll(() => status().textContent()).toBe('10000 good, 0 bad, 0 found')
  await post(url, { ...item, se_la: 'the-one-more' })
  await expect.poll(() => status().textContent()).toBe('10000 good, 0 bad, 1 found')
}, 30_000)

test('connects anew by itself', async () => {
  const { port } = new URL(url)
  await post(url, item)
  await expect.poll(() => lines().count()).toBe(1)
  await close()
  await expect.poll(() => status().textContent()).toBe('Not connected. Trying again …')
  ;({ close } = await serveCollector({ port: Number(port) }))
  await expect.poll(() => status().textContent(), { timeout: 10_000 }).toBe('0 good, 0 bad')
  errors.length = 0
}, 20_000)

test('names every control, for those who do not see it', async () => {
  await expect
    .poll(() => page.locator('body').ariaSnapshot())
    .toBe(`- banner:
  - heading "Collected events" [level=1]
  - status: 0 good, 0 bad
  - search:
    - text: Search
    - searchbox "Search"
    - group "Show":
      - text: Show
      - radio "all" [checked]
      - text: all
      - radio "good"
      - text: good
      - radio "bad"
      - text: bad
    - text: Namespace
    - combobox "Namespace":
      - option "all" [selected]
    - text: App
    - combobox "App":
      - option "all" [selected]
    - text: Definition
    - combobox "Definition":
      - option "all" [selected]
    - button "Pause"
    - button "Clear"
- main:
  - paragraph:
    - text: Nothing yet. Point a tracker at
    - code: ${url}
    - text: .
  - list "Events, newest first"`)
})
