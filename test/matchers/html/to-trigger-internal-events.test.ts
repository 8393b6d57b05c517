import * as cheerio from 'cheerio'
import { describe, expect, test, vi } from 'vitest'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const NAME = 'filter_package_list'
const tracked = (attributes: string, tag = 'button') =>
  `<${tag} data-event-tracking="${NAME}" ${attributes}></${tag}>`

describe('passes', () => {
  test('on one element that carries everything, whatever else there is', async () => {
    const html = `
      ${tracked('data-event-label="maven"')}
      ${tracked('data-event-label="npm" data-event-value="2"', 'a')}
      <p data-event-tracking="push_package"></p>`
    await expect(html)
      .toTriggerInternalEvents(NAME)
      .onClick()
      .with({ additionalProperties: { label: 'npm', value: 2 } })
    await expect(html).toTriggerInternalEvents('push_package')
  })

  test('with asymmetric matchers at any depth', async () => {
    await expect(tracked('data-event-label="npm" data-event-value="2"'))
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: expect.objectContaining({ label: expect.any(String) }) })
  })

  test('with no properties when none are expected', async () => {
    await expect(tracked('')).toTriggerInternalEvents(NAME).with({ additionalProperties: {} })
  })

  test('with the category of the page', async () => {
    const page = `<body data-page="packages:index">${tracked('')}</body>`
    await expect(page).toTriggerInternalEvents(NAME).with({ category: 'packages:index' })
    await expect(cheerio.load(page)('button'))
      .toTriggerInternalEvents(NAME)
      .with({ category: 'packages:index' })
  })

  test('in either way of firing when none is named; loading elements fire on click too', async () => {
    const html = tracked('data-event-tracking-load="true"')
    await expect(html).toTriggerInternalEvents(NAME)
    await expect(html).toTriggerInternalEvents(NAME).onLoad()
    await expect(html).toTriggerInternalEvents(NAME).onClick()
    await expect(html).toTriggerInternalEvents(NAME).onClick().onLoad()
  })

  test('left alone, its verdict falls before the test ends', () => {
    expect(tracked('')).toTriggerInternalEvents(NAME).onClick()
  })

  test('beside an assertion on a block that is still running', async () => {
    const running = expect(async () => {
      await vi.dynamicImportSettled()
    }).not.toIncrementUsageMetrics('counts.package_pulls')
    await expect(tracked('')).toTriggerInternalEvents(NAME)
    await running
  })
})

describe('fails', () => {
  test('attributes on different elements never add up', async () => {
    const html = `
      ${tracked('data-event-label="maven" data-event-value="2"')}
      <a data-event-label="npm">${tracked('data-event-label="npm"')}</a>`
    await messageOf(() =>
      expect(html)
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label: 'npm', value: 2 } }),
    )
  })

  test('when one element loads and another has the properties', async () => {
    const html = tracked('data-event-tracking-load="true"') + tracked('data-event-label="npm"')
    await messageOf(() =>
      expect(html)
        .toTriggerInternalEvents(NAME)
        .onLoad()
        .with({ additionalProperties: { label: 'npm' } }),
    )
  })

  test('when nothing tracks', async () => {
    const assert = () => expect('<p data-track-action="x">').toTriggerInternalEvents(NAME).onClick()
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").onClick()

      Expected an element that triggers "filter_package_list" on click, but no element tracks an event.

      Expected: "filter_package_list" on click
      Found: nothing

      Add data-event-tracking="filter_package_list" to the element, and check that it is rendered."
    `)
  })

  test('when only other events are tracked, the nearest name first', async () => {
    const html =
      '<a data-event-tracking="push_package"></a><b class="x" data-event-tracking="filter_package_lists"></b>'
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
        <a data-event-tracking="push_package">

      Add data-event-tracking="filter_package_list" to the element, or expect what it tracks now."
    `)
  })

  test('when a value is dropped, the nearest element first', async () => {
    const html = `
      <a data-event-tracking="push_package"></a>
      ${tracked('data-event-label="maven" data-event-value="0"', 'b')}
      ${tracked('data-event-label="npm" data-event-value="0" class="btn"')}`
    const assert = () =>
      expect(html)
        .toTriggerInternalEvents(NAME)
        .onClick()
        .with({ additionalProperties: { label: 'npm', value: 0 } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").onClick().with(…)

      Expected an element that triggers "filter_package_list" on click with these properties, but none of the 2 elements that track it does.

      Expected: "filter_package_list" on click
        additionalProperties {"label": "npm", "value": 0}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-label="npm" data-event-value="0" class="btn">
          differs at additionalProperties.value
            expected: 0
            sent:     none (data-event-value="0" is dropped by the front end)
        <a data-event-tracking="push_package">
        <b data-event-tracking="filter_package_list" data-event-label="maven" data-event-value="0">

      The front end sends whole numbers other than 0 only: give data-event-value one, or correct value in .with()."
    `)
  })

  test('when a value is cut', async () => {
    const assert = () =>
      expect(tracked('data-event-value="3.7"'))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { value: 3.7 } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"value": 3.7}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-value="3.7">
          differs at additionalProperties.value
            expected: 3.7
            sent:     3 (data-event-value="3.7")

      The front end sends whole numbers other than 0 only: give data-event-value one, or correct value in .with()."
    `)
  })

  test('when a property is another, or missing', async () => {
    const assert = () =>
      expect(tracked('data-event-label="npm"'))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label: 'maven', property: 'newest' } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"label": "maven", "property": "newest"}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-label="npm">
          differs at additionalProperties.label
            expected: "maven"
            sent:     "npm"
          and at additionalProperties.property

      Correct data-event-label of the element, or .with()."
    `)
    const missing = () =>
      expect(tracked(''))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { visibility: 'public' } })
    expect(await messageOf(missing)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"visibility": "public"}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list">
          differs at additionalProperties.visibility
            expected: "public"
            sent:     none

      Add "visibility" in data-event-additional to the element, or leave visibility out of .with()."
    `)
  })

  test('when there is a property more', async () => {
    const assert = () =>
      expect(tracked('data-event-label="npm" data-event-property="newest"'))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label: 'npm' } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"label": "npm"}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-label="npm" data-event-property="newest">
          differs at additionalProperties.property
            expected: none
            sent:     "newest"

      Add property to .with(), or accept more properties with expect.objectContaining({…})."
    `)
  })

  test('when data-event-additional overrides', async () => {
    const assert = () =>
      expect(tracked(`data-event-label="npm" data-event-additional='{"label": "maven"}'`))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label: 'npm' } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"label": "npm"}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-label="npm" data-event-additional='{"label": "maven"}'>
          differs at additionalProperties.label
            expected: "npm"
            sent:     "maven" (data-event-additional='{"label": "maven"}')

      Correct "label" in data-event-additional of the element, or .with()."
    `)
  })

  test('when data-event-additional is broken', async () => {
    const assert = () =>
      expect(tracked('data-event-additional="{visibility: 1}"'))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { visibility: 'public' } })
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").with(…)

      Expected an element that triggers "filter_package_list" on click or on load with these properties, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
        additionalProperties {"visibility": "public"}
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-additional="{visibility: 1}">
          differs at additionalProperties.visibility
            expected: "public"
            sent:     none (data-event-additional="{visibility: 1}" is no JSON and is ignored by the front end)

      Correct the JSON of data-event-additional."
    `)
  })

  test('when the front end throws', async () => {
    const assert = () =>
      expect(tracked(`data-event-additional='{"value": "5"}'`)).toTriggerInternalEvents(NAME)
    expect(await messageOf(assert)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list")

      Expected an element that triggers "filter_package_list" on click or on load, but the element that tracks it does not.

      Expected: "filter_package_list" on click or on load
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-additional='{"value": "5"}'>
          nothing is sent, since the front end throws: value should be of type: number. Provided type is: string.

      Correct the type of that property in data-event-additional."
    `)
  })

  test('when it does not load', async () => {
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
      expect(tracked('data-event-tracking-load="1"'))
        .toTriggerInternalEvents(NAME)
        .onLoad()
        .onClick()
    expect(await messageOf(wrong)).toMatchInlineSnapshot(`
      "expect(html).toTriggerInternalEvents("filter_package_list").onLoad().onClick()

      Expected an element that triggers "filter_package_list" on click and on load, but the element that tracks it does not.

      Expected: "filter_package_list" on click and on load
      Found, the nearest first:
        <button data-event-tracking="filter_package_list" data-event-tracking-load="1">
          differs at data-event-tracking-load
            expected: "true"
            found:    "1"

      Write data-event-tracking-load="true": the front end takes nothing else."
    `)
  })

  test('when the page is another, or says nothing', async () => {
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
            sent:     none (the page has no data-page)
          and at additionalProperties.label

      Correct data-page of the body, or category in .with()."
    `)
  })

  test('with the diff of what it is about', async () => {
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
})

describe('.not', () => {
  test('passes where nothing tracks', async () => {
    await expect('<p data-event-label="npm">').not.toTriggerInternalEvents()
    await expect('<p data-event-label="npm">').toNotTriggerInternalEvents()
  })

  test('fails wherever something does', async () => {
    const html = tracked('data-event-label="npm"')
    expect(
      await messageOf(() => expect(html).not.toTriggerInternalEvents()),
    ).toMatchInlineSnapshot(`
      "expect(html).not.toTriggerInternalEvents()

      Expected no element to track events, but 1 element does.

      Expected: no data-event-tracking
      Found:
        <button data-event-tracking="filter_package_list" data-event-label="npm">

      Remove data-event-tracking, or expect the event with toTriggerInternalEvents."
    `)
    const two = `${html}<i data-event-tracking></i>`
    expect(await messageOf(() => expect(two).toNotTriggerInternalEvents())).toMatchInlineSnapshot(`
      "expect(html).toNotTriggerInternalEvents()

      Expected no element to track events, but 2 elements do.

      Expected: no data-event-tracking
      Found:
        <button data-event-tracking="filter_package_list" data-event-label="npm">
        <i data-event-tracking="">

      Remove data-event-tracking, or expect the event with toTriggerInternalEvents."
    `)
  })
})

describe('misuse', () => {
  const html = tracked('')
  // Types refuse most of these.
  // biome-ignore lint/suspicious/noExplicitAny: what a test in JavaScript may write
  const loose = (subject: unknown) => expect(subject) as any

  test.each<[string, () => unknown, string]>([
    [
      'no name',
      () => loose(html).toTriggerInternalEvents(),
      'expect(html).toTriggerInternalEvents(): it names no event. Name the events that you expect; only the negated form may go without.',
    ],
    [
      'several names',
      () => loose(html).toTriggerInternalEvents(NAME, 'push_package'),
      'expect(html).toTriggerInternalEvents("filter_package_list", "push_package"): rendered HTML takes one event. Write an expect for each event.',
    ],
    [
      'a name in the negated form',
      () => loose(html).not.toTriggerInternalEvents(NAME),
      'expect(html).not.toTriggerInternalEvents("filter_package_list"): the negated form takes no names for rendered HTML, where it says that nothing tracks. Leave the names out, or assert on the element that should not track.',
    ],
    [
      'a name for toNotTriggerInternalEvents',
      () => loose(html).toNotTriggerInternalEvents(NAME),
      'expect(html).toNotTriggerInternalEvents("filter_package_list"): the negated form takes no names for rendered HTML, where it says that nothing tracks. Leave the names out, or assert on the element that should not track.',
    ],
    [
      'a negation of a negation',
      () => loose(html).not.toNotTriggerInternalEvents(),
      'expect(block).not.toNotTriggerInternalEvents(): it is negated twice. Leave out .not, or use the positive matcher.',
    ],
    [
      'a chain after a negation',
      () => loose(html).not.toTriggerInternalEvents().onClick(),
      'expect(html).not.toTriggerInternalEvents(): the negated form takes no .onClick(). State the positive claim with its chain instead.',
    ],
    ...['times', 'once', 'atLeast', 'within', 'by'].map(
      (method): [string, () => unknown, string] => [
        `.${method}()`,
        () => loose(html).toTriggerInternalEvents(NAME)[method](1),
        `expect(html).toTriggerInternalEvents("filter_package_list"): toTriggerInternalEvents takes no .${method}() for rendered HTML. It takes .onClick(), .onLoad(), .with().`,
      ],
    ),
    [
      '.onClick() twice',
      () => loose(html).toTriggerInternalEvents(NAME).onClick().onClick(),
      'expect(html).toTriggerInternalEvents("filter_package_list"): .onClick() was given twice. Say it once.',
    ],
    [
      '.with() twice',
      () => loose(html).toTriggerInternalEvents(NAME).with({}).with({}),
      'expect(html).toTriggerInternalEvents("filter_package_list"): .with() was given twice. Put all fields into one .with().',
    ],
    [
      '.with() an identifier',
      () =>
        loose(html)
          .toTriggerInternalEvents(NAME)
          .with({ user: { id: 1 } }),
      'expect(html).toTriggerInternalEvents("filter_package_list").with(): rendered HTML says nothing of user, which comes from the page. Fields are category, additionalProperties; other properties go under additionalProperties.',
    ],
    [
      '.with() an unknown field',
      () => loose(html).toTriggerInternalEvents(NAME).with({ label: 'npm' }),
      'expect(html).toTriggerInternalEvents("filter_package_list").with(): unknown field "label". Fields are category, additionalProperties; other properties go under additionalProperties.',
    ],
    [
      '.and',
      () => loose(html).toTriggerInternalEvents(NAME).and,
      'expect(html).toTriggerInternalEvents("filter_package_list"): an assertion on rendered HTML takes no .and. Write a second expect: each looks at the same HTML.',
    ],
    [
      '.onClick() for a block',
      () =>
        loose(() => {})
          .toTriggerInternalEvents(NAME)
          .onClick(),
      'expect(block).toTriggerInternalEvents("filter_package_list"): toTriggerInternalEvents takes no .onClick(). It takes .once(), .twice(), .thrice(), .never(), .times(), .exactly(), .atLeast(), .atMost(), .with(), .within().',
    ],
    [
      'metrics',
      () => loose(html).toIncrementUsageMetrics('counts.package_pulls'),
      'expect(subject).toIncrementUsageMetrics(): the subject should be a function, but is a string. Wrap what triggers the events: expect(() => run()).',
    ],
  ])('%s', (_name, misuse, message) => {
    expect(misuseOf(misuse)).toBe(`Failed to check ${message}`)
  })

  test('an unknown event is an error, and names the nearest', () => {
    expect(() => expect(html).toTriggerInternalEvents('filter_package_lists')).toThrow(
      'Failed to find event "filter_package_lists": no definition has this action. Did you mean "filter_package_list"?',
    )
    expect(() => expect(html).toTriggerInternalEvents('import_package_from_ftp')).toThrow(
      'says that it was removed',
    )
  })

  test('a chain after the verdict', async () => {
    const assertion = expect(html).toTriggerInternalEvents(NAME)
    await assertion
    expect(misuseOf(() => assertion.onClick())).toContain('after the verdict had fallen')
  })
})
