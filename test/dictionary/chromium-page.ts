import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A page of Chromium, and what happened in it. */
export interface ChromiumPage {
  readonly page: Page
  /** Errors of scripts and of the console: a test takes out those that it expects. */
  readonly errors: string[]
  readonly requests: string[]
}

/** Gives each test a page of Chromium, in which no error may be left when the test ends. */
export function useChromium(): () => ChromiumPage {
  let browser: Browser
  let current: ChromiumPage
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  }, 60_000)
  afterAll(() => browser.close())
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await context.newPage()
    page.setDefaultTimeout(5000)
    const errors: string[] = []
    const requests: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('request', (request) => requests.push(request.url()))
    current = { page, errors, requests }
    return async () => {
      expect(errors).toEqual([])
      await context.close()
    }
  })
  return () => current
}

/** The time for a test with axe, which takes a second for a page where machines are busy, in milliseconds. */
export const AXE_TIMEOUT = 30_000

/** Returns the faults that axe finds in a page. */
export function axeFaults(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  return page.evaluate(async (source) => {
    // biome-ignore lint/security/noGlobalEval: the page's policy lets no script element run
    globalThis.eval(source)
    // biome-ignore lint/suspicious/noExplicitAny: axe is a global of the page
    const { violations } = await (globalThis as any).axe.run()
    return violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => ({
      id,
      nodes: nodes.map(({ html }) => html),
    }))
  }, axe)
}
