import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import client from '../../packages/client/package.json' with { type: 'json' }
import { AXE_TIMEOUT, axeFaults, useChromium } from '../dictionary/chromium-page.ts'
import { buildSite, FOLDER, type SitePage } from './build-site.ts'

const ORIGIN = 'http://localhost'
const BASE = '/internal-events-testing/'

/** The path of a page in the folder of the site, by that of its address. */
const fileOf = (pathname: string) => pathname.replace(BASE, '').replace(/^$|\/$/, '$&index.html')

let pages: ReadonlyMap<string, SitePage>
beforeAll(() => {
  pages = buildSite()
}, 240_000)

describe('links', () => {
  test('each leads to a page, and to a heading of it', () => {
    const dead = [...pages].flatMap(([path, { links }]) =>
      links.filter((href) => {
        const { origin, pathname, hash } = new URL(href, `${ORIGIN}${BASE}${path}`)
        if (origin !== ORIGIN) return false
        const page = pages.get(fileOf(pathname))
        return !page || (hash !== '' && !page.ids.has(decodeURIComponent(hash.slice(1))))
      }),
    )
    expect([...new Set(dead)]).toEqual([])
  })

  test('the sidebar leads to every page', () => {
    // It has no links of its own.
    const linked = pages.get('security.html')?.links.map(fileOf)
    const missing = [...pages.keys()].filter((path) => !linked?.includes(path))
    expect(missing).toEqual(['404.html'])
  })

  test('those out of the documentation lead to the repository', () => {
    const repository = packageJson.repository.url.replace(/^git\+|\.git$/g, '')
    const { links = [] } = pages.get('seams.html') ?? {}
    const test = 'examples/package-registry/test/services-on-a-port.test.ts'
    expect(links).toContain(`${repository}/blob/main/${test}`)
    expect(pages.get('guide.html')?.links).toContain(
      `${repository}/tree/main/examples/package-registry/test`,
    )
  })
})

describe('the reference', () => {
  test.each([packageJson, client])('has a page for each entry point of $name', (manifest) => {
    const entries = Object.entries(manifest.exports)
      // Types of Vitest 3.2 and 4 over the entry of all versions.
      .filter(([path, one]) => typeof one === 'object' && path !== './vitest-4')
      .map(([path]) => `reference/${join(manifest.name, path)}.html`)
    expect([...pages.keys()]).toEqual(expect.arrayContaining(entries))
  })

  test('tells of each function what it does, with an example', () => {
    const functions = globSync('site/reference/**/*.md').flatMap((file) => {
      const [, section = ''] = readFileSync(file, 'utf8').split(/^## Functions$/m)
      const [own = ''] = section.split(/^## /m)
      return own.split(/^### /m).slice(1)
    })
    expect(functions.length).toBeGreaterThan(40)
    for (const text of functions) {
      expect(text).toMatch(/^.*\n\n```ts\n[^`]*```\n\n[A-Z].*#### Example\n/s)
    }
  })
})

describe('in a browser', () => {
  const opened = useChromium()
  let page: Page
  beforeEach(async () => {
    page = opened().page
    await page.route(`${ORIGIN}/**`, (route) =>
      route.fulfill({ path: join(FOLDER, fileOf(new URL(route.request().url()).pathname)) }),
    )
    return () => {
      expect(opened().requests.filter((url) => !url.startsWith(`${ORIGIN}/`))).toEqual([])
    }
  })
  const open = (path: string) => page.goto(`${ORIGIN}${BASE}${path}`, { waitUntil: 'networkidle' })

  describe.each(['', 'guide.html', 'errors.html', 'reference/internal-events-testing/msw.html'])(
    '/%s',
    (path) => {
      test.each(['light', 'dark'] as const)(
        'has no faults that axe finds, %s',
        async (colorScheme) => {
          await page.emulateMedia({ colorScheme })
          await open(path)
          expect(await axeFaults(page)).toEqual([])
        },
        AXE_TIMEOUT,
      )

      test('does not scroll sideways where it is narrow', async () => {
        await page.setViewportSize({ width: 375, height: 700 })
        await open(path)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
      })
    },
  )

  test('a diagram is drawn', async () => {
    await open('architecture.html')
    const drawn = page.getByRole('img', { name: 'Diagram' })
    expect(await drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(await page.getByText('flowchart TD').count()).toBe(0)
  })

  test('the search finds a function, and leads to it', async () => {
    await open('')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('outsideTests')
    const result = page.getByRole('option', { name: /Functions.*outsideTests\(\)/ })
    // Reading the index takes seconds where machines are busy.
    await result.click({ timeout: 20_000 })
    await page.waitForURL('**/reference/internal-events-testing.html#outsidetests')
  }, 30_000)
})
