import type { CounterWriter } from '../counters/index.ts'
import {
  type AdditionalProperties,
  type Catalog,
  type Identifiable,
  isBaseProperty,
  type SelectionRule,
} from '../definitions/index.ts'
import { buildContexts } from '../snowplow/index.ts'
import { createBatchedWrites } from './batched-writes.ts'
import { copyIdentifier, copyProject } from './copy-identifier.ts'
import { countEvent } from './count-event.ts'
import { checkFrontendProperties, sentByBrowser } from './frontend-properties.ts'
import type { InternalEventsParts } from './internal-events-parts.ts'
import { type Silence, silenceOfPage, snowplowEnabled } from './page-context.ts'
import { sendStructEvent } from './send-struct-event.ts'
import { createBrowserTracking } from './track-in-browser.ts'
import { trackedEvent } from './tracked-event.ts'
import type { TrackingCalls, TrackOptions } from './tracking-calls.ts'
import { checkObject, validateEvent } from './validate-event.ts'
import { validateFrontendEvent } from './validate-frontend-event.ts'

const NOBODY_LISTENS: Silence = {
  reason: 'Snowplow does not run on the page, and without a user nothing is counted either',
  remedy:
    'Give the page a user or Snowplow: setPageContext({ user }), and no navigator.globalPrivacyControl.',
}

/** The functions that track; the exports describe them. */
export interface TrackingFunctions<Own = InternalEventsRegister> {
  /** Tracks an event in the back end. */
  readonly trackInternalEvent: TrackingCalls<Own>['trackInternalEvent']
  /** Tracks an event in the front end, with the identifiers of the page. */
  readonly trackEvent: TrackingCalls<Own>['trackEvent']
  /** Moves the counters of the rules of an event that is known by its name alone. */
  countLegacyEvent(
    name: string,
    user: Identifiable | undefined,
    selects: (rule: SelectionRule) => boolean,
  ): void
  /** Defers the writes of total counters until the block ends. */
  withBatchedRedisWrites<Result>(block: () => Result): Result
  /** Runs code that counts at once, whatever batch is open around it. */
  withoutBatch<Result>(code: () => Result): Result
  /** Returns what makes the writes of the open batches in a store; `undefined` without any. */
  pendingWrites(): ((counters: CounterWriter) => void) | undefined
}

/** Makes the tracking functions over given parts; everything is looked up at the time of a call. */
export function createTracking(parts: InternalEventsParts): TrackingFunctions {
  const batched = createBatchedWrites(() => parts.counters)
  /** True when the call that runs has counted its event. */
  let counted = false
  const trackInBrowser = createBrowserTracking(parts, (name, options) => track(name, options, true))

  /** `posted`: for the front end, which has checked the event, and sends and records it itself. */
  function track(name: string, options: TrackOptions, posted = false): void {
    const properties = givenProperties(parts.catalog, name, options)
    const definition = validateEvent(parts.catalog, name, options, properties, (_, key) => {
      if (!posted) parts.warn(`Tracking event: ${name}, undocumented property: ${key}`)
    })
    const declared = named(properties, definition.additionalProperties)
    const { additionalProperties: _, category, sendSnowplowEvent, aiContext, ...given } = options
    const event = {
      name,
      category,
      user: copyIdentifier(options.user),
      project: copyProject(options.project),
      namespace: copyIdentifier(options.namespace ?? options.project?.namespace),
      featureEnabledByNamespaceIds: options.featureEnabledByNamespaceIds && [
        ...options.featureEnabledByNamespaceIds,
      ],
      additionalProperties: withoutNullBase(declared),
      source: 'backend' as const,
    }
    const time = parts.now()
    const bare = Object.keys({ ...given, ...declared }).length === 0
    const asGiven = { ...event, additionalProperties: declared, bare }
    countEvent(batched.counters, parts.catalog.rulesOf(name), asGiven, time, parts.warn)
    counted = true
    if (!posted) {
      const payload =
        sendSnowplowEvent === false
          ? undefined
          : sendStructEvent(
              parts.tracker,
              event,
              buildContexts(definition, event, aiContext, parts.context, time),
              time,
              parts.recorder,
            )
      parts.recorder.record(trackedEvent({ ...event, payload }))
    }
    const context = {
      ...named(properties, definition.protectedProperties),
      ...declared,
      ...given,
      ...(aiContext && { aiContext }),
    }
    for (const tracker of parts.extraTrackers) tracker.trackEvent(name, context)
  }

  function hearRefusal(name: string, call: () => void, properties?: AdditionalProperties): void {
    counted = false
    try {
      call()
    } catch (error) {
      const browser = properties &&
        !silenceOfPage(name) && {
          additionalProperties: sentByBrowser(properties),
          toSnowplow: snowplowEnabled(parts.page),
        }
      parts.onRefusal({
        name,
        error,
        ...(counted ? { counted } : {}),
        ...(browser ? { browser } : {}),
      })
      throw error
    }
  }

  return {
    trackInternalEvent(name, options: TrackOptions = {}) {
      parts.beforeTracking(name)
      hearRefusal(name, () => {
        checkOptions(name, options)
        const category = options.category ?? 'InternalEventTracking'
        track(name, { ...options, category })
      })
    },
    trackEvent(name, properties: AdditionalProperties = {}, category) {
      if (!name) return
      hearRefusal(name, () => checkObject(name, 'the second argument', properties))
      if (parts.strictFrontend) {
        // The check does not depend on whether this page would send the event.
        const strictness = { strict: true, warn: parts.warn }
        hearRefusal(
          name,
          () => {
            validateFrontendEvent(parts.catalog, name, {}, properties, strictness)
          },
          properties,
        )
      }
      const silence = silenceOfPage(name)
      if (silence) return parts.onSilence({ name, ...silence })
      hearRefusal(name, () => checkFrontendProperties(properties))
      // The end point that counts needs a user, and nothing else would receive the event.
      if (parts.page.user == null && !snowplowEnabled(parts.page)) {
        return parts.onSilence({ name, ...NOBODY_LISTENS })
      }
      parts.beforeTracking(name)
      hearRefusal(name, () => trackInBrowser(name, properties, category), properties)
    },
    countLegacyEvent(name, user, selects) {
      const event = {
        name,
        user,
        project: undefined,
        namespace: undefined,
        featureEnabledByNamespaceIds: undefined,
        additionalProperties: {},
      }
      const rules = parts.catalog.rulesOf(name).filter(selects)
      countEvent(batched.counters, rules, event, parts.now(), parts.warn)
    },
    withBatchedRedisWrites: batched.run,
    withoutBatch: batched.exit,
    pendingWrites: batched.pendingWrites,
  }
}

/** @throws {TrackingError} `INVALID_PROPERTY_TYPE` for options or properties that are none. */
function checkOptions(name: string, options: TrackOptions): void {
  checkObject(name, 'the second argument', options, 'options')
  const { additionalProperties = {} } = options
  checkObject(name, 'additionalProperties', additionalProperties)
}

/** Returns the additional properties or, without any, the declared ones beside the identifiers. */
function givenProperties(
  catalog: Catalog,
  name: string,
  options: TrackOptions,
): AdditionalProperties {
  const { additionalProperties = {} } = options
  if (Object.keys(additionalProperties).length > 0) return additionalProperties
  const declared = catalog.definitionOf(name)?.additionalProperties
  if (!declared?.size) return additionalProperties
  return Object.fromEntries(Object.entries(options).filter(([key]) => declared.has(key)))
}

/** Returns the given properties of these names; null is given, as nil is. */
function named(
  properties: AdditionalProperties,
  names: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => value !== undefined && names.has(key)),
  )
}

/** Returns what is sent: a built-in property without a value is not; a custom one is null on the wire. */
function withoutNullBase(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => value !== null || !isBaseProperty(key)),
  )
}
