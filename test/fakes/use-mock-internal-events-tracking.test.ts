// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  resetFakes,
  useMockInternalEventsTracking,
} from '../../src/entries/index.ts'
import { runner } from '../../src/fakes/index.ts'
import { messageOf } from '../matchers/message-of.ts'
import { warnings } from '../tracking/warnings.ts'

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

  test('a root that is bound twice tracks a click once', () => {
    bindInternalEventDocument()
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, {})
  })

  test('other events than clicks are dispatched as they are', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    const seen: Event[] = []
    document.body.addEventListener('mouseover', (event) => seen.push(event), { once: true })
    triggerEvent('button', 'mouseover')
    expect(seen).toHaveLength(1)
    expect(seen[0]).not.toBeInstanceOf(MouseEvent)
    expect(trackEventSpy).not.toHaveBeenCalled()
  })

  test('a click is that of a mouse, which a listener may stop and a shadow root lets out', () => {
    const { triggerEvent } = bindInternalEventDocument()
    const seen: Event[] = []
    document.body.addEventListener('click', (event) => seen.push(event), { once: true })
    triggerEvent('button')
    expect(seen[0]).toBeInstanceOf(MouseEvent)
    expect(seen).toMatchObject([{ bubbles: true, cancelable: true, composed: true }])
  })

  test('an element of a document without a window is clicked, too', () => {
    const parsed = new DOMParser().parseFromString(document.body.innerHTML, 'text/html')
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument(parsed)
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, {})
  })

  test('a click that the definitions do not cover throws where it is triggered', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    document.querySelector('button')?.setAttribute('data-event-property', 'x')
    expect(() => triggerEvent('button')).toThrow(
      'Failed to track "click_copy_install_command": Undocumented property: property for event_name: click_copy_install_command. Declare it under additional_properties in examples/package-registry/config/events/click_copy_install_command.yml:4, or leave it out.',
    )
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, { property: 'x' })
    document.querySelector('button')?.setAttribute('data-event-tracking', 'click_copy')
    expect(() => triggerEvent('button')).toThrow('Unknown event: click_copy.')
    expect(fakes.journal.events).toEqual([])
  })

  test('a click that names no event calls the spy, and tracks nothing', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    document.querySelector('button')?.setAttribute('data-event-tracking', '')
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith('', {})
    expect(fakes.journal.events).toEqual([])
  })

  test('matchers work beside the spy, and hear of a call that it refuses', async () => {
    const { triggerEvent } = bindInternalEventDocument()
    await expect(() => triggerEvent('button')).toTriggerInternalEvents(NAME)
    const refused = () => InternalEvents.trackEvent(NAME, { value: 1 })
    await expect(Promise.resolve(expect(refused).not.toTriggerInternalEvents())).rejects.toThrow(
      'Undocumented property: value',
    )
    const guarded = () => {
      try {
        refused()
      } catch {}
    }
    expect(
      await messageOf(() => expect(guarded).not.toTriggerInternalEvents(NAME)),
    ).toMatchInlineSnapshot(`
      "expect(block).not.toTriggerInternalEvents("click_copy_install_command")

      Expected the block not to track this, but it tried to: tracking refused a call, and the code caught the error.

      Refused:
        "click_copy_install_command": Undocumented property: value for event_name: click_copy_install_command. Declare it under additional_properties in examples/package-registry/config/events/click_copy_install_command.yml:4, or leave it out.

      Correct the call, or remove it from the block."
    `)
  })

  test('a reset of the fakes does not end the check', () => {
    resetFakes()
    expect(() => InternalEvents.trackEvent(NAME, { value: 1 })).toThrow('Undocumented property')
  })

  test('a selector that finds nothing is an error', () => {
    const { triggerEvent } = bindInternalEventDocument()
    expect(() => triggerEvent('.sample-button')).toThrow(
      expect.objectContaining({
        code: 'NO_ELEMENT',
        message:
          'Failed to trigger click: no element matches ".sample-button". Correct the selector, or check what was rendered.',
      }),
    )
  })
})

afterEach(() => {
  // Hooks of a suite run before those of the file.
  expect(InternalEvents.trackEvent).toBe(original)
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  // The check has ended, too.
  expect(() => InternalEvents.trackEvent(NAME, { value: 1 })).not.toThrow()
  warn.mockRestore()
})

describe('a binding of the test itself', () => {
  const { bindInternalEventDocument } = useMockInternalEventsTracking()
  let unbind: (() => void) | null = null

  test('comes after one of the helper', () => {
    bindInternalEventDocument()
  })

  test('outlives its test', () => {
    unbind = InternalEvents.bindInternalEventDocument(document)
  })

  test('is not made twice', () => {
    const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
    triggerEvent('button')
    expect(trackEventSpy).toHaveBeenCalledOnce()
    unbind?.()
  })
})

test('nothing is left after the suite', () => {
  document.querySelector('button')?.click()
  expect(fakes.journal.events).toEqual([])
  warnings()
  InternalEvents.trackEvent(NAME, { value: 1 })
  expect(fakes.journal.events).toHaveLength(1)
})

test('without a runner that can spy it says what to set up', () => {
  const state = runner()
  const { mocking } = state
  state.mocking = undefined
  expect(() => useMockInternalEventsTracking()).toThrow(
    expect.objectContaining({
      code: 'NO_MOCKING',
      message:
        'Failed to mock InternalEvents.trackEvent: no setup file has provided a spy. Name internal-events-testing/vitest or internal-events-testing/jest as a setup file.',
    }),
  )
  state.mocking = mocking
})
