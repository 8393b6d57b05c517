import type { Emitter, PayloadBuilder, Tracker, TrackerConfiguration } from '@snowplow/node-tracker'
import { loadNodeTracker, readContexts, readPayload } from '../snowplow/index.ts'
import { type RefusedCall, recorderOf } from '../tracking/index.ts'
import type { Journal } from './journal.ts'
import { hearSwallowed, noticed } from './mocked-tracking.ts'
import { passedProperties } from './passed-properties.ts'

/** The recipient of a fake tracker's events: the run of a test. */
interface Recipient {
  readonly journal: Journal
  refuse(refused: RefusedCall): void
}

/**
 * Makes a real tracker of `@snowplow/node-tracker` over an emitter that sends nothing. It builds
 * the same payloads as in production, and hands them to the journal of the running test.
 */
export function createFakeTracker(current: () => Recipient, config: TrackerConfiguration): Tracker {
  return heard(journaled(createTracker(config), current), current)
}

/**
 * Makes a fake tracker whose events go into the journal of the running test. Tracking itself records
 * the events that it sends over this tracker, since it knows more of them.
 */
export function createJournaledTracker(own: Journal, current: () => Recipient): Tracker {
  const isOthers = (event: PayloadBuilder) => recorderOf(event) !== own
  return heard(journaled(createTracker(), current, isOthers), current)
}

function journaled(
  tracker: Tracker,
  current: () => Recipient,
  isRecorded: (event: PayloadBuilder) => boolean = () => true,
): Tracker {
  const { track } = tracker
  return Object.assign(tracker, {
    track(...args: Parameters<Tracker['track']>) {
      const payload = track(...args)
      const [event] = args
      if (payload && isRecorded(event)) {
        current().journal.recordPayload(payload, readContexts(payload), passedProperties(event))
      }
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
      tracker ??= createTracker()
      return tracker.track(...args)
    },
  }
}

function createTracker(
  config: TrackerConfiguration = { namespace: 'gl', appId: 'gitlab_sm' },
): Tracker {
  const { newTracker } = loadNodeTracker()
  return newTracker(config, { customEmitter: createEmitter })
}

/** Tells of the events that a mock in the place of `track` swallows; tracking records its own. */
function heard(tracker: Tracker, current: () => Recipient): Tracker {
  const track = noticed('track', tracker.track)
  return hearSwallowed(Object.assign(tracker, { track }), 'track', track, (event) => {
    const sent = recorderOf(event) ? undefined : readPayload(event.getPayload(), [])
    if (sent) current().refuse({ name: sent.name, error: undefined, swallowedBy: 'tracker.track' })
  })
}

function createEmitter(): Emitter {
  return {
    input: async () => {},
    flush: async () => {},
    setCollectorUrl() {},
    setAnonymousTracking() {},
    setBufferSize() {},
  }
}
