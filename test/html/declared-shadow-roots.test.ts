// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { cheerioMarkup } from '../../src/html/cheerio-markup.ts'
import { domMarkup } from '../../src/html/dom-markup.ts'
import { attachShadowRoots, parseHtml } from '../../src/html/parse-html.ts'
import { messageOf } from '../matchers/message-of.ts'

/**
 * A page may declare shadow roots: `<template shadowrootmode="open">`. The parser of a page attaches
 * them, `innerHTML` and `DOMParser` do not.
 *
 * Source: https://html.spec.whatwg.org/multipage/parsing.html (a start tag "template", in head).
 */
const NAME = 'view_package_page'
const load = `<p data-event-tracking="${NAME}" data-event-tracking-load="true"></p>`
const declared = (mode: string) => `<template shadowrootmode="${mode}">${load}</template>`

/** Returns where the tracked elements of a page are, as Node reads it and as a browser does. */
function enclosures(html: string): [node: unknown[], browser: unknown[]] {
  const node: unknown[] = []
  const browser: unknown[] = []
  const { markup, node: root } = parseHtml(html)
  expect(markup).toBe(cheerioMarkup)
  markup.visit(root, (element, enclosure) => {
    if (markup.attribute(element, 'data-event-tracking')) node.push(enclosure)
  })
  const page = new DOMParser().parseFromString(html, 'text/html')
  attachShadowRoots(page)
  domMarkup.visit(page as never, (element, enclosure) => {
    if (domMarkup.attribute(element, 'data-event-tracking')) browser.push(enclosure)
  })
  return [node, browser]
}

const SHADOW = 'a shadow root'
const TEMPLATE = 'a <template>'

test.each<[string, string, unknown[]]>([
  ['open', `<div>${declared('open')}</div>`, [SHADOW]],
  ['closed, in capitals', `<main>${declared('CLOSED')}</main>`, [SHADOW]],
  ['of a custom element', `<my-card>${declared('open')}</my-card>`, [SHADOW]],
  ['of another mode', `<div>${declared('none')}</div>`, [TEMPLATE]],
  ['of an element that may not have one', `<ul>${declared('open')}</ul>`, [TEMPLATE]],
  ['the second', `<p>${declared('open')}${declared('open')}</p>`, [SHADOW, TEMPLATE]],
  [
    'after another template',
    `<div><template>${load}</template>${declared('open')}</div>`,
    [TEMPLATE, SHADOW],
  ],
  ['in a template', `<template><div>${declared('open')}</div></template>`, [TEMPLATE]],
  [
    'in another one',
    `<div><template shadowrootmode="open"><span>${declared('open')}</span></template></div>`,
    [SHADOW],
  ],
  [
    'around a template',
    `<div><template shadowrootmode="open"><template>${load}</template></template></div>`,
    [TEMPLATE],
  ],
])('%s', (_name, html, expected) => {
  const [node, browser] = enclosures(html)
  expect(node).toEqual(expected)
  expect(browser.toSorted()).toEqual(expected.toSorted())
})

test('its elements count as those of any shadow root', async () => {
  const html = `<div>${declared('open')}</div>`
  await expect(html).toTriggerInternalEvents(NAME).onLoad()
  await expect(html).toTriggerInternalEvents(NAME).onClick()
  expect(await messageOf(() => expect(html).not.toTriggerInternalEvents())).toContain(NAME)
  expect(await messageOf(async () => expect(html).toHaveValidEventTracking())).toContain(
    'it is in a shadow root, where the listener of the document does not see it; bind the shadow root, and check it by itself',
  )
})

test('in a DOM, which did not attach it, it is a template', async () => {
  document.body.innerHTML = `<div>${declared('open')}</div>`
  expect(
    await messageOf(() => expect(document.body).toTriggerInternalEvents(NAME).onLoad()),
  ).toContain('found:    "the element is in a <template>"')
})
