import type { Tracker } from '@snowplow/node-tracker'
import type { CounterWriter } from '../counters/index.ts'
import type {
  AdditionalProperties,
  Catalog,
  Identifiable,
  Identifiers,
  PropertiesLike,
  SelectionRule,
} from '../definitions/index.ts'
import type { AiContextFields } from '../snowplow/iglu/index.ts'
import { buildContexts, type InstanceContext } from '../snowplow/index.ts'
import { createBatchedWrites } from './batched-writes.ts'
import { copyIdentifier, copyProject } from './copy-identifier.ts'
import { countEvent } from './count-event.ts'
import { checkFrontendProperties } from './frontend-properties.ts'
import { documentCategory, type PageContext, snowplowEnabled } from './page-context.ts'
import type { RefusedCall } from './refused-call.ts'
import { type EventRecorder, sendStructEvent } from './send-struct-event.ts'
import { trackedEvent } from './tracked-event.ts'
import { isBaseProperty, validateEvent } from './validate-event.ts'

/** A tracker that gets each event after it was counted and sent, with all arguments of the call. */
export interface ExtraTracker {
  trackEvent(name: string, context: Readonly<Record<string, unknown>>): void
}

/** The parts that a set of tracking functions works with. */
export interface InternalEventsParts {
  readonly catalog: Catalog
  readonly counters: CounterWriter
  readonly tracker: Pick<Tracker, 'track'>
  readonly recorder: EventRecorder
  readonly extraTrackers: readonly ExtraTracker[]
  /** Fields of the `gitlab_standard` context that events do not tell, and the salt of user ids. */
  readonly context: InstanceContext
  readonly page: PageContext
  readonly now: () => number
  readonly warn: (message: string) => void
  /** Runs before each event is tracked, and may throw in its place. */
  readonly beforeTracking: (name: string) => void
  /** Hears of each call that is refused. */
  readonly onRefusal: (refused: RefusedCall) => void
}

/** The options of `trackInternalEvent`. */
export interface TrackOptions<Properties = never> extends Identifiers {
  /** The place in the code where the event happened. Default: `InternalEventTracking`. */
  readonly category?: string | undefined
  readonly additionalProperties?: AdditionalProperties | Properties | undefined
  /** Fields of the `ai_context`, which adds this context whatever the event's classification. */
  readonly aiContext?: AiContextFields | undefined
  /** `false` counts the event without sending it to Snowplow. Default: `true`. */
  readonly sendSnowplowEvent?: boolean | undefined
}

/** The functions that track; the exports describe them. */
export interface TrackingFunctions {
  /** Tracks an event in the back end. */
  trackInternalEvent<Properties extends PropertiesLike<Properties> = never>(
    name: string,
    options?: TrackOptions<Properties>,
  ): void
  /** Tracks an event in the front end, with the identifiers of the page. */
  trackEvent<Properties extends PropertiesLike<Properties> = never>(
    name: string,
    properties?: AdditionalProperties | Properties,
    category?: string,
  ): void
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
}

/** Makes the tracking functions over given parts; everything is looked up at the time of a call. */
export function createTracking(parts: InternalEventsParts): TrackingFunctions {
  const batched = createBatchedWrites(() => parts.counters)

  function track(
    name: string,
    options: TrackOptions,
    source: 'backend' | 'frontend',
    counted: boolean,
  ): void {
    const properties = givenProperties(parts.catalog, name, options)
    const definition = validateEvent(parts.catalog, name, options, properties, parts.warn)
    const declared = named(properties, definition.additionalProperties)
    const { additionalProperties: _, category, sendSnowplowEvent, ...given } = options
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
      source,
    }
    const time = parts.now()
    if (counted) {
      const bare = Object.keys({ ...given, ...declared }).length === 0
      const asGiven = { ...event, additionalProperties: declared, bare }
      countEvent(batched.counters, parts.catalog.rulesOf(name), asGiven, time, parts.warn)
    }
    const payload =
      sendSnowplowEvent === false
        ? undefined
        : sendStructEvent(
            parts.tracker,
            event,
            buildContexts(definition, event, options.aiContext, parts.context, time),
            time,
            parts.recorder,
          )
    parts.recorder.record(trackedEvent({ ...event, payload }))
    // Events of the front end reach these trackers through the end point that counts.
    if (!counted) return
    const context = { ...named(properties, definition.protectedProperties), ...declared, ...given }
    for (const tracker of parts.extraTrackers) tracker.trackEvent(name, context)
  }

  function hearRefusal(name: string, call: () => void): void {
    try {
      call()
    } catch (error) {
      parts.onRefusal({ name, error })
      throw error
    }
  }

  return {
    trackInternalEvent(name, options: TrackOptions = {}) {
      const category = options.category ?? 'InternalEventTracking'
      parts.beforeTracking(name)
      hearRefusal(name, () => track(name, { ...options, category }, 'backend', true))
    },
    trackEvent(name, properties: AdditionalProperties = {}, category = documentCategory()) {
      if (!name) return
      hearRefusal(name, () => checkFrontendProperties(properties))
      const { user, project, namespace } = parts.page
      const sendSnowplowEvent = snowplowEnabled(parts.page)
      // The end point that counts needs a user, and nothing else would receive the event.
      if (user == null && !sendSnowplowEvent) return
      const identifiers = { user, project, namespace }
      const options = { ...identifiers, category, additionalProperties: properties }
      parts.beforeTracking(name)
      hearRefusal(name, () =>
        track(name, { ...options, sendSnowplowEvent }, 'frontend', user != null),
      )
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
  }
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
