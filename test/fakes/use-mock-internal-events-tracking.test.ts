// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakes, InternalEvents, useMockInternalEventsTracking } from '../../src/entries/index.ts'
import { runner } from '../../src/fakes/index.ts'

const NAME = 'click_copy_install_command'
const original = InternalEvents.trackEvent

beforeEach(() => {
  document.body.innerHTML = `<main><button data-event-tracking="${NAME}">Copy</button></main>`
})

describe('in a suite', () => {
  const { bindInternalEventDocument } = useMockInternalEventsTracking()

  test('an element or a selector is clicked, and the call goes on to the fakes', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    triggerEvent('button')
    triggerEvent(document.querySelector('button') as Element)
    expect(trackEventSpy.mock.calls).toEqual([
      [NAME, {}],
      [NAME, {}],
    ])
    expect(fakes.journal.events).toHaveLength(2)
  })

  test('the spy is a mock of the runner', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    triggerEvent('button')
    expect(trackEventSpy.mock.lastCall).toEqual([NAME, {}])
    expect(trackEventSpy.mock.results).toEqual([{ type: 'return', value: undefined }])
    trackEventSpy.mockClear()
    expect(trackEventSpy.mock.calls).toEqual([])
    trackEventSpy.mockImplementationOnce(() => {})
    triggerEvent('button')
    triggerEvent('button')
    expect(fakes.journal.events).toHaveLength(2)
    trackEventSpy.mockName('tracking').mockReset()
    expect(trackEventSpy).not.toHaveBeenCalled()
  })

  test('bindings and calls of the test before are gone', () => {
    document.querySelector('button')?.click()
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument(
      document.querySelector('main') as Element,
    )
    expect(trackEventSpy).not.toHaveBeenCalled()
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, {})
  })

  test('other events than clicks are dispatched as they are', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    const seen: Event[] = []
    document.body.addEventListener('mouseover', (event) => seen.push(event), { once: true })
    triggerEvent('button', 'mouseover')
    expect(seen).toHaveLength(1)
    expect(trackEventSpy).not.toHaveBeenCalled()
  })

  test('a selector that finds nothing is an error', () => {
    const { triggerEvent } = bindInternalEventDocument()
    expect(() => triggerEvent('.sample-button')).toThrow(
      'Failed to trigger click: no element matches ".sample-button". Correct the selector, or check what was rendered.',
    )
  })
})

afterEach(() => {
  // Hooks of a suite run before those of the file.
  expect(InternalEvents.trackEvent).toBe(original)
})

test('nothing is left after the suite', () => {
  document.querySelector('button')?.click()
  expect(fakes.journal.events).toEqual([])
})

test('without a runner that can spy it says what to set up', () => {
  const state = runner()
  const { mocking } = state
  state.mocking = undefined
  expect(() => useMockInternalEventsTracking()).toThrow(
    'Failed to mock InternalEvents.trackEvent: no setup file has provided a spy. Name internal-events-testing/vitest or internal-events-testing/jest as a setup file.',
  )
  state.mocking = mocking
})
