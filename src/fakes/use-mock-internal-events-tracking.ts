import type { AdditionalProperties, EventName } from '../definitions/index.ts'
import { type EventElement, type EventRoot, theDocument } from '../html/index.ts'
import { currentRun } from './current-run.ts'
import { FakesError } from './fakes-error.ts'
import { InternalEvents, throwingListenerErrors } from './internal-events.ts'
import { runner } from './runner.ts'

/** The function that is spied on. */
export type TrackEvent = (
  name: EventName,
  properties?: AdditionalProperties,
  category?: string,
) => void

declare global {
  /**
   * The mock of `TrackEvent` of each runner, which its entry point adds. It is global since a
   * package of two formats has two of any other interface.
   *
   * @hidden
   */
  interface InternalEventsMocks {}
}

/** A spy of the runner on `InternalEvents.trackEvent`; it calls the real function. */
export type TrackEventSpy = [keyof InternalEventsMocks] extends [never]
  ? CommonMock
  : InternalEventsMocks[keyof InternalEventsMocks]

/** The mock of a runner that is not known: what the mocks of Vitest and Jest have in common. */
interface CommonMock {
  (...args: Parameters<TrackEvent>): void
  readonly mock: {
    readonly calls: Parameters<TrackEvent>[]
    readonly lastCall?: Parameters<TrackEvent> | undefined
    readonly contexts: unknown[]
    readonly instances: unknown[]
    readonly invocationCallOrder: number[]
    readonly results: { readonly type: string; readonly value: unknown }[]
  }
  getMockName(): string
  getMockImplementation(): TrackEvent | undefined
  mockName(name: string): this
  /** Forgets the calls. */
  mockClear(): this
  /** Forgets the calls and what was put in the place of the real function. */
  mockReset(): this
  /** Puts the real function back. */
  mockRestore(): void
  /** Runs this in the place of the real function, so that the fakes do not see the calls. */
  mockImplementation(implementation: TrackEvent): this
  mockImplementationOnce(implementation: TrackEvent): this
}

/** The result of `bindInternalEventDocument` of `useMockInternalEventsTracking`. */
export interface MockedTracking {
  /**
   * Dispatches an event (`click` by default) on an element, or on the first one in the root that
   * a selector finds. Throws the error of a click that cannot be tracked.
   *
   * @throws {FakesError} `NO_ELEMENT` when the selector finds none.
   */
  triggerEvent(selectorOrElement: string | EventElement, eventName?: string): void
  readonly trackEventSpy: TrackEventSpy
}

/**
 * Spies on `InternalEvents.trackEvent` in each test of a suite, and has each call refused that the
 * definitions do not cover: an unknown event, and a property that is not declared, built-in ones too.
 * Call it in `describe`, and `bindInternalEventDocument(root?)` in a test, which makes clicks in the
 * root track. GitLab's helper puts the check in the place of `trackEvent`; this one goes on to the
 * real function, so that matchers work beside the spy.
 *
 * Source: `tracking_internal_events_helper` of GitLab's front-end tests.
 *
 * @throws {FakesError} `NO_MOCKING` without the setup file of Vitest or Jest, which provide the
 *   spy.
 *
 * @example
 * ```ts
 * // @vitest-environment jsdom
 * import { useMockInternalEventsTracking } from 'internal-events-testing'
 * import { describe, expect, it } from 'vitest'
 *
 * describe('the copy button', () => {
 *   const { bindInternalEventDocument } = useMockInternalEventsTracking()
 *
 *   it('tracks a click', () => {
 *     document.body.innerHTML =
 *       '<button data-event-tracking="click_copy_install_command" data-event-label="npm">Copy</button>'
 *     const { triggerEvent, trackEventSpy } = bindInternalEventDocument()
 *     triggerEvent('button')
 *     expect(trackEventSpy).toHaveBeenCalledWith('click_copy_install_command', { label: 'npm' })
 *   })
 * })
 * ```
 */
export function useMockInternalEventsTracking(): {
  /** Makes clicks in the root track, in the document by default, until the test ends. */
  bindInternalEventDocument(root?: EventRoot): MockedTracking
} {
  const { mocking } = runner()
  if (!mocking) {
    throw new FakesError(
      'NO_MOCKING',
      'Failed to mock InternalEvents.trackEvent: no setup file has provided a spy. Name internal-events-testing/vitest or internal-events-testing/jest as a setup file.',
    )
  }
  let spy: { mockRestore(): void }
  const bindings = new Set<() => void>()
  mocking.beforeEach(() => {
    spy = mocking.spyOn(InternalEvents, 'trackEvent')
    currentRun().mocksFrontend = true
  })
  mocking.afterEach(() => {
    for (const dispose of bindings) dispose()
    bindings.clear()
    spy.mockRestore()
    currentRun().mocksFrontend = false
  })
  return {
    bindInternalEventDocument(root = theDocument()) {
      const dispose = InternalEvents.bindInternalEventDocument(root)
      if (dispose) bindings.add(dispose)
      return {
        triggerEvent(selectorOrElement, eventName = 'click') {
          const element =
            typeof selectorOrElement === 'string'
              ? root.querySelectorAll(selectorOrElement)[0]
              : selectorOrElement
          if (!element) {
            throw new FakesError(
              'NO_ELEMENT',
              `Failed to trigger ${eventName}: no element matches ${JSON.stringify(selectorOrElement)}. Correct the selector, or check what was rendered.`,
            )
          }
          throwingListenerErrors(() => dispatch(element as Element, eventName))
        },
        trackEventSpy: spy as unknown as TrackEventSpy,
      }
    },
  }
}

/** Dispatches an event that is made by the window of the element. */
function dispatch(element: Element, eventName: string): void {
  const view = element.ownerDocument.defaultView ?? window
  const Type = eventName === 'click' ? view.MouseEvent : view.Event
  element.dispatchEvent(new Type(eventName, { bubbles: true, cancelable: true, composed: true }))
}
