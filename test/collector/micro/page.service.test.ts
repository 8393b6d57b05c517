import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { item, post } from '../send.ts'

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
/** What a line shows once it is open, which its asynchronous `toggle` event fills in whole. */
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
  await expect.poll(() => status().textContent()).toBe('2 good, 1 bad')
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
  expect(await body.locator('dt').allTextContents()).toContain('se_ac')
  // What is shown decoded is not shown encoded as well.
  expect(await body.locator('dt').allTextContents()).not.toContain('co')
})

test('leaves out metrics whose identifier is missing', async () => {
  await post(url, item)
  await named('pull_package').click()
  const text = await bodyOf('pull_package').innerText()
  expect(text).toContain('counts.package_pulls')
  expect(text).not.toContain('count_distinct_user_id')
})

test('stays open, and where it is, while more comes', async () => {
  await post(url, item)
  await named('pull_package').click()
  await bodyOf('pull_package').waitFor()
  await named('pull_package').focus()
  await post(url, { ...item, se_ac: 'push_package' })
  await expect.poll(() => lines().count()).toBe(2)
  await expect.poll(() => bodyOf('pull_package').isVisible()).toBe(true)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain('pull_package')
})

test('tells of events that no definition knows, and of those that were removed', async () => {
  await post(url, { ...item, se_ac: 'pull_pakage' }, { ...item, se_ac: 'import_package_from_ftp' })
  await named('pull_pakage').click()
  expect(await bodyOf('pull_pakage').innerText()).toContain('Definition\n\nnot defined')
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

test('clears every namespace, here and in the collector', async () => {
  await post(url, item)
  await post(`${url}/t/a%20b`, item)
  await expect.poll(() => lines().count()).toBe(2)
  await page.getByRole('button', { name: 'Clear' }).click()
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
    - button "Clear"
- main:
  - paragraph:
    - text: Nothing yet. Point a tracker at
    - code: ${url}
    - text: .
  - list "Events, newest first"`)
})
