// @vitest-environment jsdom
import * as cheerio from 'cheerio'
import { Window } from 'happy-dom'
import { describe, expect, test, vi } from 'vitest'
import { type EventRoot, InternalEvents } from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'

interface Rule {
  /** The attributes of the element. */
  attributes: string
  /** What the front end sends; `undefined` where it throws. */
  sends: Record<string, unknown> | undefined
  onLoad?: boolean
}

const json = (value: unknown) => `data-event-additional='${JSON.stringify(value)}'`

/** Every rule of the front end, for whatever holds the HTML. */
const RULES: Record<string, Rule> = {
  'no properties': { attributes: '', sends: {} },
  'label and property as they are': {
    attributes: 'data-event-label="npm" data-event-property="newest first"',
    sends: { label: 'npm', property: 'newest first' },
  },
  'empty label and property are kept': {
    attributes: 'data-event-label="" data-event-property',
    sends: { label: '', property: '' },
  },
  'a whole number': { attributes: 'data-event-value="20"', sends: { value: 20 } },
  'a negative number': { attributes: 'data-event-value="-5"', sends: { value: -5 } },
  'a fraction is cut': { attributes: 'data-event-value="3.7"', sends: { value: 3 } },
  'a number with a unit': { attributes: 'data-event-value="12px"', sends: { value: 12 } },
  'a number after space': { attributes: 'data-event-value=" 7 "', sends: { value: 7 } },
  'an exponent is not read': { attributes: 'data-event-value="1e3"', sends: { value: 1 } },
  'zero is dropped': { attributes: 'data-event-value="0"', sends: {} },
  'hexadecimal is zero, hence dropped': { attributes: 'data-event-value="0x10"', sends: {} },
  'no number is dropped': { attributes: 'data-event-value="many"', sends: {} },
  'an empty value is dropped': { attributes: 'data-event-value=""', sends: {} },
  'additional properties': {
    attributes: json({ visibility: 'public' }),
    sends: { visibility: 'public' },
  },
  'additional properties override the others': {
    attributes: `data-event-label="npm" data-event-value="20" ${json({ label: 'maven', value: 0 })}`,
    sends: { label: 'maven', value: 0 },
  },
  'broken JSON is ignored': {
    attributes: `data-event-label="npm" data-event-additional='{"visibility": public}'`,
    sends: { label: 'npm' },
  },
  'empty JSON is ignored': { attributes: 'data-event-additional=""', sends: {} },
  'null gives nothing': { attributes: json(null), sends: {} },
  'a number gives nothing': { attributes: json(3), sends: {} },
  'an array gives its indices': { attributes: json(['a', 'b']), sends: { 0: 'a', 1: 'b' } },
  'a string gives its letters': { attributes: json('ab'), sends: { 0: 'a', 1: 'b' } },
  '__proto__ is a key like any other': {
    attributes: `data-event-additional='{"__proto__": {"label": "npm"}}'`,
    sends: JSON.parse('{"__proto__": {"label": "npm"}}'),
  },
  'a label that is no string throws': { attributes: json({ label: 5 }), sends: undefined },
  'a value that is no number throws': { attributes: json({ value: '5' }), sends: undefined },
  'falsy values of any type pass': {
    attributes: json({ label: 0, property: false, value: '' }),
    sends: { label: 0, property: false, value: '' },
  },
  'quotes, newlines and unicode': {
    attributes: 'data-event-label="&quot;a&quot;&#10;b &lt;\u{1F4E6}>"',
    sends: { label: '"a"\nb <\u{1F4E6}>' },
  },
  'loads with "true"': { attributes: 'data-event-tracking-load="true"', sends: {}, onLoad: true },
  'loads with nothing else': { attributes: 'data-event-tracking-load', sends: {} },
  'not with "TRUE"': { attributes: 'data-event-tracking-load="TRUE"', sends: {} },
  'not with "1"': { attributes: 'data-event-tracking-load="1"', sends: {} },
}

// A window takes longer to make than all that is done in it.
const jsdom = new DOMParser()
const happyDom = new new Window().DOMParser()

const SUBJECTS: Record<string, (html: string) => unknown> = {
  'a string': (html) => html,
  cheerio: (html) => cheerio.load(html),
  jsdom: (html) => jsdom.parseFromString(html, 'text/html'),
  'happy-dom': (html) => happyDom.parseFromString(html, 'text/html'),
}

const cases = Object.entries(RULES).map(([name, rule]) => ({ name, ...rule }))
const page = (attributes: string) =>
  `<main><button data-event-tracking="filter_package_list" ${attributes}>Filter</button></main>`

describe.each(Object.entries(SUBJECTS))('in %s', (_name, subjectOf) => {
  test.each(cases)('$name', async ({ attributes, sends, onLoad = false }) => {
    const subject = subjectOf(page(attributes))
    const assert = () => expect(subject).toTriggerInternalEvents('filter_package_list')

    if (sends === undefined) {
      expect(await messageOf(() => assert())).toContain('since the front end throws')
      return
    }
    await assert().onClick().with({ additionalProperties: sends })
    await assert().with({ additionalProperties: sends })
    await expect(
      messageOf(() => assert().with({ additionalProperties: { ...sends, label: 'another' } })),
    ).resolves.toContain('differs at additionalProperties.label')

    if (onLoad) await assert().onLoad().with({ additionalProperties: sends })
    else expect(await messageOf(() => assert().onLoad())).toContain('data-event-tracking-load')
  })
})

describe.each(['jsdom', 'happy-dom'])('a click in %s sends what the matcher reads', (name) => {
  test.each(cases)('$name', ({ attributes, sends, onLoad = false }) => {
    const document = SUBJECTS[name]?.(page(attributes)) as Document
    const tracked = vi.spyOn(InternalEvents, 'trackEvent').mockReturnValue(undefined)
    const failed = vi.spyOn(console, 'error').mockReturnValue(undefined)
    InternalEvents.bindInternalEventDocument(document as EventRoot)
    document.querySelector('button')?.click()
    const [event, properties] = tracked.mock.calls[0] ?? []
    expect(event).toBe('filter_package_list')
    if (sends) expect(properties).toStrictEqual(sends)

    tracked.mockClear()
    const loaded = InternalEvents.trackInternalLoadEvents(document)
    expect(loaded.length).toBe(onLoad ? 1 : 0)
    expect(tracked.mock.calls).toEqual(onLoad ? [['filter_package_list', sends]] : [])
    tracked.mockRestore()
    failed.mockRestore()
  })
})

test('JSON that is broken is told to the console, as the front end does', () => {
  const document = jsdom.parseFromString(page(`data-event-additional='{"a'`), 'text/html')
  const failed = vi.spyOn(console, 'error').mockReturnValue(undefined)
  InternalEvents.bindInternalEventDocument(document)
  document.querySelector('button')?.click()
  expect(failed.mock.calls).toEqual([['Failed to parse eventAdditional attribute:', '{"a']])
  failed.mockRestore()
})
