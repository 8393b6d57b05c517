import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { InternalEvents } from '../../src/entries/index.ts'

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

test('without a document there is nothing to bind', () => {
  const message =
    'Failed to track clicks and loads: there is no document. Run the test in jsdom, happy-dom or a browser, or pass a root.'
  expect(() => InternalEvents.bindInternalEventDocument()).toThrow(message)
  expect(() => InternalEvents.trackInternalLoadEvents()).toThrow(message)
})
