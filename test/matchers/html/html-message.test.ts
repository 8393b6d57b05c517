import { JSDOM } from 'jsdom'
import { expect, onTestFinished, test, vi } from 'vitest'
import { setPageContext } from '../../../src/entries/index.ts'
import { currentRun } from '../../../src/fakes/index.ts'
import { capLines } from '../../../src/foundation/index.ts'
import { messageOf } from '../message-of.ts'
import { NAME, tracked } from './tracked.ts'

test('fails when nothing tracks', async () => {
  const assert = () => expect('<p data-track-action="x">').toTriggerInternalEvents(NAME).onClick()
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onClick()

    Expected an element that triggers "filter_package_list" on click, but no element tracks an event.

    Expected: "filter_package_list" on click
    Found: nothing

    Add data-event-tracking="filter_package_list" to the element, and check that it is rendered."
  `)
})

test('tells that scripts of a page may listen, where nothing in it tracks the event', async () => {
  const { document, DOMParser } = new JSDOM('<button>Copy</button>').window
  const listeners =
    ' Listeners of scripts are not read: where code tracks the click, click in a block, expect(() => element.click()).'
  const stepFor = async (subject: object) => {
    const message = await messageOf(() =>
      expect(subject as Element)
        .toTriggerInternalEvents(NAME)
        .onClick(),
    )
    return message.split('\n\n').at(-1)
  }
  const add = 'Add data-event-tracking="filter_package_list" to the element'
  const nothing = `${add}, and check that it is rendered.`
  expect(await stepFor(document.body)).toBe(nothing + listeners)
  expect(await stepFor(document.createElement('i'))).toBe(nothing + listeners)
  expect(await stepFor(document)).toBe(nothing + listeners)
  expect(await stepFor(new DOMParser().parseFromString('<i></i>', 'text/html'))).toBe(nothing)
  document.body.innerHTML = '<a data-event-tracking="push_package"></a>'
  expect(await stepFor(document.body)).toBe(
    `${add}, or expect the event that it tracks now.${listeners}`,
  )
  document.body.innerHTML =
    '<a data-event-tracking="filter_package_list" data-event-additional="["></a>'
  const { body } = document
  const differs = await messageOf(() =>
    expect(body)
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: { label: 'npm' } }),
  )
  expect(differs.split('\n\n').at(-1)).toBe('Correct the JSON of data-event-additional.')
})

test('fails when only other events are tracked, the nearest name first', async () => {
  const html =
    '<a data-event-tracking="push_package"></a><b class="x" data-event-tracking="filter_package_lists"></b><b class="y" data-event-tracking="filter_package_lists"></b>'
  const assert = () =>
    expect(html)
      .toTriggerInternalEvents(NAME)
      .onLoad()
      .with({ additionalProperties: { label: 'npm' } })
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onLoad().with(…)

    Expected an element that triggers "filter_package_list" on load with these properties, but only other events are tracked.

    Expected: "filter_package_list" on load
      additionalProperties {"label": "npm"}
    Found:
      <b class="x" data-event-tracking="filter_package_lists">
      <b class="y" data-event-tracking="filter_package_lists">
      <a data-event-tracking="push_package">

    No definition has "filter_package_lists". Did you mean "filter_package_list"?"
  `)
  const misspelt = '<a data-event-tracking="pull_packages"></a>'
  expect(await messageOf(() => expect(misspelt).toTriggerInternalEvents(NAME))).toContain(
    'No definition has "pull_packages". Did you mean "pull_package"?',
  )
  const unlike = '<a data-event-tracking="x"></a>'
  expect(await messageOf(() => expect(unlike).toTriggerInternalEvents(NAME))).toContain(
    'No definition has "x". Write data-event-tracking="filter_package_list" in its place.',
  )
  const other = '<a data-event-tracking="push_package"></a>'
  expect(await messageOf(() => expect(other).toTriggerInternalEvents(NAME))).toContain(
    'Add data-event-tracking="filter_package_list" to the element, or expect the event that it tracks now.',
  )
})

test('fails when it does not load', async () => {
  const missing = () => expect(tracked('')).toTriggerInternalEvents(NAME).onLoad()
  expect(await messageOf(missing)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onLoad()

    Expected an element that triggers "filter_package_list" on load, but the element that tracks it does not.

    Expected: "filter_package_list" on load
    Found, the nearest first:
      <button data-event-tracking="filter_package_list">
        differs at data-event-tracking-load
          expected: "true"
          found:    none

    Add data-event-tracking-load="true" to the element, or expect it .onClick()."
  `)
  const wrong = () =>
    expect(tracked('data-event-tracking-load="1"')).toTriggerInternalEvents(NAME).onLoad().onClick()
  expect(await messageOf(wrong)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").onLoad().onClick()

    Expected an element that triggers "filter_package_list" on click and on load, but the element that tracks it does not.

    Expected: "filter_package_list" on click and on load
    Found, the nearest first:
      <button data-event-tracking="filter_package_list" data-event-tracking-load="1">
        differs at data-event-tracking-load
          expected: "true"
          found:    "1"

    Write data-event-tracking-load="true": the front end accepts no other value."
  `)
})

test('fails when the page is another, or says nothing', async () => {
  const page = `<body data-page="packages:show">${tracked('')}</body>`
  const another = () =>
    expect(page).toTriggerInternalEvents(NAME).with({ category: 'packages:index' })
  expect(await messageOf(another)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

    Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

    Expected: "filter_package_list" on click or on load
      category "packages:index"
    Found, the nearest first:
      <button data-event-tracking="filter_package_list">
        differs at category
          expected: "packages:index"
          sent:     "packages:show" (data-page of the body)

    Correct data-page of the body, or category in .with()."
  `)
  const none = () =>
    expect(tracked(''))
      .toTriggerInternalEvents(NAME)
      .with({ category: 'packages:index', additionalProperties: { label: 'npm' } })
  expect(await messageOf(none)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

    Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

    Expected: "filter_package_list" on click or on load
      category "packages:index"
      additionalProperties {"label": "npm"}
    Found, the nearest first:
      <button data-event-tracking="filter_package_list">
        differs at category
          expected: "packages:index"
          sent:     "test:page" (the page has no data-page)
        and at additionalProperties.label

    Correct data-page of the body, or category in .with()."
  `)
})

test('the page context gives the category of a page that has none', async () => {
  setPageContext({ category: 'packages:show' })
  await expect(tracked('')).toTriggerInternalEvents(NAME).with({ category: 'packages:show' })
  await expect(`<body data-page="own">${tracked('')}</body>`)
    .toTriggerInternalEvents(NAME)
    .with({ category: 'own' })
})

test('fails where the page has no category, since the front end throws', async () => {
  const assert = () =>
    expect(`<body data-page="">${tracked('')}</body>`).toTriggerInternalEvents(NAME)
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list")

    Expected an element that triggers "filter_package_list" on click or on load, but the element that tracks it does not.

    Expected: "filter_package_list" on click or on load
    Found, the nearest first:
      <button data-event-tracking="filter_package_list">
        nothing is sent, since the front end throws: Tracking: no category provided for tracking.

    Give the body data-page, or the page a category: setPageContext({ category })."
  `)
})

test('fails where the page sends the events of Duo alone', async () => {
  vi.stubGlobal('gl', { onlySendDuoEvents: true, duoEvents: ['pull_package'] })
  onTestFinished(() => void vi.unstubAllGlobals())
  const assert = () => expect(tracked('')).toTriggerInternalEvents(NAME)
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list")

    Expected an element that triggers "filter_package_list" on click or on load, but the element that tracks it does not.

    Expected: "filter_package_list" on click or on load
    Found, the nearest first:
      <button data-event-tracking="filter_package_list">
        nothing is sent, since the page has gl.onlySendDuoEvents, and the event is not in gl.duoEvents

    Add the event to gl.duoEvents, or leave gl.onlySendDuoEvents out."
  `)
})

test.each([
  ['runs no Snowplow', () => setPageContext({ snowplow: false })],
  ['asks for privacy', () => vi.stubGlobal('navigator', { globalPrivacyControl: true })],
])('fails where the page %s, since clicks and loads are not tracked', async (_, arrange) => {
  arrange()
  onTestFinished(() => void vi.unstubAllGlobals())
  const assert = () => expect(tracked('')).toTriggerInternalEvents(NAME).onClick()
  expect(
    await messageOf(assert),
  ).toBe(`expect(html).toTriggerInternalEvents("filter_package_list").onClick()

Expected an element that triggers "filter_package_list" on click, but the element that tracks it does not.

Expected: "filter_package_list" on click
Found, the nearest first:
  <button data-event-tracking="filter_package_list">
    nothing is sent, since Snowplow does not run on the page, or its browser asks for privacy, so that clicks and loads are not tracked

Leave snowplow: false out of setPageContext, and navigator.globalPrivacyControl.`)
})

test('fails for what tracking refuses where the front end is strict', async () => {
  const html = tracked('data-event-property="newest"').replace(NAME, 'view_package_page')
  const assert = () => expect(html).toTriggerInternalEvents('view_package_page')
  await assert()
  currentRun().mocksFrontend = true
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("view_package_page")

    Expected an element that triggers "view_package_page" on click or on load, but the element that tracks it does not.

    Expected: "view_package_page" on click or on load
    Found, the nearest first:
      <button data-event-tracking="view_package_page" data-event-property="newest">
        nothing is sent, since tracking refuses it: Undocumented property: property for event_name: view_package_page. Declare it under additional_properties in examples/package-registry/config/events/view_package_page.yml:4, or leave it out.

    Correct the attributes of the element, or the definition of the event."
  `)
})

test('fails for a property whose name the front end drops', async () => {
  const assert = () =>
    expect(tracked(`data-event-additional='{"constructor":"c"}'`))
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: { constructor: 'c' } })
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

    Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

    Expected: "filter_package_list" on click or on load
      additionalProperties {"constructor": "c"}
    Found, the nearest first:
      <button data-event-tracking="filter_package_list" data-event-additional='{"constructor":"c"}'>
        differs at additionalProperties.constructor
          expected: "c"
          sent:     none (data-event-additional='{"constructor":"c"}')

    Give the property another name: the front end drops __proto__, constructor, prototype."
  `)
})

test('fails with the diff of what it is about', async () => {
  const assertion = expect(tracked('data-event-label="npm"'))
    .toTriggerInternalEvents(NAME)
    .with({ additionalProperties: { label: 'maven' } })
  const error = await Promise.resolve(assertion).catch((failure: unknown) => failure)
  expect(error).toMatchObject({
    actual: { additionalProperties: { label: 'npm' } },
    expected: { additionalProperties: { label: 'maven' } },
  })
})

test('pages of many elements are cut, and so are elements of many attributes', async () => {
  const attributes = Array.from({ length: 20 }, (_, index) => `a${index}="${index}"`).join(' ')
  const html = `<i ${attributes} data-event-tracking="push_package" data-event-label="${'x'.repeat(99)}"></i>`
  const message = await messageOf(() => expect(html.repeat(12)).toTriggerInternalEvents(NAME))
  const lines = message.split('\n').filter((line) => line.startsWith('  '))
  expect(lines).toHaveLength(11)
  expect(lines[0]).toBe(
    `  <i a0="0" a1="1" a2="2" a3="3" a4="4" a5="5" a6="6" a7="7" a8="8" a9="9" data-event-tracking="push_package" data-event-label="${'x'.repeat(59)}…" …>`,
  )
  expect(lines[10]).toBe('  … and 2 more')
})

test('values are printed on one line', async () => {
  const html = `<i title="a&quot;b" data-event-tracking="push_package" data-event-label="x
y" data-event-property="&quot;'"></i>`
  const message = await messageOf(() => expect(html).toTriggerInternalEvents(NAME))
  expect(message).toContain(
    `  <i title='a"b' data-event-tracking="push_package" data-event-label="x\\ny" data-event-property="&quot;'">`,
  )
})

test.each<[string, (html: string) => unknown]>([
  ['a string', (html) => html],
  [
    'a DOM',
    (html) => {
      const page = new JSDOM(html)
      return page.window.document
    },
  ],
])('.onLoad() does not hold within a <template> of %s', async (_name, subjectOf) => {
  const load = '<p data-event-tracking="filter_package_list" data-event-tracking-load="true"></p>'
  const subject = subjectOf(`<template><div>${load}</div></template>`)
  expect(
    await messageOf(() => expect(subject).toTriggerInternalEvents('filter_package_list').onLoad()),
  ).toBe(`expect(html).toTriggerInternalEvents("filter_package_list").onLoad()

Expected an element that triggers "filter_package_list" on load, but the element that tracks it does not.

Expected: "filter_package_list" on load
Found, the nearest first:
  <p data-event-tracking="filter_package_list" data-event-tracking-load="true">
    differs at data-event-tracking-load
      expected: "true"
      found:    "the element is in a <template>"

The content of a <template> is inserted when the page has loaded already. Move the element out of it, or expect it .onClick().`)
  await expect(subject).toTriggerInternalEvents('filter_package_list').onClick()
  await expect(subjectOf(`<template>${load}</template>${load}`))
    .toTriggerInternalEvents('filter_package_list')
    .onLoad()
})

test('only the elements that a message shows are printed', () => {
  const printed: number[] = []
  const lines = capLines([...Array(1000).keys()], (item) => {
    printed.push(item)
    return `item ${item}`
  })
  expect(printed).toHaveLength(10)
  expect(lines.at(-1)).toBe('  … and 990 more')
})
