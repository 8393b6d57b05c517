// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import * as cheerio from 'cheerio'
import { Window } from 'happy-dom'
import { beforeEach, describe, expect, test } from 'vitest'
import { InternalEvents } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { NAME } from './tracked.ts'

const button = `<button data-event-tracking="${NAME}"><b><i>Copy</i></b><!-- icon --></button>`
const find = (selector: string, html = button): Element => {
  document.body.innerHTML = html
  return document.querySelector(selector) as Element
}

beforeEach(() => {
  document.body.innerHTML = ''
})

describe('a click on the subject fires the nearest element around it', () => {
  const SUBJECTS: Record<string, () => unknown> = {
    'an element': () => find('i'),
    'its text': () => find('i').firstChild,
    'a list of elements': () => [find('i'), document.querySelector('b')],
    'a wrapper with an element': () => ({ element: find('i') }),
    'a locator': () => ({ element: () => find('i') }),
    'a render result': () => ({ container: find('i') }),
    'a wrapper of Vue Test Utils': () => mount({ template: button }).find('i'),
    'a cheerio selection': () => cheerio.load(button)('i'),
    'an element of happy-dom': () => {
      const { document: other } = new Window()
      other.body.innerHTML = button
      return other.querySelector('i')
    },
    'a shadow root': () => {
      const host = find('b').appendChild(document.createElement('p'))
      return host.attachShadow({ mode: 'open' })
    },
    'an element in a shadow root': () => {
      const host = find('b').appendChild(document.createElement('p'))
      return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('i'))
    },
  }
  test.for(Object.entries(SUBJECTS))('%s', async ([, subjectOf]) => {
    await expect(subjectOf()).toTriggerInternalEvents(NAME).onClick()
    await expect(subjectOf()).toTriggerInternalEvents(NAME)
    expect(await messageOf(() => expect(subjectOf()).not.toTriggerInternalEvents())).toBe(
      [
        'expect(html).not.toTriggerInternalEvents()',
        'Expected no element to track events, but 1 element does.',
        `Expected: no data-event-tracking\nFound:\n  <button data-event-tracking="${NAME}"> (around the subject)`,
        'Remove data-event-tracking, or expect the event with toTriggerInternalEvents.',
      ].join('\n\n'),
    )
  })
})

test('a real click does the same', async () => {
  const icon = find('i')
  const dispose = InternalEvents.bindInternalEventDocument()
  await expect(() => icon.dispatchEvent(new MouseEvent('click', { bubbles: true })))
    .toTriggerInternalEvents(NAME)
    .once()
  dispose?.()
})

describe('what a click on the subject does not fire', () => {
  test.for<[string, () => unknown]>([
    ['an element beside it', () => find('p', `${button}<p></p>`)],
    ['an element around a comment', () => find('b').nextSibling],
    ['one around a comment of cheerio', () => cheerio.load(button)('button').contents().last()],
    ['an ancestor of a string', () => '<i>Copy</i>'],
    ['an ancestor in no document', () => document.createElement('i')],
    [
      'the host of a link',
      () => Object.assign(document.createElement('a'), { href: 'https://a.test' }),
    ],
  ])('is not the subject’s: %s', async ([, subjectOf]) => {
    await expect(subjectOf()).not.toTriggerInternalEvents()
  })

  test('an element around one that tracks by itself', async () => {
    const inner = () => find('a', `<div data-event-tracking="push_package"><a ${INNER}></a></div>`)
    const INNER = `data-event-tracking="${NAME}"`
    await expect(inner()).toTriggerInternalEvents(NAME)
    expect(await messageOf(() => expect(inner()).not.toTriggerInternalEvents())).not.toContain(
      'push_package',
    )
    expect(
      await messageOf(() => expect(inner()).toTriggerInternalEvents('push_package')),
    ).toContain('but only other events are tracked')
  })

  test('an element of a list is counted once', async () => {
    const all = () => [find('button'), document.querySelector('b'), document.querySelector('i')]
    expect(await messageOf(() => expect(all()).not.toTriggerInternalEvents())).toContain(
      `but 1 element does.\n\nExpected: no data-event-tracking\nFound:\n  <button data-event-tracking="${NAME}">\n\n`,
    )
  })
})

test('a load of an element around the subject is not the subject’s', async () => {
  const icon = find(
    'i',
    `<button data-event-tracking="${NAME}" data-event-tracking-load="true"><i></i></button>`,
  )
  await expect(icon).toTriggerInternalEvents(NAME).onClick()
  const assert = () => expect(icon).toTriggerInternalEvents(NAME).onLoad()
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onLoad()

    Expected an element that triggers "filter_package_list" on load, but the element that tracks it does not.

    Expected: "filter_package_list" on load
    Found, the nearest first:
      <button data-event-tracking="filter_package_list" data-event-tracking-load="true"> (around the subject)
        differs at data-event-tracking-load
          expected: "true"
          found:    "the element is around the subject"

    Assert on that element itself, or expect it .onClick()."
  `)
})

test('the category is that of the page', async () => {
  const icon = find('i')
  document.body.dataset['page'] = 'packages:show'
  await expect(icon).toTriggerInternalEvents(NAME).with({ category: 'packages:show' })
  delete document.body.dataset['page']
})

test('toHaveValidEventTracking checks what is in the subject alone', () => {
  const icon = find('i', '<button data-event-tracking="no_such_event"><i></i></button>')
  expect(icon).toHaveValidEventTracking()
  expect(icon.parentElement).not.toHaveValidEventTracking()
})
