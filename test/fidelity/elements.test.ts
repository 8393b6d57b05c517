// @vitest-environment jsdom
import * as cheerio from 'cheerio'
import { Window } from 'happy-dom'
import { describe, expect, test, vi } from 'vitest'
import { type EventRoot, InternalEvents } from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'
import { ELEMENT_ROWS } from './element-rows.ts'

// A window takes longer to make than all that is done in it.
const jsdom = new DOMParser()
const happyDom = new new Window().DOMParser()

const SUBJECTS: Record<string, (html: string) => unknown> = {
  'a string': (html) => html,
  cheerio: (html) => cheerio.load(html),
  jsdom: (html) => jsdom.parseFromString(html, 'text/html'),
  'happy-dom': (html) => happyDom.parseFromString(html, 'text/html'),
}

const page = (attributes: string) =>
  `<main><button data-event-tracking="filter_package_list" ${attributes}>Filter</button></main>`

describe.each(Object.entries(SUBJECTS))('in %s', (_name, subjectOf) => {
  test.each(ELEMENT_ROWS)(
    '$rule ($source)',
    async ({ attributes, sends, refusedBy, onLoad = false }) => {
      const subject = subjectOf(page(attributes))
      const assert = () => expect(subject).toTriggerInternalEvents('filter_package_list')

      if (sends === undefined) {
        expect(await messageOf(() => assert())).toContain(`since ${refusedBy}`)
        return
      }
      await assert().onClick().with({ additionalProperties: sends })
      await assert().with({ additionalProperties: sends })
      await expect(
        messageOf(() => assert().with({ additionalProperties: { ...sends, label: 'another' } })),
      ).resolves.toContain('differs at additionalProperties.label')

      if (onLoad) await assert().onLoad().with({ additionalProperties: sends })
      else expect(await messageOf(() => assert().onLoad())).toContain('data-event-tracking-load')
    },
  )
})

describe.each(['jsdom', 'happy-dom'])('a click in %s sends what the matcher reads', (name) => {
  test.each(ELEMENT_ROWS)(
    '$rule ($source)',
    ({ attributes, sends, passes = sends, onLoad = false }) => {
      const document = SUBJECTS[name]?.(page(attributes)) as Document
      const tracked = vi.spyOn(InternalEvents, 'trackEvent').mockReturnValue(undefined)
      const failed = vi.spyOn(console, 'error').mockReturnValue(undefined)
      InternalEvents.bindInternalEventDocument(document as EventRoot)
      document.querySelector('button')?.click()
      const [event, properties] = tracked.mock.calls[0] ?? []
      expect(event).toBe('filter_package_list')
      if (passes) expect(properties).toStrictEqual(passes)

      tracked.mockClear()
      const loaded = InternalEvents.trackInternalLoadEvents(document)
      expect(loaded.length).toBe(onLoad ? 1 : 0)
      expect(tracked.mock.calls).toEqual(onLoad ? [['filter_package_list', passes]] : [])
      tracked.mockRestore()
      failed.mockRestore()
    },
  )
})

test('JSON that is broken is told to the console, as the front end does', () => {
  const document = jsdom.parseFromString(page(`data-event-additional='{"a'`), 'text/html')
  const failed = vi.spyOn(console, 'error').mockReturnValue(undefined)
  InternalEvents.bindInternalEventDocument(document)
  document.querySelector('button')?.click()
  expect(failed.mock.calls).toEqual([['Failed to parse eventAdditional attribute:', '{"a']])
  failed.mockRestore()
})
