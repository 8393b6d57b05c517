import { expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { NAME, tracked } from './tracked.ts'

test('fails when a value is dropped, the nearest element first', async () => {
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
          sent:     none (the front end drops data-event-value="0")
      <a data-event-tracking="push_package">
      <b data-event-tracking="filter_package_list" data-event-label="maven" data-event-value="0">

    The front end sends only whole numbers other than 0. Give data-event-value such a number, or correct value in .with()."
  `)
})

test('names the property in which a part differs', async () => {
  const assert = () =>
    expect(tracked('data-event-label="npm" data-event-property="b"'))
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: expect.objectContaining({ label: 'npm', property: 'a' }) })
  expect(await messageOf(assert)).toContain(`\
    differs at additionalProperties.property
      expected: "a"
      sent:     "b"
`)
  await expect(tracked('data-event-label="npm" data-event-property="b"'))
    .toTriggerInternalEvents(NAME)
    .with({ additionalProperties: expect.objectContaining({ label: 'npm' }) })
})

test('fails when a value is cut', async () => {
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

    The front end sends only whole numbers other than 0. Give data-event-value such a number, or correct value in .with()."
  `)
})

test('fails when a property is another, or missing', async () => {
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

test('fails when there is a property more', async () => {
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

    Add additionalProperties.property to .with(), or accept more properties with expect.objectContaining({…})."
  `)
})

test('fails when .with() expects a property to be absent', async () => {
  const step = async (label: null | undefined) => {
    const message = await messageOf(() =>
      expect(tracked('data-event-label="npm"'))
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label } }),
    )
    return message.split('\n\n').at(-1)
  }
  expect(await step(undefined)).toBe(
    '.with() was given label: undefined, which stands for none. It is read when .with() is called: give label its value before the assertion, or accept any with label: expect.anything().',
  )
  expect(await step(null)).toBe(
    '.with() was given label: null, so the event must not have one. Leave label out where the event is tracked, or accept any with label: expect.anything().',
  )
})

test('fails when data-event-additional overrides', async () => {
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

test('fails when data-event-additional is broken', async () => {
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
          sent:     none (data-event-additional="{visibility: 1}" is not valid JSON, so the front end ignores it)

    Correct the JSON of data-event-additional."
  `)
})

test.each([
  [
    'a value without its attribute',
    '',
    { value: 3 },
    'value',
    '3',
    'none',
    'Add data-event-value to the element, or leave value out of .with().',
  ],
  [
    'a label where data-event-additional is broken',
    'data-event-additional="["',
    { label: 'npm' },
    'label',
    '"npm"',
    'none (data-event-additional="[" is not valid JSON, so the front end ignores it)',
    'Correct the JSON of data-event-additional.',
  ],
  [
    'another label where data-event-additional is broken',
    'data-event-additional="[" data-event-label="gem"',
    { label: 'npm' },
    'label',
    '"npm"',
    '"gem"',
    'Correct data-event-label of the element, or .with().',
  ],
  [
    'a property that data-event-additional lacks',
    'data-event-additional="{}"',
    { visibility: 'public' },
    'visibility',
    '"public"',
    'none (data-event-additional="{}")',
    'Add "visibility" in data-event-additional to the element, or leave visibility out of .with().',
  ],
  [
    'a label that data-event-additional lacks',
    `data-event-additional='{"visibility":"public"}'`,
    { label: 'npm', visibility: 'public' },
    'label',
    '"npm"',
    'none',
    'Add data-event-label to the element, or leave label out of .with().',
  ],
])('says how to send %s', async (_name, attributes, properties, field, expected, sent, step) => {
  const assert = () =>
    expect(tracked(attributes))
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: properties })
  expect((await messageOf(assert)).split('>\n    ')[1]).toBe(`\
differs at additionalProperties.${field}
      expected: ${expected}
      sent:     ${sent}

${step}`)
})

test('names what else differs where nothing is sent', async () => {
  const assert = () =>
    expect(tracked(`data-event-additional='{"value": "5"}'`))
      .toTriggerInternalEvents(NAME)
      .onLoad()
      .with({ additionalProperties: { label: 'npm', value: 5 } })
  expect((await messageOf(assert)).split('>\n    ')[1]).toMatchInlineSnapshot(`
    "nothing is sent, since the front end throws: value should be of type: number. Provided type is: string.
        and at data-event-tracking-load, additionalProperties.label

    Correct the type of that property in data-event-additional."
  `)
})

test('fails when the front end throws', async () => {
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

test.each([
  ['{"label": 0}', 'label should be a string, but is 0. Pass a string, or leave label out.'],
  [
    '{"value": false}',
    'value should be a finite number, but is a boolean. Pass a finite number, or leave value out.',
  ],
  [
    '{"value": 1e400}',
    'value should be a finite number, but is Infinity. Pass a finite number, or leave value out.',
  ],
  [
    '{"visibility": true}',
    'visibility should be a string or a finite number, but is a boolean. Pass a string or a finite number, or leave visibility out.',
  ],
])('fails for types that a click is refused for: %s', async (json, reason) => {
  const assert = () =>
    expect(tracked(`data-event-additional='${json}'`)).toTriggerInternalEvents(NAME)
  expect(await messageOf(assert)).toBe(`expect(html).toTriggerInternalEvents("filter_package_list")

Expected an element that triggers "filter_package_list" on click or on load, but the element that tracks it does not.

Expected: "filter_package_list" on click or on load
Found, the nearest first:
  <button data-event-tracking="filter_package_list" data-event-additional='${json}'>
    nothing is sent, since tracking refuses it: ${reason}

Correct the attributes of the element, or the definition of the event.`)
})
