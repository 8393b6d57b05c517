import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'

const { cache } = createRequire(import.meta.url)
const isLoaded = () => Object.keys(cache).some((path) => /node_modules\/cheerio\//.test(path))

test('cheerio is loaded when an HTML string is asserted on, not before', async () => {
  const html = '<b data-event-tracking="push_package"></b>'
  await expect(() => {}).not.toTriggerInternalEvents()
  await expect(new JSDOM(html).window.document).toTriggerInternalEvents('push_package')
  expect(isLoaded()).toBe(false)
  await expect(html).toTriggerInternalEvents('push_package')
  expect(isLoaded()).toBe(true)
})
