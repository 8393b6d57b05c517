import { throwOutsideProduction } from '../tracking/throw-outside-production.ts'
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
interface Tracked {
  readonly [TRACKED]?: { readonly execute: Execute; readonly events: readonly ServiceEvent[] }
}

/** Returns a method that does as the given one and tracks; events are tracked as they are written. */
export function trackingMethod(method: Execute, event: ServiceEvent): Execute {
  const known = (method as Tracked)[TRACKED]
  const execute = known?.execute ?? method
  const events = [event, ...(known?.events ?? [])]
  function trackingExecute(this: object, ...args: unknown[]): unknown {
    const returned = (result: unknown) => {
      for (const each of events) track(each, this, { returned: true, result })
      return result
    }
    const thrown = (error: unknown): never => {
      try {
        for (const each of events) track(each, this, { returned: false, error })
      } catch {
        // The caller has to hear of the service's own error.
      }
      throw error
    }
    let result: unknown
    try {
      result = execute.apply(this, args)
    } catch (error) {
      return thrown(error)
    }
    return isPromiseLike(result) ? result.then(returned, thrown) : returned(result)
  }
  return Object.defineProperties(trackingExecute, {
    name: { value: execute.name },
    [TRACKED]: { value: { execute, events } },
  })
}

function track({ name, options, tracking }: ServiceEvent, service: object, outcome: Outcome): void {
  try {
    if (!isDue(options, service, outcome)) return
    const { on: _, conditions: __, additionalProperties, ...others } = options
    const { result, error } = outcome
    const properties =
      typeof additionalProperties === 'function'
        ? additionalProperties(result, service, error)
        : additionalProperties
    tracking.trackInternalEvent(name, {
      category: classNameOf(service),
      ...others,
      user: (tracking.currentUser ?? userOf)(service),
      project: (tracking.trackingProjectSource ?? projectOf)(service, result),
      namespace: (tracking.trackingNamespaceSource ?? namespaceOf)(service, result),
      additionalProperties: properties ?? {},
    })
  } catch (error) {
    const { onError = throwOutsideProduction } = tracking
    onError(error)
  }
}

/** Returns the name of the class of a service; a plain object, or none, has no class of its own. */
function classNameOf(service: object | undefined): string | undefined {
  const type: { readonly name: string } | undefined = Object(service).constructor
  return type === Object ? undefined : type?.name || undefined
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (Object(value) as { then?: unknown }).then === 'function'
}
