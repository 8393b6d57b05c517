import type { SelfDescribingSchema } from '../iglu-schema.ts'
import {
  each,
  flag,
  number,
  object,
  oneOf,
  orNull,
  type Rule,
  range,
  snowplowSchemas,
  text,
  time,
  uuid,
  whole,
} from './snowplow-schema.ts'

/** The largest count of bytes: that of 64 bits, as near as a number comes. */
const BYTES = 2 ** 63
const MOMENTS =
  'redirectStart redirectEnd fetchStart domainLookupStart domainLookupEnd connectStart secureConnectionStart connectEnd requestStart responseStart responseEnd'
const LATER_MOMENTS =
  'unloadEventStart unloadEventEnd domInteractive domContentLoadedEventStart domContentLoadedEventEnd domComplete loadEventStart loadEventEnd'

/** The rules of the contexts of Snowplow's trackers, by name and version. */
const CONTEXTS: Readonly<Record<string, Rule>> = {
  'web_page 1-0-0': object('id', { id: uuid }),
  'client_session 1-0-2': object('userId sessionId sessionIndex storageMechanism', {
    // A short id is that of an older tracker.
    userId: { type: 'string', pattern: `${uuid['pattern']}|^[0-9a-f]{16}$` },
    sessionId: uuid,
    sessionIndex: whole(),
    eventIndex: orNull(whole()),
    ...each('previousSessionId firstEventId', orNull(uuid)),
    storageMechanism: oneOf('SQLITE COOKIE_1 COOKIE_3 LOCAL_STORAGE FLASH_LSO'),
    firstEventTimestamp: orNull(time),
  }),
  'browser_context 2-0-0': object(
    'viewport documentSize cookiesEnabled online colorDepth resolution',
    {
      ...each('viewport documentSize resolution', text(20)),
      ...each('browserLanguage documentLanguage', orNull(text(20))),
      colorDepth: whole(1000),
      ...each('devicePixelRatio deviceMemory', orNull(range(0, 1000))),
      ...each('cookiesEnabled online', flag),
      webdriver: orNull(flag),
      hardwareConcurrency: orNull(whole(1000)),
      tabId: orNull(uuid),
    },
  ),
  'activity_metrics 1-0-0': object(
    'mouseDistance scrollDistance keyPresses clicks touches',
    each('mouseDistance scrollDistance keyPresses clicks touches', whole()),
  ),
  'application 1-0-0': object('version', { version: text(255) }),
  'consent_document 1-0-0': object('id version', {
    ...each('id version', text(36)),
    name: text(60),
    description: text(10_000),
  }),
  'geolocation_context 1-1-0': object('latitude longitude', {
    latitude: range(-90, 90),
    longitude: range(-180, 180),
    ...each('latitudeLongitudeAccuracy altitude altitudeAccuracy bearing speed', orNull(number)),
    timestamp: orNull({ type: 'integer' }),
  }),
  'parent_event 1-0-0': object('parentEventId', { parentEventId: uuid }),
  'mobile_context 1-0-3': object('osType osVersion deviceManufacturer deviceModel', {
    ...each('osType osVersion deviceManufacturer deviceModel', text()),
    ...each('carrier networkTechnology openIdfa appleIdfa appleIdfv androidIdfa', orNull(text())),
    networkType: orNull(oneOf('mobile wifi offline')),
    ...each(
      'physicalMemory systemAvailableMemory appAvailableMemory availableStorage totalStorage',
      orNull(whole(BYTES)),
    ),
    batteryLevel: orNull(whole(100)),
    batteryState: orNull(oneOf('unplugged charging full')),
    ...each('lowPowerMode isPortrait', orNull(flag)),
    resolution: orNull(text(20)),
    scale: orNull(range(0, 1000)),
    language: orNull(text(8)),
    appSetId: orNull(uuid),
    appSetIdScope: orNull(oneOf('app developer')),
  }),
  'desktop_context 1-0-0': object('osType osVersion', {
    ...each('osType osVersion osServicePack deviceManufacturer deviceModel', text()),
    osIs64Bit: flag,
    deviceProcessorCount: number,
  }),
}

const MOBILE_CONTEXTS: Readonly<Record<string, Rule>> = {
  'application 1-0-0': object('version build', each('version build', text(255))),
  'application_lifecycle 1-0-0': object('isVisible', { isVisible: flag, index: whole() }),
  'screen 1-0-0': object('name id', {
    ...each('name type viewController topViewController activity fragment', text()),
    id: uuid,
  }),
}

const PAGE_CONTEXTS: Readonly<Record<string, Rule>> = {
  // Browsers differ in what else they measure.
  'PerformanceNavigationTiming 1-0-0': {
    type: 'object',
    properties: {
      ...each('decodedBodySize encodedBodySize', orNull(whole())),
      ...each(MOMENTS, orNull(range(-2_147_483_647))),
      ...each(LATER_MOMENTS, orNull(range(0))),
    },
  },
  'PerformanceTiming 1-0-0': {
    type: 'object',
    properties: each(`navigationStart domLoading ${MOMENTS} ${LATER_MOMENTS}`, whole(BYTES)),
  },
}

/**
 * The contexts that Snowplow's trackers add.
 *
 * Source: the trackers for JavaScript, mobile apps and .NET, and the registry of their contexts.
 */
export const SNOWPLOW_CONTEXTS: readonly SelfDescribingSchema[] = [
  ...snowplowSchemas('com.snowplowanalytics.snowplow', CONTEXTS),
  ...snowplowSchemas('com.snowplowanalytics.mobile', MOBILE_CONTEXTS),
  ...snowplowSchemas('org.w3', PAGE_CONTEXTS),
]
