RUNNER

// The spy on `InternalEvents.trackEvent` has the type of the runner's mock.

import {
  InternalEvents,
  type TrackEventSpy,
  useMockInternalEventsTracking,
} from 'internal-events-testing'

const { trackEventSpy } = useMockInternalEventsTracking().bindInternalEventDocument()
export const spy: TrackEventSpy = trackEventSpy
export let spied = spyOn(InternalEvents, 'trackEvent')
spied = trackEventSpy
trackEventSpy
  .mockClear()
  .mockName('trackEvent')
  .mockImplementationOnce((name, properties, category) => {
    console.log(name.length, properties?.label, category?.length)
  })
  .mockReturnValue(undefined)
trackEventSpy('pull_package', { label: 'npm' }, 'packages:show')
expect(trackEventSpy).toHaveBeenCalledWith('pull_package', { label: 'npm' })
export const label: string | null | undefined = trackEventSpy.mock.calls[0]?.[1]?.label
// @ts-expect-error the name comes first
trackEventSpy({ label: 'npm' })
