import type { EventName } from '../tracking/event-register.ts'
import { checkOptions, invalidEvent } from '../tracking/tracked-options.ts'
import type { ServiceEventOptions } from './service-event.ts'
import type { ServiceTracking } from './service-settings.ts'
import { type Execute, type ServiceEvent, trackingMethod } from './tracking-method.ts'

type Executed<Result> = (...args: never[]) => Result | PromiseLike<Result>

/** Makes a service track: a decorator of its class or its method, and a function that takes either. */
export interface TracksService<Service, Result> {
  /** Wraps the method `execute` of a class, and returns the class. */
  <Class extends abstract new (...args: never[]) => Service & { execute: Executed<Result> }>(
    service: Class,
    context?: ClassDecoratorContext<Class>,
  ): Class
  /** Returns a method that does as the given one, and tracks. */
  <Execute extends Executed<Result>>(
    execute: Execute,
    context?: ClassMethodDecoratorContext<Service>,
  ): Execute
}

/**
 * Makes services track: an event belongs to the method `execute` of a service, and is tracked when
 * the method has returned or thrown, or when its promise has settled. The service returns and throws
 * what it would without tracking: a query or a generator is not run, but tracked as it is returned.
 * The category is the name of its class.
 *
 * Source: `Gitlab::InternalEvents::ServiceTracking`, where a method that raises tracks nothing.
 *
 * @throws {ClientError} `INVALID_SETTING` for a service without a method `execute`, and for an
 *   unknown option or `on`.
 *
 * @example
 * ```ts
 * import { fakes, trackInternalEvent as track } from 'internal-events-testing'
 * import { serviceTracking } from 'internal-events-client/services'
 *
 * const trackInternalEvent = serviceTracking({ trackInternalEvent: track })
 *
 * class PullPackageService {
 *   readonly currentUser = { id: 1 }
 *   async execute(type: string) {
 *     return { status: 'success', payload: { type } }
 *   }
 * }
 * trackInternalEvent('pull_package', {
 *   on: 'success',
 *   additionalProperties: ({ payload }: { payload: { type: string } }) => ({ label: payload.type }),
 * })(PullPackageService)
 *
 * await new PullPackageService().execute('npm')
 * console.log(fakes.journal.events[0]?.category) // PullPackageService
 * ```
 */
export function serviceTracking<Service extends object = object>(
  tracking: ServiceTracking<Service>,
): <Own extends Service = Service, Result = unknown>(
  name: EventName,
  options?: ServiceEventOptions<Own, Result>,
) => TracksService<NoInfer<Own>, NoInfer<Result>> {
  return (name, options = {}) => {
    checkOptions(name, options, ['on'])
    const { on = 'success' } = options
    if (typeof on !== 'function' && !['success', 'error', 'always'].includes(on)) {
      throw invalidEvent(
        name,
        `"on" is ${JSON.stringify(on)}`,
        'Pass "success", "error", "always" or a function',
      )
    }
    // A decorator makes sure that its event gets services of the type that the event is about.
    const event = { name, options, tracking } as unknown as ServiceEvent
    // Decorators are applied from the last to the first.
    const decorate = (service: unknown, decorator?: object) =>
      wrap(service, event, decorator ? 'first' : 'last')
    return decorate as TracksService<never, never>
  }
}

function wrap(service: unknown, event: ServiceEvent, place: 'first' | 'last'): unknown {
  if (typeof service === 'function') {
    const prototype: { execute?: unknown } | undefined = service.prototype
    if (typeof prototype?.execute === 'function') {
      const isOwn = Object.hasOwn(prototype, 'execute')
      if (!isOwn && FIELD.test(sourceOf(service))) {
        throw invalidService(event.name, 'its service hides the method "execute" behind a field')
      }
      const value = trackingMethod(prototype.execute as Execute, event, place, isOwn)
      Object.defineProperty(prototype, 'execute', { value, writable: true, configurable: true })
      return service
    }
    if (!/^class\b/.test(sourceOf(service))) {
      return trackingMethod(service as Execute, event, place, true)
    }
  }
  throw invalidService(event.name, 'its service has no method "execute"')
}

/** A field of a class, as it is written or compiled. */
const FIELD = /(?:^|[\n;{}])\s*execute\s*=(?![=>])|\(\s*this,\s*["']execute["']/

function sourceOf(service: object): string {
  return Function.prototype.toString.call(service)
}

function invalidService(name: string, cause: string): Error {
  const remedy = 'Declare "execute" as a method of the class, or pass the method itself'
  return invalidEvent(name, cause, remedy)
}
