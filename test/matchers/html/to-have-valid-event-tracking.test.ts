// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const FINDINGS: Record<string, { html: string; problems: string[] }> = {
  'an unknown event': {
    html: '<i data-event-tracking="push_packag"></i>',
    problems: ['Unknown event: push_packag. Did you mean "push_package"?'],
  },
  'a removed event': {
    html: '<i data-event-tracking="import_package_from_ftp"></i>',
    problems: [
      'Unknown event: import_package_from_ftp, its definition examples/package-registry/config/events/removed/import_package_from_ftp.yml:4 has status: removed. Stop tracking it, or restore its definition.',
    ],
  },
  'an event of an older system': {
    html: '<i data-event-tracking="visit_package_list"></i>',
    problems: [
      'Unknown event: visit_package_list, its definition examples/package-registry/config/events/visit_package_list.yml:3 has no internal_events: true. Add internal_events: true to it.',
    ],
  },
  'no event': {
    html: '<i data-event-tracking=""></i>',
    problems: ['data-event-tracking="" does not name an event, so nothing is tracked'],
  },
  'an undeclared custom property': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='{"colour":"red"}'></i>`,
    problems: [
      'Unknown additional property: colour for event_name: filter_package_list. Declare it under additional_properties in examples/package-registry/config/events/filter_package_list.yml:4.',
    ],
  },
  'an undeclared base property': {
    html: '<i data-event-tracking="view_package_page" data-event-property="5"></i>',
    problems: [
      'property is not declared for view_package_page: the browser sends it, but the back end drops it. Declare it under additional_properties in examples/package-registry/config/events/view_package_page.yml:4.',
    ],
  },
  'a custom property of a wrong type': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='{"visibility":true}'></i>`,
    problems: [
      'visibility should be a string or a finite number, but is a boolean. Pass a string or a finite number, or leave visibility out.',
    ],
  },
  'a base property of a wrong type': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='{"value":"5"}'></i>`,
    problems: [
      'the front end throws, so nothing is tracked: value should be of type: number. Provided type is: string.',
    ],
  },
  'a value of null that a metric adds up': {
    html: `<i data-event-tracking="push_package" data-event-additional='{"value":null}'></i>`,
    problems: [
      'the browser sends it, but the end point that counts refuses it: a metric adds up value, but it is null, for which Redis answers "value is not a valid float". Pass a number, or leave value out.',
    ],
  },
  'a name that lodash does not set': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='{"constructor":"c"}'></i>`,
    problems: [
      'the front end drops "constructor" in data-event-additional, a name that lodash does not set',
    ],
  },
  'broken JSON': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='{"label"'></i>`,
    problems: [`data-event-additional='{"label"' is not valid JSON, so it is ignored`],
  },
  'JSON that is no object': {
    html: `<i data-event-tracking="filter_package_list" data-event-additional='["a"]'></i>`,
    problems: [`data-event-additional='["a"]' is not a JSON object`],
  },
  'a value that is dropped': {
    html: '<i data-event-tracking="filter_package_list" data-event-value="0"></i>',
    problems: ['the front end drops data-event-value="0"'],
  },
  'a value that is cut': {
    html: '<i data-event-tracking="filter_package_list" data-event-value="3.7"></i>',
    problems: ['data-event-value="3.7" is sent as 3'],
  },
  'a label that is overridden': {
    html: `<i data-event-tracking="filter_package_list" data-event-label="a" data-event-additional='{"label":"b"}'></i>`,
    problems: ['data-event-label is overridden by "label" in data-event-additional'],
  },
  'attributes without an event': {
    html: '<i data-event-label="a" data-event-tracking-load="true"></i>',
    problems: [
      'data-event-tracking-load does nothing without data-event-tracking on the same element',
      'data-event-label does nothing without data-event-tracking on the same element',
    ],
  },
  'a misspelt attribute': {
    html: '<i data-event-tracking="view_package_page" data-event-lable="npm"></i>',
    problems: ['the front end does not read data-event-lable; did you mean data-event-label?'],
  },
  'an attribute that the front end does not read': {
    html: '<i data-event-tracking="view_package_page" data-event-custom="x"></i>',
    problems: ['the front end does not read data-event-custom'],
  },
  'one without tracking': {
    html: '<p data-event-type="x"></p>',
    problems: ['the front end does not read data-event-type'],
  },
  ...Object.fromEntries(
    [
      'data-events-tracking',
      'data-event_tracking',
      ':data-event-tracking',
      'v-bind:data-event-tracking',
      'dataeventtracking',
    ].map((name) => [
      `no tracking, but ${name}`,
      {
        html: `<a ${name}="push_package"></a>`,
        problems: [`the front end does not read ${name}; did you mean data-event-tracking?`],
      },
    ]),
  ),
  'a label that is undefined': {
    html: '<i data-event-tracking="push_package" data-event-label="undefined"></i>',
    problems: ['data-event-label="undefined" is the text of a value that was not there'],
  },
  'a label that is null': {
    html: '<i data-event-tracking="push_package" data-event-label="null"></i>',
    problems: ['data-event-label="null" is the text of a value that was not there'],
  },
  'a label that holds an object': {
    html: '<i data-event-tracking="push_package" data-event-label="of [object Object]"></i>',
    problems: ['data-event-label="of [object Object]" has an object printed as text'],
  },
  'an event that is undefined': {
    html: '<i data-event-tracking="undefined"></i>',
    problems: [
      'data-event-tracking="undefined" is the text of a value that was not there',
      'Unknown event: undefined. Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.',
    ],
  },
  'a load that is not exactly true': {
    html: '<i data-event-tracking="view_package_page" data-event-tracking-load="yes"></i>',
    problems: ['data-event-tracking-load="yes" does not fire on load, which needs exactly "true"'],
  },
  'a button that fires on load': {
    html: '<button data-event-tracking="view_package_page" data-event-tracking-load="true"></button>',
    problems: ['it fires on load and again on every click'],
  },
  'what fires on load around a link': {
    html: '<p data-event-tracking="view_package_page" data-event-tracking-load="true"><b><a href="#"></a></b></p>',
    problems: ['it fires on load and again on every click'],
  },
  ...Object.fromEntries(
    ['role="tab"', 'tabindex="0"', 'onclick="open()"'].map((attribute) => [
      `what fires on load around what has ${attribute}`,
      {
        html: `<p data-event-tracking="view_package_page" data-event-tracking-load="true"><b ${attribute}></b></p>`,
        problems: ['it fires on load and again on every click'],
      },
    ]),
  ),
  'a load in a <template>': {
    html: '<template><p data-event-tracking="view_package_page" data-event-tracking-load="true"></p></template>',
    problems: ['it does not fire on load, since the content of a <template> is inserted later'],
  },
  'a tracked element in another': {
    html: '<p data-event-tracking="view_package_page"><b><button data-event-tracking="push_package"></button></b></p>',
    problems: [
      'a click on it does not reach <p data-event-tracking="view_package_page"> around it, since only the nearest tracked element fires',
    ],
  },
}

const VALID: Record<string, string> = {
  'no tracking at all': '<p data-type="x" data-event="y" data-env="z" data-e="1"></p>',
  'all properties': `<button data-event-tracking="filter_package_list" data-event-label="npm" data-event-property="newest" data-event-value="2" data-event-additional='{"visibility":"public"}'></button>`,
  'a value with space around it':
    '<i data-event-tracking="filter_package_list" data-event-value=" 2 "></i>',
  nil: `<i data-event-tracking="filter_package_list" data-event-additional='{"label":null}'></i>`,
  'a load that nobody clicks':
    '<p data-event-tracking="view_package_page" data-event-tracking-load="true">Text <a>no link</a></p>',
  'a load around what tracks by itself': `<section><p data-event-tracking="view_package_page" data-event-tracking-load="true"></p><button data-event-tracking="push_package"></button></section>`,
  'attributes of others':
    '<i data-event-tracking="view_package_page" data-events="x" :data-element="y"></i>',
  'a label that speaks of what is undefined':
    '<i data-event-tracking="push_package" data-event-label="undefined method"></i>',
  'a tracked element in a <template> of another': `<p data-event-tracking="view_package_page"><template><i data-event-tracking="push_package"></i></template></p>`,
}

function dom(html: string): Element {
  const element = document.createElement('div')
  element.innerHTML = html
  return element
}

describe.each<[string, (html: string) => unknown]>([
  ['a string', (html) => html],
  ['a DOM', dom],
])('in %s', (_name, subjectOf) => {
  test.each(Object.entries(FINDINGS))('%s is found', async (_kind, { html, problems }) => {
    const message = await messageOf(async () => expect(subjectOf(html)).toHaveValidEventTracking())
    const found = message.split('\n').filter((line) => line.startsWith('    '))
    expect(found).toEqual(problems.map((problem) => `    ${problem}`))
    expect(subjectOf(html)).not.toHaveValidEventTracking()
  })

  test.each(Object.entries(VALID))('%s is valid', (_kind, html) => {
    expect(subjectOf(html)).toHaveValidEventTracking()
  })
})

test('an element in a shadow root of the subject is found, but not in the subject itself', async () => {
  const host = dom('')
  const shadow = host.attachShadow({ mode: 'open' })
  shadow.innerHTML = '<button data-event-tracking="view_package_page"></button>'
  expect(await messageOf(async () => expect(host).toHaveValidEventTracking())).toContain(
    'it is in a shadow root, where the listener of the document does not see it; bind the shadow root, and check it by itself',
  )
  expect(shadow).toHaveValidEventTracking()
})

test('one message lists every element with all that is wrong', async () => {
  const html = `
    <form data-event-tracking="view_package_page">
      <button data-event-tracking="push_packag" data-event-value="0">Push</button>
    </form>
    <p data-event-label="npm"></p>`
  expect(
    await messageOf(async () => expect(html).toHaveValidEventTracking()),
  ).toMatchInlineSnapshot(`
    "expect(html).toHaveValidEventTracking()

    Expected all event tracking to be valid, but 2 elements have problems.

    Found:
      <button data-event-tracking="push_packag" data-event-value="0">
        a click on it does not reach <form data-event-tracking="view_package_page"> around it, since only the nearest tracked element fires
        the front end drops data-event-value="0"
        Unknown event: push_packag. Did you mean "push_package"?
      <p data-event-label="npm">
        data-event-label does nothing without data-event-tracking on the same element

    Correct the attributes where the elements are rendered, or the definitions of the events."
  `)
})

test('.not wants something to be wrong', async () => {
  const assert = async () => expect('<p></p>').not.toHaveValidEventTracking()
  expect(await messageOf(assert)).toMatchInlineSnapshot(`
    "expect(html).not.toHaveValidEventTracking()

    Expected an element whose tracking is not valid, but none was found.

    Check that the element is rendered, or leave out .not."
  `)
})

test('a hundred elements are listed, the rest is counted', async () => {
  const element = '<i data-event-label="npm"></i>'
  expect(await messageOf(async () => expect(element).toHaveValidEventTracking())).toContain(
    'Expected all event tracking to be valid, but 1 element has problems.\n',
  )
  const hundred = async () => expect(element.repeat(100)).toHaveValidEventTracking()
  expect(await messageOf(hundred)).not.toContain('more elements')
  const html = element.repeat(103)
  const message = await messageOf(async () => expect(html).toHaveValidEventTracking())
  expect(message).toContain('but 103 elements have problems')
  expect(message).toContain('… and 3 more elements')
  expect(message.split('\n').filter((line) => line.startsWith('  <'))).toHaveLength(100)
})

test('2,000 elements within each other', async () => {
  const html = `${'<b data-event-tracking="view_package_page">'.repeat(2000)}`
  expect(await messageOf(async () => expect(dom(html)).toHaveValidEventTracking())).toContain(
    'but 1999 elements have problems',
  )
})

test('takes no arguments', () => {
  const claim = expect('<p>') as unknown as Record<string, (argument: unknown) => unknown>
  expect(
    misuseOf(() => claim['toHaveValidEventTracking']?.('pull_package'), 'INVALID_EXPECTATION'),
  ).toBe(
    'Failed to check expect(html).toHaveValidEventTracking("pull_package"): it takes no arguments. Leave out what is more.',
  )
})
