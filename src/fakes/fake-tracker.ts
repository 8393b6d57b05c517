import type { Emitter, Tracker, TrackerConfiguration } from '@snowplow/node-tracker'
import { loadNodeTracker, type SnowplowPayload } from '../snowplow/index.ts'
import { recorderOf } from '../tracking/index.ts'
import type { Journal } from './journal.ts'

/**
 * Makes a real tracker of `@snowplow/node-tracker` over an emitter that sends nothing. It builds
 * the same payloads as in production, and hands them to `onPayload`.
 */
export function createFakeTracker(
  onPayload: (payload: SnowplowPayload) => void,
  config: TrackerConfiguration = { namespace: 'gl', appId: 'gitlab_sm' },
): Tracker {
  const { newTracker } = loadNodeTracker()
  return newTracker(config, { customEmitter: () => createEmitter(onPayload) })
}

/**
 * Makes a fake tracker whose events go into the journal of the running test. Those that tracking sends over it tracking
 * records itself, since it knows more of them.
 */
export function createJournaledTracker(own: Journal, current: () => Journal): Tracker {
  const tracker = createFakeTracker(() => {})
  const { track } = tracker
  return Object.assign(tracker, {
    track(...args: Parameters<Tracker['track']>) {
      const payload = track(...args)
      if (payload && recorderOf(args[0]) !== own) current().recordPayload(payload)
      return payload
    },
  })
}

/**
 * Makes a real tracker, when it first tracks, that hands its payloads to the caller of `track`
 * alone.
 */
export function createSilentTracker(): Pick<Tracker, 'track'> {
  let tracker: Tracker | undefined
  return {
    track(...args) {
      tracker ??= createFakeTracker(() => {})
      return tracker.track(...args)
    },
  }
}

function createEmitter(onPayload: (payload: SnowplowPayload) => void): Emitter {
  return {
    input: async (payload) => onPayload(payload),
    flush: async () => {},
    setCollectorUrl() {},
    setAnonymousTracking() {},
    setBufferSize() {},
  }
}
