import { AsyncLocalStorage } from 'node:async_hooks'
import type { StandardContextFields } from '../contexts/standard-context.ts'

/**
 * The fields that a request has of the `gitlab_standard` context, by their names there, and two that
 * travel in its `extra`, before those that an event has there.
 */
export interface InternalEventContext extends StandardContextFields {
  /** The URL of the merge request that the request is about. */
  readonly merge_request_url?: string | null | undefined
  /** The source of the pipeline that the request runs in, such as `merge_request_event`. */
  readonly pipeline_source?: string | null | undefined
}

/** The fields that say which service has tracked an event. */
type ServiceField = 'environment' | 'source'

/** A running request: its context, and the names of the events that it has tracked. */
export interface Scope {
  readonly context: InternalEventContext
  /** The fields of the context that nobody has given: the settings of a client win over them. */
  readonly defaults: ReadonlySet<ServiceField>
  readonly tracked: Set<string>
}

const defaultsOf = new WeakMap<InternalEventContext, ReadonlySet<ServiceField>>()

/** Notes the fields of a context that nobody has given. */
export function withDefaults(
  context: InternalEventContext,
  defaults: ReadonlySet<ServiceField>,
): InternalEventContext {
  defaultsOf.set(context, defaults)
  return context
}

const KEY = Symbol.for('internal-events-client')
const holder = globalThis as { [KEY]?: AsyncLocalStorage<Scope> }
// A process may hold this module twice, as ES module and as CommonJS.
holder[KEY] ??= new AsyncLocalStorage<Scope>()
const scopes = holder[KEY]

/**
 * Runs a function with a context that all events tracked meanwhile carry, also across `await`, and
 * no others. Within another one, its fields come on top. Returns what the function returns.
 *
 * Source: `current_event_context` of the AI gateway.
 *
 * @example
 * ```ts
 * import { currentEventContext, withInternalEventContext } from 'internal-events-client'
 *
 * withInternalEventContext({ project_id: 2 }, () => {
 *   console.log(currentEventContext()) // { project_id: 2 }
 * })
 * ```
 */
export function withInternalEventContext<Result>(
  context: InternalEventContext,
  run: () => Result,
): Result {
  const outer = scopes.getStore()
  const merged = { ...outer?.context, ...context }
  const own = defaultsOf.get(context) ?? new Set()
  const defaults = new Set<ServiceField>()
  for (const field of ['environment', 'source'] as const) {
    const isGiven = outer?.context[field] !== undefined && !outer.defaults.has(field)
    // A value that an outer context was given wins over a default.
    if (own.has(field) && isGiven) merged[field] = outer.context[field] as string
    else if (own.has(field) || (outer?.defaults.has(field) && !(field in context))) {
      defaults.add(field)
    }
  }
  return scopes.run({ context: merged, defaults, tracked: outer?.tracked ?? new Set() }, run)
}

/**
 * Runs a request in a scope of its own. Nothing comes along from what runs it, which may be the
 * request before it on the same connection.
 */
export function withRequestContext<Result>(
  context: InternalEventContext,
  run: (scope: Scope) => Result,
): Result {
  const defaults = defaultsOf.get(context) ?? new Set()
  const scope = { context, defaults, tracked: new Set<string>() }
  return scopes.run(scope, run, scope)
}

/** Runs what belongs to a request in its scope, unless it runs there already. */
export function runInScope<Result>(scope: Scope, run: () => Result): Result {
  // A context within another has the events of the outer one.
  return scopes.getStore()?.tracked === scope.tracked ? run() : scopes.run(scope, run)
}

/**
 * Returns the context of the running request; an empty one outside of any.
 *
 * @example
 * ```ts
 * import { currentEventContext, withInternalEventContext } from 'internal-events-client'
 *
 * withInternalEventContext({ project_id: 2 }, () => {
 *   console.log(currentEventContext().project_id) // 2
 * })
 * ```
 */
export function currentEventContext(): InternalEventContext {
  return scopes.getStore()?.context ?? {}
}

/** Returns the fields of the running request's context that somebody has given. */
export function givenEventContext(): InternalEventContext {
  const scope = scopes.getStore()
  const given = { ...scope?.context }
  for (const field of scope?.defaults ?? []) delete given[field]
  return given
}

/**
 * Returns the names of the events that the running request has tracked, for its log.
 *
 * @example
 * ```ts
 * import { fakes } from 'internal-events-testing'
 * import {
 *   InternalEventsClient,
 *   trackedInternalEvents,
 *   withInternalEventContext,
 * } from 'internal-events-client'
 *
 * const client = new InternalEventsClient({ enabled: true, tracker: fakes.tracker })
 * withInternalEventContext({ project_id: 2 }, () => {
 *   client.trackEvent('pull_package')
 *   console.log([...trackedInternalEvents()].join()) // pull_package
 * })
 * ```
 */
export function trackedInternalEvents(): ReadonlySet<string> {
  return new Set(scopes.getStore()?.tracked)
}

export function noteTrackedEvent(name: string): void {
  scopes.getStore()?.tracked.add(name)
}
