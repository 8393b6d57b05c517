// @vitest-environment jsdom
import { screen, within } from '@testing-library/dom'
import { mount } from '@vue/test-utils'
import * as cheerio from 'cheerio'
import { Window } from 'happy-dom'
import { raw } from 'hono/html'
import { JSDOM } from 'jsdom'
import { beforeEach, describe, expect, test } from 'vitest'
import { h } from 'vue'
import { TrackingError } from '../../src/entries/index.ts'
import { type HtmlSubject, readHtmlSubject, TrackedElements } from '../../src/html/index.ts'
import { messageOf } from '../matchers/message-of.ts'
import { misuseOf } from '../matchers/misuse-of.ts'
import { uncheckedExpect } from '../matchers/unchecked.ts'

const NAME = 'click_copy_install_command'
const button = `<button data-event-tracking="${NAME}">Copy</button>`
const plain = '<button>Copy</button>'

/** A host whose shadow root holds the HTML. */
function shadowHost(html: string): Element {
  const host = document.createElement('div')
  host.attachShadow({ mode: 'open' }).innerHTML = html
  return host
}

function element(html: string): Element {
  const holder = document.createElement('div')
  holder.innerHTML = html
  return holder
}

function fragment(html: string): DocumentFragment {
  return document.createRange().createContextualFragment(html)
}

function selfContained(): object {
  const held: { container?: object } = {}
  held.container = held
  return held
}

const vue = (html: string) => mount({ template: `<section>${html}</section>` })

beforeEach(() => {
  document.body.innerHTML = ''
})

const SUBJECTS: Record<string, (html: string) => unknown> = {
  'a string of a fragment': (html) => html,
  'a string of a page': (html) =>
    `<?xml version="1.0"?>\n<!-- a --><!DOCTYPE html><html><body class="a">${html}</body></html>`,
  'a string of table rows': (html) => `<tr><td></td></tr>${html.replaceAll('button', 'tr')}`,
  'a string of a cell, after a comment': (html) =>
    `<!-- cell --> ${html.replaceAll('button', 'TD')}`,
  'a String object': (html) => new String(html),
  "a string of hono's html": (html) => raw(html),
  'a string that html5 repairs': (html) => `<p><div><ul><li>${html}<li></p>`,
  "cheerio's API": (html) => cheerio.load(html),
  "cheerio's API in XML mode": (html) => cheerio.load(html, { xml: true }),
  'a cheerio selection': (html) => cheerio.load(`<div>${html}</div>`)('div'),
  'a cheerio node': (html) => cheerio.load(`<div>${html}</div>`)('div')[0],
  'an element': element,
  'a detached element that tracks itself': (html) => element(html).firstElementChild,
  'a document': (html) => new JSDOM(html).window.document,
  'a fragment': fragment,
  'a NodeList': (html) => element(`<p></p>${html}`).childNodes,
  'an HTMLCollection': (html) => element(`<p></p>${html}`).children,
  'an array of elements': (html) => [element('<p></p>'), element(html)],
  'a shadow root': (html) => shadowHost(html).shadowRoot,
  'a host of a shadow root': shadowHost,
  'nested shadow roots': (html) => {
    const outer = shadowHost('<div></div>')
    outer.shadowRoot?.firstElementChild?.append(shadowHost(html))
    return outer
  },
  'a <template> in a DOM': (html) => element(`<template><p>${html}</p></template>`),
  'a <template> in a string': (html) => `<template><p>${html}</p></template>`,
  'a shadow root that a string declares': (html) =>
    `<div><template shadowrootmode="open">${html}</template></div>`,
  "a shadow root that cheerio's HTML declares": (html) =>
    cheerio.load(`<my-card><template shadowrootmode="closed">${html}</template></my-card>`),
  'an element of an iframe': (html) => {
    const iframe = document.createElement('iframe')
    document.body.append(iframe)
    const inner = iframe.contentDocument as Document
    inner.body.innerHTML = html
    return inner.body
  },
  'an element of happy-dom': (html) => {
    const { document: other } = new Window()
    other.body.innerHTML = html
    return other.body
  },
  'a shadow root of happy-dom': (html) => {
    const { document: other } = new Window()
    const host = other.createElement('div')
    host.attachShadow({ mode: 'open' }).innerHTML = html
    return host
  },
  'a <template> of happy-dom': (html) => {
    const { document: other } = new Window()
    other.body.innerHTML = `<template>${html}</template>`
    return other
  },
  SVG: (html) => element(`<svg>${html.replaceAll('button', 'g')}</svg>`),
  'a render result with a container': (html) => ({ container: element(html), getByRole: () => {} }),
  'anything with an element': (html) => ({ element: element(html) }),
  'a locator, whose element is a method': (html) => ({ element: () => element(html) }),
  "Testing Library's screen": (html) => {
    document.body.innerHTML = html
    return screen
  },
  'a wrapper of Vue Test Utils': vue,
  'a wrapper of one element': (html) => vue(html).find('button'),
  'all wrappers of elements': (html) => vue(html).findAll('button'),
}

describe.each(Object.entries(SUBJECTS))('%s', (_name, subjectOf) => {
  test('with a tracking element', async () => {
    await expect(subjectOf(button)).toTriggerInternalEvents(NAME).onClick()
    await messageOf(() => expect(subjectOf(button)).not.toTriggerInternalEvents())
    await messageOf(() => expect(subjectOf(button)).toTriggerInternalEvents('push_package'))
  })

  test('without one', async () => {
    await expect(subjectOf(plain)).not.toTriggerInternalEvents()
    await expect(subjectOf(plain)).toNotTriggerInternalEvents()
    await messageOf(() => expect(subjectOf(plain)).toTriggerInternalEvents(NAME))
  })
})

test('a subject is read when the matcher is called', () => {
  const holder = element(button)
  expect(holder).toTriggerInternalEvents(NAME).onClick()
  holder.innerHTML = plain
  expect(holder).not.toTriggerInternalEvents()
  holder.innerHTML = button
  expect(holder).toTriggerInternalEvents(NAME)
  holder.firstElementChild?.setAttribute('data-event-tracking', 'push_package')
})

test('so are all its elements, where the first does not decide', () => {
  const holder = element(`${button}<p data-event-tracking="${NAME}" data-event-label="npm"></p>`)
  expect(holder)
    .toTriggerInternalEvents(NAME)
    .onClick()
    .with({ additionalProperties: { label: 'npm' } })
  holder.innerHTML = plain
})

test('nothing is changed in the DOM', async () => {
  const holder = element(`${button}<template>${button}</template>`)
  const before = holder.innerHTML
  await expect(holder).toTriggerInternalEvents(NAME)
  expect(holder).toHaveValidEventTracking()
  expect(holder.innerHTML).toBe(before)
})

test('a component that renders nothing tracks nothing', async () => {
  const wrapper = mount({ template: '<p v-if="false" />' })
  expect(wrapper.element.nodeType).toBe(Node.COMMENT_NODE)
  await expect(wrapper).not.toTriggerInternalEvents()
})

test('scripts in a string do not run', async () => {
  const html = `<script>globalThis.ran = true</script><img src="x" onerror="ran = true">${button}`
  await expect(html).toTriggerInternalEvents(NAME)
  expect(globalThis).not.toHaveProperty('ran')
})

describe('bad input', () => {
  const WRAP = 'Wrap the code that triggers the events: expect(() => run()).'
  const ACCEPTED =
    'an HTML string, a cheerio object, a DOM element, document or fragment, a list of these, or anything with a container or an element (a render result of Testing Library, a wrapper of Vue Test Utils).'

  test.each([
    ['an object', {}],
    ['an object', { element: null }],
    ['an object', h('style')],
    ['an object', () => within(document.body)],
    ['an array', [button, 3]],
  ])('%s is no subject', (name, value) => {
    const subject = typeof value === 'function' ? value() : value
    expect(misuseOf(() => expect(subject).not.toTriggerInternalEvents(), 'INVALID_SUBJECT')).toBe(
      `Failed to check expect(subject).toTriggerInternalEvents(): the subject should be a function or rendered HTML, but is ${name}. Wrap the code that triggers the events: expect(() => run()), or pass ${ACCEPTED}`,
    )
    expect(misuseOf(() => expect(subject).toHaveValidEventTracking(), 'INVALID_SUBJECT')).toBe(
      `Failed to check expect(subject).toHaveValidEventTracking(): the subject should be rendered HTML, but is ${name}. Pass ${ACCEPTED}`,
    )
  })

  test.each([
    ['null', null, 'Correct', 'Correct'],
    ['undefined', undefined, 'undefined', 'Correct'],
    ['a promise, which has already begun its work', Promise.resolve(), 'promise', 'Await'],
    ['a number', 3, 'wrap', 'Pass'],
  ] as const)('%s has a remedy of its own', (name, subject, forEither, forHtml) => {
    const remedies = {
      Correct: 'Correct the selector, or check that the element is rendered.',
      Await: 'Await it first.',
      Pass: `Pass ${ACCEPTED}`,
      wrap: WRAP,
      promise: `${WRAP} If it is one of HTML, await it first.`,
      undefined: `${WRAP} If it should be an element, the selector has found none.`,
    }
    expect(
      misuseOf(
        () => uncheckedExpect(expect(subject).not).toTriggerInternalEvents(),
        'INVALID_SUBJECT',
      ),
    ).toBe(
      `Failed to check expect(subject).toTriggerInternalEvents(): the subject should be a function or rendered HTML, but is ${name}. ${remedies[forEither]}`,
    )
    expect(
      misuseOf(
        () => uncheckedExpect(expect(subject)).toHaveValidEventTracking(),
        'INVALID_SUBJECT',
      ),
    ).toBe(
      `Failed to check expect(subject).toHaveValidEventTracking(): the subject should be rendered HTML, but is ${name}. ${remedies[forHtml]}`,
    )
    expect(
      misuseOf(
        () => uncheckedExpect(expect(subject)).toIncrementUsageMetrics('counts.package_pulls'),
        'INVALID_SUBJECT',
      ),
    ).toBe(
      `Failed to check expect(subject).toIncrementUsageMetrics(): the subject should be a function, but is ${name}. ${WRAP}`,
    )
  })

  test.each([
    ['a selector', '[data-testid="parcel"]'],
    ['an id', '#parcel'],
    ['a promise as text', '[object Promise]'],
    ['a comparison', '1 <b and c'],
    ['a String object of text', new String('Copy')],
  ])('%s is text, which has no element', (_name, subject) => {
    for (const assert of [
      () => expect(subject).not.toTriggerInternalEvents(),
      () => expect(subject).toTriggerInternalEvents(NAME),
      () => expect(subject).toHaveValidEventTracking(),
    ]) {
      expect(misuseOf(assert, 'INVALID_SUBJECT')).toMatch(
        /^Failed to check expect\(html\)\.to\w+\(\): the subject is text without any element: ".*"\. Pass the rendered HTML itself, not a selector, a text or a promise of it\.$/,
      )
    }
  })

  test.each(['', ' \n', '<!---->', '<!-- none --> <!--'])(
    '%o was rendered as nothing',
    async (html) => {
      await expect(html).not.toTriggerInternalEvents()
      expect(html).toHaveValidEventTracking()
    },
  )

  test.each([
    ['a'.repeat(60), 'a'.repeat(60)],
    ['a'.repeat(61), `${'a'.repeat(59)}…`],
    ['<a'.repeat(500_000), `${'<a'.repeat(29)}<…`],
  ])('long text is cut, and read in no time: %#', (text, shown) => {
    expect(misuseOf(() => expect(text).toHaveValidEventTracking(), 'INVALID_SUBJECT')).toBe(
      `Failed to check expect(html).toHaveValidEventTracking(): the subject is text without any element: "${shown}". Pass the rendered HTML itself, not a selector, a text or a promise of it.`,
    )
  })

  test('a list of strings has to be joined', () => {
    for (const subject of [[button, plain], [new String(button)]]) {
      expect(misuseOf(() => expect(subject).not.toTriggerInternalEvents(), 'INVALID_SUBJECT')).toBe(
        "Failed to check expect(html).toTriggerInternalEvents(): the subject is a list of strings. Join them to one piece of HTML: html.join('').",
      )
    }
  })

  test.each<[string, unknown]>([
    ['an object', new URLSearchParams({ a: button })],
    ['an object', new Set([button])],
    ['an object', new Map([[button, button]])],
    ['an attribute of an element', element(button).firstElementChild?.attributes[0]],
    ['an object', selfContained()],
  ])('%s is no HTML: %#', (name, subject) => {
    expect(
      misuseOf(() => expect(subject).not.toTriggerInternalEvents(), 'INVALID_SUBJECT'),
    ).toContain(`the subject should be a function or rendered HTML, but is ${name}.`)
    expect(misuseOf(() => expect(subject).toHaveValidEventTracking(), 'INVALID_SUBJECT')).toContain(
      `the subject should be rendered HTML, but is ${name}.`,
    )
  })

  test('an empty wrapper of Vue Test Utils has found nothing', () => {
    const wrapper = vue(button).find('nav')
    expect(
      misuseOf(() => expect(wrapper).not.toTriggerInternalEvents(), 'INVALID_SUBJECT'),
    ).toMatch(
      /^Failed to check expect\(subject\)\.toTriggerInternalEvents\(\): the subject throws when it is read: .* on an empty DOMWrapper\. Correct the selector, or assert on the element around it\.$/,
    )
  })

  test.each<[string, unknown, string]>([
    ['an error', new Error('v1.2 has no element.'), 'v1.2 has no element'],
    ['no error', 'nothing', 'it cannot be read'],
  ])('a subject throws when it is read: %s', (_name, thrown, cause) => {
    const wrapper = {
      get element(): never {
        throw thrown
      },
    }
    const assert = () => uncheckedExpect(expect(wrapper)).toNotTriggerInternalEvents()
    expect(misuseOf(assert, 'INVALID_SUBJECT')).toBe(
      `Failed to check expect(subject).toNotTriggerInternalEvents(): the subject throws when it is read: ${cause}. Correct the selector, or assert on the element around it.`,
    )
  })

  test('a subject that throws an error of ours when it is read throws that', () => {
    const error = new TrackingError('UNKNOWN_EVENT', 'pull_packag', 'Unknown event', 'Correct it.')
    const wrapper = {
      get element(): never {
        throw error
      },
    }
    expect(() => uncheckedExpect(expect(wrapper)).toNotTriggerInternalEvents()).toThrow(error)
  })

  test('a function without a prototype is run as any other', async () => {
    const block = Object.setPrototypeOf(() => {}, null)
    await expect(block).not.toTriggerInternalEvents()
    expect(misuseOf(() => expect(block).toHaveValidEventTracking(), 'INVALID_SUBJECT')).toContain(
      'but is a function.',
    )
  })

  test('a function has no attributes to check', () => {
    expect(
      misuseOf(
        () => uncheckedExpect(expect(() => {})).toHaveValidEventTracking(),
        'INVALID_SUBJECT',
      ),
    ).toContain('the subject should be rendered HTML, but is a function.')
  })

  test.each([
    ['an empty selection', cheerio.load(button)('a')],
    ['an empty NodeList', document.querySelectorAll('a')],
    ['an empty array', []],
  ])('%s checks nothing, hence is refused', (_name, subject) => {
    const assertions = [
      () => expect(subject).not.toTriggerInternalEvents(),
      () => expect(subject).toTriggerInternalEvents(NAME),
      () => expect(subject).toHaveValidEventTracking(),
    ]
    for (const assert of assertions) {
      expect(misuseOf(assert, 'INVALID_SUBJECT').replace(/\.to\w+/, '')).toBe(
        'Failed to check expect(html)(): the subject is a list without elements, so there is nothing to check. Correct the selector, or assert on the element around them.',
      )
    }
  })

  test('an element that was not found says so itself', () => {
    expect(() => expect(vue('').find('a')).not.toTriggerInternalEvents()).toThrow(
      /empty DOMWrapper/,
    )
  })

  test('an empty string holds nothing', async () => {
    await expect('').not.toTriggerInternalEvents()
    expect('').toHaveValidEventTracking()
    expect(await messageOf(() => expect('').toTriggerInternalEvents(NAME))).toContain(
      'but no element tracks an event',
    )
  })

  test.each(['a "b"', "it's", 'a]b', 'a\\b', 'line\nbreak', '\u{1F4E6}', '__proto__'])(
    'the name %j in an attribute',
    async (name) => {
      const holder = element('<i></i>')
      holder.firstElementChild?.setAttribute('data-event-tracking', name)
      const message = await messageOf(() => expect(holder).toTriggerInternalEvents(NAME))
      expect(message).toContain('but only other events are tracked')
      expect(message.split('\n').filter((line) => line.startsWith('  <'))).toHaveLength(1)
    },
  )

  test('the name of an event that would break a selector', () => {
    const name = 'a"]\\b'
    const holder = element('<i></i>')
    holder.firstElementChild?.setAttribute('data-event-tracking', name)
    const subject = readHtmlSubject(holder) as HtmlSubject
    const found = new TrackedElements(subject, name).find(({ event }) => event === name)
    expect(found?.tag).toBe('i')
  })

  test('a megabyte in an attribute', async () => {
    const label = 'x'.repeat(1_000_000)
    const html = `<button data-event-tracking="${NAME}" data-event-label="${label}">Copy</button>`
    await expect(html).toTriggerInternalEvents(NAME).with({ additionalProperties: { label } })
    const message = await messageOf(() =>
      expect(html)
        .toTriggerInternalEvents(NAME)
        .with({ additionalProperties: { label: 'npm' } }),
    )
    expect(message.length).toBeLessThan(2000)
    expect(message).toContain('xxx…')
  })

  test('100,000 elements, and 5,000 within each other', async () => {
    const wide = `${'<p></p>'.repeat(100_000)}${button}`
    await expect(wide).toTriggerInternalEvents(NAME)
    await expect(element(wide)).toTriggerInternalEvents(NAME)
    const deep = `${'<div>'.repeat(5000)}${button}`
    await expect(deep).toTriggerInternalEvents(NAME)
    const many = `<button data-event-tracking="${NAME}"></button>`.repeat(100_000)
    const message = await messageOf(() => expect(many).not.toTriggerInternalEvents())
    expect(message).toContain('but 100000 elements do')
    expect(message).toContain('… and 99990 more')
  }, 30_000)
})
