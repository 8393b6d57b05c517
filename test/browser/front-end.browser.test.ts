// Runs in Chromium: nothing that matchers, HTML and fakes use may be missing there.
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { h } from 'vue'
import {
  fakes,
  InternalEvents,
  setPageContext,
  trackInternalEvent,
  useMockInternalEventsTracking,
} from '../../src/entries/index.ts'

const NAME = 'click_copy_install_command'
const button = `<button data-event-tracking="${NAME}" data-event-label="npm">Copy</button>`

let dispose: (() => void) | null

beforeEach(() => {
  document.body.innerHTML = button
  dispose = InternalEvents.bindInternalEventDocument()
})

afterEach(() => {
  dispose?.()
  delete document.body.dataset['page']
})

const SUBJECTS: Record<string, () => unknown> = {
  'a string of a fragment': () => button,
  'a string of a page': () => `<!doctype html><body>${button}</body>`,
  'a string of table rows': () => `<tr><td>${button}</td></tr>`,
  'the document': () => document,
  'an element': () => document.querySelector('button'),
  'a NodeList': () => document.querySelectorAll('button'),
  'a locator': () => page.getByRole('button'),
  'a shadow root': () => {
    const host = document.body.appendChild(document.createElement('div'))
    host.attachShadow({ mode: 'open' }).innerHTML = button
    return host
  },
  'a template': () => `<template>${button}</template>`,
  'an element of an iframe': () => {
    const iframe = document.body.appendChild(document.createElement('iframe'))
    const inner = iframe.contentDocument as Document
    inner.body.innerHTML = button
    return inner
  },
  'a wrapper of Vue Test Utils': () =>
    mount({
      render: () => h('button', { 'data-event-tracking': NAME, 'data-event-label': 'npm' }),
    }),
}

describe('rendered HTML', () => {
  test.each(Object.entries(SUBJECTS))('%s', async (_name, subjectOf) => {
    await expect(subjectOf())
      .toTriggerInternalEvents(NAME)
      .onClick()
      .with({ additionalProperties: { label: 'npm' } })
  })

  test('fails with the same message as elsewhere', async () => {
    const assertion = expect('<b data-event-tracking="push_package">').toTriggerInternalEvents(NAME)
    const error = await Promise.resolve(assertion).catch((failure: Error) => failure)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those of colours
    expect((error as Error).message.replaceAll(/\u001B\[\d+m/g, '')).toBe(
      [
        `expect(html).toTriggerInternalEvents("${NAME}")`,
        `Expected an element that triggers "${NAME}" on click or on load, but only other events are tracked.`,
        `Expected: "${NAME}" on click or on load\nFound:\n  <b data-event-tracking="push_package">`,
        `Add data-event-tracking="${NAME}" to the element, or expect the event that it tracks now.`,
      ].join('\n\n'),
    )
  })

  test('nothing and all of it', async () => {
    await expect('<p>').not.toTriggerInternalEvents()
    expect(document).toHaveValidEventTracking()
    expect(button.replace('label', 'lable')).not.toHaveValidEventTracking()
  })

  test('an unknown event names the nearest', () => {
    expect(() => expect(button).toTriggerInternalEvents(`${NAME}s`)).toThrow(
      `Did you mean "${NAME}"?`,
    )
  })
})

describe('a block', () => {
  test('in which a real user clicks', async () => {
    document.body.dataset['page'] = 'packages:show'
    setPageContext({ user: { id: 1 }, project: { id: 2 } })
    await expect(() => userEvent.click(page.getByRole('button')))
      .toTriggerInternalEvents(NAME)
      .with({
        user: { id: 1 },
        project: { id: 2 },
        category: 'packages:show',
        additionalProperties: { label: 'npm' },
      })
      .and.toIncrementUsageMetrics('counts.install_command_copies')
      .and.not.toTriggerInternalEvents('push_package')
    // The hash that travels instead of the id, without the key of an instance.
    expect(atob(String(fakes.journal.events[0]?.payload?.['cx']))).toContain(
      '"user_id":"a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s="',
    )
  })

  test('in which the back end tracks', async () => {
    await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user: { id: 1 } })
      .and.toIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
  })

  test('that a tracker of its own tracks in', async () => {
    const { tracker } = fakes
    const { buildStructEvent } = await import('@snowplow/node-tracker')
    await expect(() =>
      tracker.track(buildStructEvent({ category: 'Écran', action: 'pull_package', label: 'npm' }), [
        {
          schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
          data: { project_id: 2, extra: { client: 'naïve' } },
        },
      ]),
    )
      .toTriggerInternalEvents('pull_package')
      .with({ project: { id: 2 }, additionalProperties: { label: 'npm', client: 'naïve' } })
  })

  test('left alone settles before the test ends', () => {
    expect(() => document.querySelector('button')?.click()).toTriggerInternalEvents(NAME)
  })

  test('that awaits before it tracks', async () => {
    await expect(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      InternalEvents.trackEvent(NAME)
    }).toTriggerInternalEvents(NAME)
  })

  test('beside another, which cannot be told apart after await', async () => {
    const later = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      InternalEvents.trackEvent(NAME)
    }
    const results = await Promise.allSettled([
      expect(later).toTriggerInternalEvents(NAME),
      expect(later).toTriggerInternalEvents(NAME),
    ])
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'UNATTRIBUTED_EVENTS' } },
      { status: 'rejected', reason: { code: 'UNATTRIBUTED_EVENTS' } },
    ])
  })
})

describe('mocked', () => {
  const { bindInternalEventDocument } = useMockInternalEventsTracking()

  test('a click is seen by the spy', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, { label: 'npm' })
  })
})
