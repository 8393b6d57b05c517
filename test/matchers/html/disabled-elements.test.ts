import * as cheerio from 'cheerio'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { NAME, tracked } from './tracked.ts'

const SUBJECTS: Record<string, (html: string) => string | object> = {
  'a string': (html) => html,
  cheerio: (html) => cheerio.load(html)('body'),
  'a DOM': (html) => new JSDOM(html).window.document,
}

const UNCLICKABLE = [
  ...['button', 'input', 'select', 'textarea'].map((tag) => tracked('disabled', tag)),
  `<fieldset disabled><div>${tracked('')}</div></fieldset>`,
  `<fieldset disabled><legend></legend><legend>${tracked('')}</legend></fieldset>`,
  `<fieldset disabled><div><legend>${tracked('')}</legend></div></fieldset>`,
  `<fieldset disabled><fieldset><legend>${tracked('')}</legend></fieldset></fieldset>`,
]

const CLICKABLE = [
  tracked('disabled', 'a'),
  tracked('aria-disabled="true"'),
  `<fieldset>${tracked('')}</fieldset>`,
  `<fieldset disabled>${tracked('', 'i')}</fieldset>`,
  `<fieldset disabled><p></p><legend><b>${tracked('')}</b></legend></fieldset>`,
  `${tracked('disabled')}${tracked('')}`,
]

describe.each(Object.entries(SUBJECTS))('in %s', (_, read) => {
  test.each(UNCLICKABLE)('a click on a disabled control sends nothing: %s', async (html) => {
    expect(
      await messageOf(() =>
        expect(read(html) as Element)
          .toTriggerInternalEvents(NAME)
          .onClick(),
      ),
    ).toContain('nothing is sent, since')
    expect(
      await messageOf(() => expect(read(html) as Element).toTriggerInternalEvents(NAME)),
    ).toContain('nothing is sent, since')
  })

  test.each(CLICKABLE)('a click on what is enabled is sent: %s', async (html) => {
    await expect(read(html) as Element)
      .toTriggerInternalEvents(NAME)
      .onClick()
  })
})

test('a disabled control fires when the page has loaded, and on no click', async () => {
  const html = tracked('disabled data-event-tracking-load="true"')
  await expect(html).toTriggerInternalEvents(NAME).onLoad()
  await expect(html).toTriggerInternalEvents(NAME)
  expect(await messageOf(() => expect(html).toTriggerInternalEvents(NAME).onClick())).toContain(
    'nothing is sent, since it is disabled',
  )
})

test('the message names what is disabled', async () => {
  const failure = (html: string) =>
    messageOf(() => expect(html).toTriggerInternalEvents(NAME).onClick())
  expect(await failure(tracked('disabled'))).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onClick()

    Expected an element that triggers "filter_package_list" on click, but the element that tracks it does not.

    Expected: "filter_package_list" on click
    Found, the nearest first:
      <button data-event-tracking="filter_package_list" disabled="">
        nothing is sent, since it is disabled

    Render the element as it is when a user can click it."
  `)
  expect(await failure(`<fieldset disabled>${tracked('')}</fieldset>`)).toContain(
    'nothing is sent, since a <fieldset> around it is disabled',
  )
})

test('the check of all attributes takes what may be enabled later', () => {
  expect(tracked('disabled')).toHaveValidEventTracking()
})
