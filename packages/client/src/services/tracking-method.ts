import { guardTracking } from '../tracking/guard-tracking.ts'
import { propertiesOf } from '../tracking/tracked-options.ts'
import { isDue, type Outcome, type ServiceEventOptions } from './service-event.ts'
import type { ServiceTracking } from './service-settings.ts'
import { namespaceOf, projectOf, userOf } from './service-sources.ts'

/** An event that a method tracks. */
export interface ServiceEvent {
  readonly name: string
  readonly options: ServiceEventOptions<object, unknown>
  readonly tracking: ServiceTracking<object>
}

/** A method that is wrapped. */
export type Execute = (this: object, ...args: unknown[]) => unknown

/** A method that tracks, with what it stands for. A process may hold this module twice. */
const TRACKED = Symbol.for('internal-events-client/service')
interface TrackedMethod {
  readonly execute: Execute
  /** The events of the classes above, which come before those of the class itself. */
  readonly inherited: readonly ServiceEvent[]
  readonly own: readonly ServiceEvent[]
}

/**
 * Returns a method that does as the given one and tracks one event more, as the first or the last of
 * its own. `isOwn`: not one that a class has inherited.
 */
export function trackingMethod(
  method: Execute,
  event: ServiceEvent,
  place: 'first' | 'last',
  isOwn: boolean,
): Execute {
  const known = (method as { readonly [TRACKED]?: TrackedMethod })[TRACKED]
  const { execute, inherited, own } = known ?? { execute: method, inherited: [], own: [] }
  const before = isOwn ? own : []
  const tracked: TrackedMethod = {
    execute,
    inherited: isOwn ? inherited : [...inherited, ...own],
    own: place === 'first' ? [event, ...before] : [...before, event],
  }
  const events = [...tracked.inherited, ...tracked.own]
  function trackingExecute(this: object, ...args: unknown[]): unknown {
    const returned = (result: unknown) => {
      trackAll(events, this, { returned: true, result })
      return result
    }
    const failed = (error: unknown) => {
      try {
        trackAll(events, this, { returned: false, error })
      } catch {
        // The caller has to hear of the service's own error.
      }
    }
    const thrown = (error: unknown): never => {
      failed(error)
      throw error
    }
    let result: unknown
    try {
      result = execute.apply(this, args)
    } catch (error) {
      return thrown(error)
    }
    if (!isNative(result)) return returned(result)
    if (isBare(result)) return result.then(returned, thrown)
    // It has more than a derived promise would. The error of the service is its caller's to handle.
    void Promise.prototype.then.call(result, returned, failed)
    return result
  }
  return Object.defineProperties(trackingExecute, {
    name: { value: execute.name },
    [TRACKED]: { value: tracked },
  })
}

/**
 * Tells whether a result is a promise that may be waited for. A `then` of its own may do more, such as
 * run a query.
 */
function isNative(result: unknown): result is Promise<unknown> {
  if (Object.prototype.toString.call(result) !== '[object Promise]') return false
  const { then } = result as Promise<unknown>
  // The `then` of another realm is another function.
  return (
    then === Promise.prototype.then || /^function then\(\) {\s*\[native code]/.test(String(then))
  )
}

/** Tells whether a promise is one of no subclass, without fields of its own. */
function isBare(promise: Promise<unknown>): boolean {
  return (
    Object.hasOwn(Object.getPrototypeOf(promise), 'then') &&
    Object.getOwnPropertyNames(promise).length === 0
  )
}

/** Tracks all events, and throws the first error then. */
function trackAll(events: readonly ServiceEvent[], service: object, outcome: Outcome): void {
  const errors: unknown[] = []
  for (const event of events) {
    try {
      guardTracking(() => track(event, service, outcome), event.tracking.onError)
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}

function track(
  { name, options, tracking }: ServiceEvent,
  service: object,
  outcome: Outcome,
): unknown {
  if (!isDue(name, options, service, outcome)) return
  const { on: _, conditions: __, additionalProperties, ...others } = options
  const { result, error } = outcome
  const properties =
    typeof additionalProperties === 'function'
      ? additionalProperties(result, service, error)
      : additionalProperties
  return tracking.trackInternalEvent(name, {
    category: classNameOf(service),
    ...others,
    user: (tracking.currentUser ?? userOf)(service),
    project: (tracking.trackingProjectSource ?? projectOf)(service, result),
    namespace: (tracking.trackingNamespaceSource ?? namespaceOf)(service, result),
    additionalProperties: propertiesOf(name, properties),
  })
}

/** Returns the name of the class of a service; a plain object, or none, has no class of its own. */
function classNameOf(service: object | undefined): string | undefined {
  const type: { readonly name: string } | undefined = Object(service).constructor
  return type === Object ? undefined : type?.name || undefined
}
