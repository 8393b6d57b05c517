import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'

const { cache, resolve } = createRequire(import.meta.url)
const isLoaded = (module: string) => resolve(module) in cache

test('parse5 is loaded when an HTML string is asserted on, not before; cheerio never', async () => {
  const html = '<b data-event-tracking="push_package"></b>'
  await expect(() => {}).not.toTriggerInternalEvents()
  await expect(new JSDOM(html).window.document).toTriggerInternalEvents('push_package')
  expect(isLoaded('parse5')).toBe(false)
  await expect(html).toTriggerInternalEvents('push_package')
  expect(isLoaded('parse5')).toBe(true)
  expect(isLoaded('cheerio')).toBe(false)
})
