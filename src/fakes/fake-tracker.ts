import type { Emitter, Tracker, TrackerConfiguration } from '@snowplow/node-tracker'
import { requireModule } from '../foundation/index.ts'
import type { SnowplowPayload } from '../snowplow/index.ts'
import { FakesError } from './fakes-error.ts'

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

/** Loads the real `@snowplow/node-tracker`, even where a runner mocks it. */
export function loadNodeTracker(): typeof import('@snowplow/node-tracker') {
  let nodeTracker: typeof import('@snowplow/node-tracker')
  try {
    nodeTracker = requireModule('@snowplow/node-tracker')
  } catch (cause) {
    throw new FakesError(
      'TRACKER_MISSING',
      'Failed to create the tracker: @snowplow/node-tracker is not installed. Run npm install --save-dev @snowplow/node-tracker@4.',
      { cause },
    )
  }
  if (typeof nodeTracker.newTracker !== 'function') {
    throw new FakesError(
      'TRACKER_MISSING',
      'Failed to create the tracker: the installed @snowplow/node-tracker has no newTracker, so it is older than 4. Run npm install --save-dev @snowplow/node-tracker@4.',
    )
  }
  return nodeTracker
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
