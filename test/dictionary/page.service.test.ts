import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { beforeEach, describe, expect, test } from 'vitest'
import { AXE_TIMEOUT, axeFaults, useChromium } from './chromium-page.ts'
import { event, metric, projectOf } from './run-dictionary.ts'

const owned = (group: string, tier: string, more = '') =>
  `product_group: ${group}\ntiers: [${tier}]\n${more}`
const pull = event(
  'pull_package',
  `description: A package was pulled
identifiers: [user, project]
additional_properties:
  label:
    description: The type of the package
introduced_by_url: https://example.com/pull/1
milestone: "1.0"
${owned('registry', 'free')}`,
)
const FILES = {
  'config/events/pull_package.yml': pull,
  'config/events/push_package.yml': event('push_package', owned('registry', 'premium')),
  'config/events/view_wiki.yml': event('view_wiki', owned('wiki', 'free')),
  'config/events/removed/old_pull.yml': event(
    'old_pull',
    `status: removed\nmilestone_removed: "2.0"\nremoved_by_url: "javascript:alert(1)"\n${owned('registry', 'free')}`,
  ),
  'config/metrics/pulls.yml': metric(
    'counts.pulls',
    '[{ name: pull_package, filter: { label: npm } }]',
    owned('registry', 'free', 'description: Pulls of npm packages\n'),
  ),
  'config/metrics/pullers.yml': metric(
    'redis_hll_counters.pullers',
    '[{ name: pull_package, unique: user.id }, { name: gone_event, unique: user.id }]',
    owned('registry', 'free', 'status: broken\nrepair_issue_url: https://example.com/issue/1\n'),
  ).replace('time_frame: all', 'time_frame: [7d, 28d]'),
  'config/metrics/old.yml': metric(
    'counts.old',
    '[{ name: old_pull }]',
    owned('wiki', 'free', 'status: removed\n'),
  ),
  'config/metrics/hostname.yml':
    'key_path: hostname\ndata_source: system\ntime_frame: none\nvalue_type: string\n',
}

const opened = useChromium()
let page: Page
beforeEach(() => {
  page = opened().page
})

/** Opens the dictionary of files at a place. */
async function open(fragment = '', files: Readonly<Record<string, string>> = FILES) {
  const { run, url } = projectOf(files)
  expect((await run()).code).toBe(0)
  await page.goto(url + fragment)
  return url
}

const results = () => page.locator('#results a .name').allTextContents()
const title = () => page.locator('h1').textContent()
const search = () => page.getByRole('searchbox', { name: 'Search' })
const count = () => page.getByRole('status').textContent()
const section = (heading: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading }) })
const rows = async (heading: string) => {
  const cells = await section(heading).locator('tbody tr').allInnerTexts()
  return cells.map((text) => text.replaceAll(/\s+/g, ' ').trim())
}
const fact = (term: string) =>
  page
    .locator('dl > div', { has: page.locator(`dt:text-is("${term}")`) })
    .locator('dd')
    .innerText()
const faults = () => axeFaults(page)
/** The fragment of the address. */
const place = async () => new URL(page.url()).hash
const focused = () => page.evaluate(() => document.activeElement?.textContent)
const copied = () => page.evaluate(() => navigator.clipboard.readText())

test('the page opens from a folder and loads nothing', async () => {
  const url = await open()
  expect(await title()).toBe('shop')
  expect(await page.title()).toBe('Dictionary of shop')
  expect(await results()).toEqual([
    'pull_package',
    'push_package',
    'view_wiki',
    'counts.pulls',
    'hostname',
    'redis_hll_counters.pullers_monthly',
    'redis_hll_counters.pullers_weekly',
  ])
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
    'no owner\t0\t1',
    'registry\t2\t3',
    'wiki\t1\t0',
  ])
  expect(opened().requests.filter((one) => !one.startsWith('data:'))).toEqual([url])
})

test('a script of somebody else does not run, and nothing is fetched', async () => {
  await open()
  const blocked = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken"'
    document.body.append(script)
    return fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
  })
  expect(blocked).toBe('refused')
  expect(await page.title()).toBe('Dictionary of shop')
  expect(
    opened()
      .errors.splice(0)
      .every((text) => text.includes('Content Security Policy')),
  ).toBe(true)
})

test('a search finds words anywhere, those in names first', async () => {
  await open()
  await search().fill('pull')
  expect(await results()).toEqual([
    'pull_package',
    'counts.pulls',
    'redis_hll_counters.pullers_monthly',
    'redis_hll_counters.pullers_weekly',
  ])
  await search().fill('Package REGISTRY')
  expect(await results()).toEqual([
    'pull_package',
    'push_package',
    'counts.pulls',
    'redis_hll_counters.pullers_monthly',
    'redis_hll_counters.pullers_weekly',
  ])
  expect(await page.locator('mark').allTextContents()).toEqual(['package', 'package'])
  await search().fill('label')
  expect(await results()).toEqual(['pull_package'])
  await search().fill('no such thing')
  expect(await results()).toEqual([])
  expect(await count()).toBe('0 entries')
})

test('a name itself comes before its beginning, a part of a name, and a description', async () => {
  await open('', {
    'config/events/a.yml': event('a_deploy'),
    'config/events/b.yml': event('a', 'description: deploy\n'),
    'config/events/c.yml': event('deploy_page'),
    'config/metrics/d.yml': metric('deploy', '[{ name: a }]'),
  })
  expect(await results()).toEqual(['a', 'a_deploy', 'deploy_page', 'deploy'])
  await search().fill('deploy')
  expect(await results()).toEqual(['deploy', 'deploy_page', 'a_deploy', 'a'])
})

test('filters by kind, owner, tier and status work together', async () => {
  await open()
  await page.getByText('Events', { exact: true }).first().click()
  await page.getByLabel('Owner').selectOption('registry')
  expect(await results()).toEqual(['pull_package', 'push_package'])
  await page.getByLabel('Tier').selectOption('premium')
  expect(await results()).toEqual(['push_package'])
  expect(await count()).toBe('1 entry')
  expect(await place()).toBe('#?kind=event&owner=registry&tier=premium')
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(await count()).toBe('7 entries')
  await page.getByLabel('Status').selectOption('broken')
  expect(await results()).toEqual([
    'redis_hll_counters.pullers_monthly',
    'redis_hll_counters.pullers_weekly',
  ])
})

test('removed entries are hidden, and one click away', async () => {
  await open()
  await search().fill('old')
  expect(await results()).toEqual([])
  await page.getByRole('button', { name: 'Show 2 removed' }).click()
  expect(await results()).toEqual(['old_pull', 'counts.old'])
  await page.getByRole('link', { name: 'old_pull' }).first().click()
  expect(await page.locator('.kind').textContent()).toBe('Event removed')
  expect(await fact('Removed')).toBe('2.0')
  // An address that is not one of the web is no link.
  expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
})

test('an event has its facts, properties, metrics and place', async () => {
  await open('#event/pull_package')
  expect(await title()).toBe('pull_package')
  expect(await page.title()).toBe('pull_package · Dictionary of shop')
  expect(await fact('Owner')).toBe('registry')
  expect(await fact('Tiers')).toBe('free')
  expect(await fact('Identifiers')).toBe('user, project')
  expect(await fact('Status')).toBe('active')
  expect(await fact('Since')).toBe('1.0 (merge request)')
  expect(await page.getByRole('link', { name: 'merge request' }).getAttribute('href')).toBe(
    'https://example.com/pull/1',
  )
  expect(await fact('Defined in')).toBe('config/events/pull_package.yml:2 Copy')
  expect(await rows('Properties')).toEqual(['label a string The type of the package'])
  expect(await rows('Metrics that count it')).toEqual([
    'counts.pulls every event, where label is npm',
    'redis_hll_counters.pullers_monthly broken distinct user',
    'redis_hll_counters.pullers_weekly broken distinct user',
  ])
})

test('links lead from an event to its metrics and back', async () => {
  await open('#event/pull_package')
  await section('Metrics that count it').getByText('pullers_weekly').click()
  expect(await title()).toBe('redis_hll_counters.pullers_weekly')
  expect(await fact('Other time frames')).toBe('redis_hll_counters.pullers_monthly broken')
  // Key paths have the whole width, so that they do not break in the middle.
  const isWide = (facts: Element) =>
    [...facts.children].some(
      (one) => one.textContent?.startsWith('Other') && one.clientWidth === facts.clientWidth,
    )
  expect(await page.locator('.facts').evaluate(isWide)).toBe(true)
  expect(await fact('Repair')).toBe('example.com/issue/1')
  expect(await rows('Events that it counts')).toEqual([
    'pull_package distinct user',
    'gone_event not defined distinct user',
  ])
  await section('Events that it counts').getByRole('link', { name: 'pull_package' }).click()
  expect(await title()).toBe('pull_package')
})

test('a metric that no event moves says so', async () => {
  await open('#metric/hostname')
  expect(await section('Events that it counts').innerText()).toContain(
    'Internal events do not move this metric.',
  )
  expect(await page.getByRole('heading', { name: 'Track and test' }).count()).toBe(0)
})

test('examples are those of define, and a button copies them', async () => {
  await open('#event/pull_package')
  const code = page.getByLabel('Example')
  expect(
    await code.textContent(),
  ).toBe(`import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

// In production, your code imports a tracking module of your project, which tests replace:
// vi.mock('../src/tracking', () => import('internal-events-testing'))
// A service that sends to a collector itself imports internal-events-client.
export function performAction() {
  trackInternalEvent('pull_package', {
    user,
    project,
    additionalProperties: {
      label: 'npm', // The type of the package
    },
  })
}

test('pull_package is tracked', async () => {
  await expect(() => performAction())
    .toTriggerInternalEvents('pull_package')
    .with({ user, project, additionalProperties: { label: 'npm' } })
    .and.toIncrementUsageMetrics(
      'counts.pulls',
      'redis_hll_counters.pullers_monthly',
      'redis_hll_counters.pullers_weekly',
    )
})
`)
  await section('Track and test').getByRole('button', { name: 'Copy' }).click()
  expect(await copied()).toBe(await code.textContent())
  expect(await section('Track and test').getByRole('button').textContent()).toBe('Copied')
  await page.getByText('RSpec').click()
  expect(await code.textContent()).toContain("trigger_internal_events('pull_package')")
  // Another entry is shown in the language that was chosen.
  await page.getByText('counts.pulls').first().click()
  expect(await code.textContent()).toContain("increment_usage_metrics(\n      'counts.pulls'\n")
})

test('buttons copy the name, the link and the place', async () => {
  const url = await open('#metric/counts.pulls?q=pulls')
  await page.getByRole('button', { name: 'Copy name' }).click()
  expect(await copied()).toBe('counts.pulls')
  await page.getByRole('button', { name: 'Copy link' }).click()
  expect(await copied()).toBe(`${url}#metric/counts.pulls`)
  await page.locator('.place').getByRole('button').click()
  expect(await copied()).toBe('config/metrics/pulls.yml:1')
})

test('an address brings entry and list back after a reload and by the back button', async () => {
  await open('#metric/counts.pulls')
  await search().fill('push')
  await page.getByText('push_package').first().click()
  expect(await place()).toBe('#event/push_package?q=push')
  await page.reload()
  expect([await title(), await search().inputValue(), await results()]).toEqual([
    'push_package',
    'push',
    ['push_package'],
  ])
  await page.goBack()
  expect([await title(), await search().inputValue()]).toEqual(['counts.pulls', 'push'])
  await page.goForward()
  expect(await title()).toBe('push_package')
})

test('going back before a search restores the list without it', async () => {
  await open()
  await page.getByText('view_wiki').first().click()
  await page.getByText('pull_package').first().click()
  await search().fill('wiki')
  expect((await results()).length).toBe(1)
  await page.goBack()
  expect([await title(), await search().inputValue(), (await results()).length]).toEqual([
    'view_wiki',
    '',
    7,
  ])
})

test('an address that leads nowhere says so', async () => {
  for (const [fragment, heading] of [
    ['#event/pull_packages', 'pull_packages'],
    ['#metric/%E0%A4%A', '%E0%A4%A'],
    ['#event/', ''],
  ] as const) {
    await open(fragment)
    expect(await title()).toBe(heading)
    expect(await page.locator('.kind').textContent()).toBe('Not found')
  }
  await open('#changes?kind=nothing&owner=nobody')
  expect([await title(), await count()]).toEqual(['shop', '7 entries'])
})

test('an address that leads nowhere names what may be meant, and the way home', async () => {
  await open('#event/pull_packge')
  await page.locator('article').getByRole('link', { name: 'pull_package' }).click()
  expect(await title()).toBe('pull_package')
  await open('#event/nothing_like_it')
  expect(await page.getByRole('heading', { name: 'Did you mean' }).count()).toBe(0)
  await page.getByRole('link', { name: 'To the overview' }).click()
  expect(await title()).toBe('shop')
})

test('a search that finds nothing says so, and names what may be meant', async () => {
  await open()
  const none = page.locator('#none')
  expect(await none.isVisible()).toBe(false)
  await search().fill('pul_pakage')
  expect([await count(), await none.innerText()]).toEqual([
    '0 entries',
    'No entry has all of this. Did you mean pull_package or push_package?',
  ])
  await search().fill('pull wkii')
  expect(await none.innerText()).toBe('No entry has all of this.')
  await search().fill('packge')
  expect(await faults()).toEqual([])
  await none.getByRole('link', { name: 'push_package' }).click()
  expect(await title()).toBe('push_package')
  await search().fill('zzzzzz')
  expect(await none.innerText()).toBe('No entry has all of this.')
  await search().fill('push')
  expect(await none.isVisible()).toBe(false)
})

test('an address without a search, opened in a tab that has one, shows all entries', async () => {
  const url = await open('#event/pull_package?q=push')
  expect(await results()).toEqual(['push_package'])
  await page.goto(`${url}#event/view_wiki`)
  expect([await place(), await search().inputValue(), await count()]).toEqual([
    '#event/view_wiki',
    '',
    '7 entries',
  ])
  await page.goBack()
  expect([await place(), await search().inputValue()]).toEqual([
    '#event/pull_package?q=push',
    'push',
  ])
  // A link of the page keeps the list, and the address says so.
  await section('Metrics that count it').getByText('counts.pulls').click()
  expect([await place(), await search().inputValue()]).toEqual([
    '#metric/counts.pulls?q=push',
    'push',
  ])
})

test('Tab goes from what is seen first to what is seen next', async () => {
  await open('#event/pull_package')
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 700 })
    const places = await page
      .locator('article :is(a, button, input:checked, pre)')
      .evaluateAll((found) =>
        found.map((one) => {
          const seen = one instanceof HTMLInputElement ? (one.parentElement ?? one) : one
          const { top, left } = seen.getBoundingClientRect()
          return [Math.round(top / 20), left] as const
        }),
      )
    // The button on the code is in its corner.
    const rows = places.map(([row]) => row)
    expect(rows, `${width} pixels`).toEqual([...rows].sort((one, other) => one - other))
  }
})

test('keys search, move, open and go back', async () => {
  await open()
  await page.keyboard.press('/')
  await page.keyboard.type('pull')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toMatch(/^pull_package/)
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toMatch(/^counts\.pulls/)
  await page.keyboard.press('Enter')
  expect(await title()).toBe('counts.pulls')
  // The focus stays in the list, where one can go on.
  await page.keyboard.press('ArrowUp')
  expect(await focused()).toMatch(/^pull_package/)
  await page.keyboard.press('Escape')
  expect(await search().evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  // Whoever has searched wants to read what was found.
  expect([await title(), await focused()]).toEqual(['pull_package', 'pull_package'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  expect([await search().inputValue(), await count()]).toEqual(['', '7 entries'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.type('/a')
  expect(await search().inputValue()).toBe('/a')
})

test('a link that is followed in an entry takes the focus to the next one', async () => {
  await open('#event/pull_package')
  await section('Metrics that count it').getByText('counts.pulls').press('Enter')
  expect(await focused()).toBe('counts.pulls')
})

test('a long list is shown in parts', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 250 }, (_, index) => {
      const name = `event_${String(index).padStart(3, '0')}`
      return [`config/events/${name}.yml`, event(name)]
    }),
  )
  await open('', many)
  expect([await count(), (await results()).length]).toEqual(['250 entries', 100])
  await page.getByRole('button', { name: 'Show 100 more of 150' }).click()
  expect([(await results()).length, await focused()]).toEqual([200, 'event_100event'])
  await page.locator('.result', { hasText: 'event_199' }).press('ArrowDown')
  expect([(await results()).length, await focused()]).toEqual([250, 'event_200event'])
  expect(await page.locator('#more').isVisible()).toBe(false)
})

test('names and texts of any kind are shown as they are', async () => {
  const script = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  const files = {
    'config/events/a.yml': event('__proto__', `description: "${script}"\n`),
    'config/events/b.yml': event('"a/b?c#d \\u202e%25"', 'description: "שלום"\n'),
    'config/events/c.yml': event(
      'long',
      `description: ${'words '.repeat(2000)}\nadditional_properties:\n  constructor:\n    description: "${script}"\n  ${'x'.repeat(3000)}:\n`,
    ),
    'config/events/d.yml': event(`${'y'.repeat(5000)}`),
    'config/events/e.yml': event("toString', alert(1), '"),
  }
  await open('', files)
  const cut = (names: Element[]) => names.filter((one) => one.scrollWidth > one.clientWidth)
  expect(await page.locator('.result-name').evaluateAll(cut)).toEqual([])
  for (const link of await page.locator('#results a').all()) {
    await link.click()
    expect(await title()).toBe(await link.locator('.name').textContent())
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280)
  }
  await page.getByText('__proto__').first().click()
  expect(await page.locator('p.description').textContent()).toBe(script)
  expect(await page.locator('img').count()).toBe(0)
  await page.reload()
  expect(await title()).toBe('__proto__')
  // No code is printed around a name that would break it.
  await page.getByText('toString').first().click()
  expect(await page.getByRole('heading', { name: 'Track and test' }).count()).toBe(0)
  await page.getByText('a/b?c#d').first().click()
  await page.reload()
  expect(await title()).toBe('a/b?c#d \u202e%25')
})

describe('what changed', () => {
  /** Opens the page, and returns the commit that it compares with. */
  async function openChanges(fragment: string) {
    const { root, run, url } = projectOf(FILES)
    const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args])
    git('init', '--quiet')
    git('add', '.')
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'all')
    writeFileSync(
      join(root, 'config/events/pull_package.yml'),
      pull.replace('label:', 'property:').replace('pulled', 'got'),
    )
    writeFileSync(
      join(root, 'config/metrics/pulls.yml'),
      FILES['config/metrics/pulls.yml'].replace('npm', 'maven'),
    )
    rmSync(join(root, 'config/events/view_wiki.yml'))
    expect((await run('--against', 'HEAD')).out).toBe(
      '<root>/dictionary/index.html: 3 events and 5 metrics, 5 changes since HEAD\n',
    )
    await page.goto(url + fragment)
    const [id, date] = String(git('show', '--no-patch', '--format=%h %cs'))
      .trim()
      .split(' ')
    return `Commit ${id} of ${date}`
  }

  test(
    'stands on a page of its own, by who has to know of it',
    async () => {
      const commit = await openChanges('')
      await page.getByRole('link', { name: 'Changes 5' }).click()
      expect(await page.title()).toBe('Changes · Dictionary of shop')
      expect(await page.locator('article').innerText()).toBe(`Changes

Since HEAD

${commit}

Payloads 2

Whoever reads payloads gets less, or something else.

pull_package

additional_properties of "pull_package" loses "label"

view_wiki

the event "view_wiki" is gone

Metric values 1

Values before and after cannot be compared.

counts.pulls

events of "counts.pulls": "pull_package" (every one, where label is "npm" → every one, where label is "maven")

Additions 1

What is read today stays as it is.

pull_package

additional_properties of "pull_package" gets "property"

Documentation 1

No value changes.

pull_package

description of "pull_package" is "A package was got", and was "A package was pulled"`)
      expect(await faults()).toEqual([])
      await page.getByRole('link', { name: 'counts.pulls' }).last().click()
      expect(await title()).toBe('counts.pulls')
    },
    AXE_TIMEOUT,
  )

  test('stands in each entry, too', async () => {
    await openChanges('#event/pull_package')
    expect(await section('Changed since HEAD').locator('li').allTextContents()).toEqual([
      'additional_properties of "pull_package" loses "label"',
      'additional_properties of "pull_package" gets "property"',
      'description of "pull_package" is "A package was got", and was "A package was pulled"',
    ])
  })
})

describe('on every screen', () => {
  const views = ['', '#event/pull_package', '#metric/redis_hll_counters.pullers_weekly', '#event/x']
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'axe finds nothing, %s and %i pixels wide',
    async (colorScheme, width) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 700 })
      for (const view of views) {
        await open(view)
        expect(await faults(), view).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(width)
      }
    },
    AXE_TIMEOUT,
  )

  test('a narrow one shows the list above the overview, or an entry alone', async () => {
    await page.setViewportSize({ width: 360, height: 700 })
    await open()
    expect(await page.locator('main').isVisible()).toBe(true)
    await search().fill('pull')
    await page.keyboard.press('Enter')
    expect(await search().isVisible()).toBe(false)
    expect(await focused()).toBe('pull_package')
    await page.getByRole('link', { name: 'All entries' }).click()
    expect([await search().inputValue(), (await results()).length]).toEqual(['pull', 4])
  })

  test('paper has the entry alone, in black', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await open('#event/pull_package')
    expect(await search().isVisible()).toBe(false)
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByLabel('Example').isVisible()).toBe(true)
    const ink = () => getComputedStyle(document.querySelector('h1') as Element).color
    expect(await page.evaluate(ink)).toBe('rgb(27, 27, 33)')
  })

  test('nothing moves for who wants less motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open()
    const time = () =>
      getComputedStyle(document.querySelector('.result') as Element).transitionDuration
    expect(await page.evaluate(time)).toBe('0s')
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await page.evaluate(time)).toBe('0.08s')
  })
})
