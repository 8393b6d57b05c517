import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { beforeEach, expect, test } from 'vitest'
import type { CoverageReport } from '../../src/coverage/index.ts'
import { writeCoveragePage } from '../../src/dictionary/index.ts'
import { AXE_TIMEOUT, axeFaults, useChromium } from './chromium-page.ts'
import * as id from './report-of.ts'
import { covered, reportOf, testAt } from './report-of.ts'
import { event, metric, projectOf } from './run-dictionary.ts'

const FILES = {
  'config/events/pull.yml': event(
    'pull',
    'product_group: registry\nadditional_properties:\n  label:\n    description: The type\n',
  ),
  'config/events/push.yml': event('push', 'product_group: registry\n'),
  'config/events/view.yml': event('view', 'product_group: wiki\n'),
  'config/events/search.yml': event('search', 'product_group: wiki\n'),
  'config/metrics/npm.yml': metric(
    'counts.npm',
    '[{ name: pull, filter: { label: npm } }]',
    'product_group: registry\n',
  ),
  'config/metrics/pulls.yml': metric('counts.pulls', '[{ name: pull }]'),
  'config/metrics/pushes.yml': metric('counts.pushes', '[{ name: push }]').replace(
    'time_frame: all',
    'time_frame: [7d, 28d, all]',
  ),
  'config/metrics/host.yml': 'key_path: hostname\ndata_source: system\ntime_frame: none\n',
}
const weak = testAt('asserted', 'loose', { weak: 'it takes any label' })
const REPORT: CoverageReport = {
  ...reportOf(
    covered(
      id.event('pull'),
      Array.from({ length: 30 }, (_, index) =>
        testAt('asserted', `suite > pull ${String(index).padStart(2, '0')}`, {
          file: 'test/pull.test.ts',
          line: index + 1,
        }),
      ),
    ),
    covered(id.property('pull', 'label'), [weak]),
    covered(id.filter('pull', 'label', 'npm'), [testAt('called')]),
    covered(id.event('push')),
    covered(id.event('view'), [testAt('seen', 'view', { line: undefined as never })]),
    covered(id.metric('counts.npm'), [weak]),
    covered(id.metric('counts.pulls'), [testAt('asserted')]),
    covered(id.metric('counts.pushes'), [testAt('asserted'), testAt('called', 'other')]),
    covered(id.metric('counts.pushes_weekly')),
    covered(id.metric('counts.pushes_monthly')),
    covered(id.event('gone')),
  ),
  undefinedEvents: ['pusch'],
  runs: [
    { runner: 'vitest', tests: 1200, shard: { index: 1, count: 2 } },
    { runner: 'vitest', tests: 40, shard: { index: 2, count: 2 } },
    { runner: 'playwright', tests: 3 },
  ],
}

const opened = useChromium()
let page: Page
beforeEach(() => {
  page = opened().page
})

/** Opens the dictionary with the report at a place. */
async function open(fragment = '') {
  const { root, run, url } = projectOf(FILES)
  const report = join(root, 'coverage.json')
  writeFileSync(report, JSON.stringify(REPORT))
  expect((await run('--coverage', report)).code).toBe(0)
  await page.goto(url + fragment)
  /** Goes to another place of the page. */
  return (other: string) => page.goto(url + other)
}

const textsOf = async (selector: string) => {
  // Results that are just made have no inner text before the next frame (`content-visibility`).
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  )
  const texts = await page.locator(selector).allInnerTexts()
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim())
}
const section = (heading: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading }) })
const rows = async (heading: string) => {
  const cells = await section(heading).locator('tbody tr').allInnerTexts()
  return cells.map((text) => text.replaceAll(/\s+/g, ' ').trim())
}
const title = () => page.locator('h1').textContent()
const names = () => textsOf('#results .name')
const place = () => page.evaluate(() => location.hash)
const choices = async (label: string) => {
  const options = await page.getByLabel(label).locator('option').allTextContents()
  return options
}

test('each entry of the list has its level in words; what no test can guard has none', async () => {
  await open()
  expect(await textsOf('#results .about')).toEqual([
    'event asserted',
    'event untested',
    'event not in the report',
    'event seen',
    'metric weak',
    'metric asserted',
    'metric asserted',
    'metric untested',
    'metric untested',
    'metric',
  ])
})

test('the list is narrowed to a level, to what is at risk, and to events with parts at risk', async () => {
  await open()
  expect(await choices('Coverage')).toEqual([
    'Any coverage',
    'at risk (6)',
    'asserted (3)',
    'weak (1)',
    'seen (1)',
    'untested (3)',
    'not in the report (1)',
    'parts at risk (1)',
  ])
  await page.getByLabel('Coverage').selectOption('weak')
  expect(await names()).toEqual(['counts.npm'])
  await page.getByLabel('Coverage').selectOption('parts')
  expect(await names()).toEqual(['pull'])
  await page.getByLabel('Coverage').selectOption('risk')
  expect(await place()).toBe('#?coverage=risk')
  expect(await names()).toEqual([
    'push',
    'search',
    'view',
    'counts.npm',
    'counts.pushes_monthly',
    'counts.pushes_weekly',
  ])
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(await names()).toHaveLength(10)
})

test('by risk, the event that most metrics count and nothing tests comes first', async () => {
  await open('#?order=risk')
  expect(await names()).toEqual([
    'push',
    'counts.pushes_monthly',
    'counts.pushes_weekly',
    'counts.npm',
    'search',
    'view',
    'pull',
    'counts.pulls',
    'counts.pushes',
    'hostname',
  ])
  await page.getByRole('searchbox').fill('push')
  expect([await place(), (await names())[0]]).toEqual(['#?q=push&order=risk', 'push'])
  await page.reload()
  expect(await page.getByLabel('Order').inputValue()).toBe('risk')
})

test('a page without a report has no levels, and nothing to choose them by', async () => {
  const { run, url } = projectOf(FILES)
  await run()
  await page.goto(`${url}#coverage?coverage=risk&order=risk`)
  expect(await title()).toBe('shop')
  expect(await names()).toHaveLength(8 + 2)
  expect(await page.locator('.level').count()).toBe(0)
  expect(await page.getByLabel('Coverage').count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Coverage' }).count()).toBe(0)
})

test('the view of coverage has totals, owners, risks, weak assertions and the meaning of levels', async () => {
  await open()
  await page.getByRole('link', { name: 'Coverage', exact: true }).click()
  expect([await place(), await page.title()]).toEqual([
    '#coverage',
    'Coverage · Dictionary of shop',
  ])
  expect(await page.locator('article > div > p.dim').innerText()).toBe(
    'Tests that passed: 3 of Playwright, 1,240 of Vitest in 2 shards.',
  )
  expect(await rows('What tests guard')).toEqual([
    'Events 25 % 1 of 4 1 seen 1 untested 1 not in the report',
    'Properties 100 % 1 of 1 1 weak',
    'Filter values 0 % 0 of 1 1 called',
    'Metrics 60 % 3 of 5 1 weak 2 untested',
  ])
  expect(await rows('Most at risk')).toEqual([
    'push untested 3 metrics',
    'counts.pushes_monthly untested',
    'counts.pushes_weekly untested',
    'counts.npm weak',
    'search not in the report no metric',
    'view seen no metric',
  ])
  expect(await rows('Owners')).toEqual([
    'no owner 50 % 2 of 4 2 at risk',
    'registry 60 % 3 of 5 2 at risk',
    'wiki 0 % 0 of 2 2 at risk',
  ])
  expect(await textsOf('section:has-text("Weak assertions") li')).toEqual([
    'pull, label it takes any label test/loose.test.ts:7 Copy',
    'counts.npm it takes any label test/loose.test.ts:7 Copy',
  ])
  expect(await textsOf('.meanings dt')).toEqual([
    'asserted',
    'weak',
    'seen',
    'called',
    'untested',
    'not in the report',
  ])
  await page.getByText('The report has 1 entry that is not defined any more.').click()
  expect(await page.getByText('gone', { exact: true }).isVisible()).toBe(true)
  await page.getByText('Tests tracked 1 event that is not defined.').click()
  expect(await page.getByText('pusch').isVisible()).toBe(true)
})

test('links of the view of coverage lead to entries, and to lists', async () => {
  await open('#coverage')
  await section('Most at risk').getByRole('link', { name: 'push', exact: true }).click()
  expect(await title()).toBe('push')
  await page.goBack()
  await section('Owners').getByRole('link', { name: '2 at risk' }).last().click()
  expect(await place()).toBe('#?owner=wiki&coverage=risk&order=risk')
  expect(await names()).toEqual(['search', 'view'])
  await page.goBack()
  await section('What tests guard').getByRole('link', { name: '2 untested' }).click()
  expect(await place()).toBe('#?kind=metric&coverage=none')
  expect(await names()).toEqual(['counts.pushes_monthly', 'counts.pushes_weekly'])
})

test('bars are as long as the shares that they stand for', async () => {
  await open('#coverage')
  const widths = await section('What tests guard')
    .locator('.bar')
    .last()
    .locator('span')
    .evaluateAll((parts) => parts.map((one) => [one.className, one.clientWidth]))
  expect(widths.map(([name]) => name)).toEqual(['asserted', 'weak', 'none'])
  const [asserted = 0, loose = 0, none = 0] = widths.map(([, width]) => Number(width))
  expect(asserted / loose).toBeCloseTo(2, 0)
  expect(none / loose).toBeCloseTo(2, 0)
})

test('an entry has its tests by level, with their places to copy; long lists are folded', async () => {
  await open('#event/pull')
  expect(await page.locator('.kind').innerText()).toBe('Event asserted')
  const tests = section('Tests')
  expect(await tests.locator('h3').innerText()).toBe('asserted 20')
  const shown = tests.locator('li').filter({ visible: true })
  expect(await shown.count()).toBe(5)
  expect((await shown.first().innerText()).replaceAll(/\s+/g, ' ')).toBe(
    'suite > pull 00 test/pull.test.ts:1 Copy',
  )
  await tests.getByText('15 more').click()
  expect(await shown.count()).toBe(20)
  expect(await tests.getByText('The report has 10 more.').isVisible()).toBe(true)
  await tests.getByRole('button', { name: 'Copy' }).nth(1).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('test/pull.test.ts:2')
})

test('a weak assertion says why, and a test without a line has its file', async () => {
  const goTo = await open('#metric/counts.npm')
  expect(await textsOf('.tests h3, .tests li')).toEqual([
    'weak 1',
    'loose it takes any label test/loose.test.ts:7 Copy',
  ])
  await goTo('#event/view')
  expect(await textsOf('.tests h3, .tests li')).toEqual(['seen 1', 'view test/view.test.ts Copy'])
})

test('an entry without tests says so, and one that the report does not have says that', async () => {
  const goTo = await open('#event/push')
  expect(await section('Tests').locator('p').innerText()).toBe('No test that passed touches it.')
  await goTo('#event/search')
  expect(await section('Tests').locator('p').innerText()).toBe(
    'It was defined after the tests ran. Run them again.',
  )
  await goTo('#metric/hostname')
  expect(await page.getByRole('heading', { name: 'Tests' }).count()).toBe(0)
})

test('properties, filter values, metrics and rules have their levels', async () => {
  const goTo = await open('#event/pull')
  expect(await rows('Properties')).toEqual(['label a string The type weak'])
  expect(await rows('Values that metrics filter by')).toEqual(['label is npm counts.npm called'])
  expect(await rows('Metrics that count it')).toEqual([
    'counts.npm weak every event, where label is npm',
    'counts.pulls asserted every event',
  ])
  await goTo('#metric/counts.npm')
  expect(await rows('Events that it counts')).toEqual([
    'pull asserted every event, where label is npm called',
  ])
})

test('a page of coverage opens on its view, and leads to the overview and back', async () => {
  const { root } = projectOf(FILES)
  const file = join(root, 'coverage.html')
  await writeCoveragePage({ root, report: REPORT, file })
  await page.goto(pathToFileURL(file).href)
  expect([await place(), await page.title()]).toEqual(['#coverage', 'Coverage of shop'])
  await page.getByRole('link', { name: 'shop' }).click()
  expect(await page.locator('.kind').textContent()).toBe('Dictionary')
  await page.reload()
  expect(await page.locator('.kind').textContent()).toBe('Dictionary')
  await page.goBack()
  expect(await page.locator('.kind').textContent()).toBe('Coverage')
  await page.goto(`${pathToFileURL(file).href}#event/pull`)
  expect(await page.title()).toBe('pull · Coverage of shop')
})

test('levels differ in shape, not in colour alone', async () => {
  await open('#coverage')
  const shapes = await page.locator('.meanings .level').evaluateAll((badges) =>
    badges.map((badge) => {
      const { backgroundImage, borderStyle } = getComputedStyle(badge, '::before')
      return [backgroundImage.replaceAll(/rgba?\([^)]*\)/g, 'colour'), borderStyle].join()
    }),
  )
  expect(new Set(shapes).size).toBe(6)
})

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 380],
  ['dark', 380],
] as const)(
  'axe finds nothing, %s and %i pixels wide, and nothing is cut off',
  async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 700 })
    const goTo = await open()
    for (const view of ['#', '#coverage', '#event/pull', '#metric/counts.npm']) {
      await goTo(view)
      expect(await axeFaults(page), view).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(width)
    }
  },
  AXE_TIMEOUT,
)
