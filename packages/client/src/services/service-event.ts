import type { TrackedProperties, TrackOptions } from '../tracking/track-internal-event.ts'
import { isTrue } from '../tracking/tracked-options.ts'

type OneOrMore<Item> = Item | readonly Item[]
type Properties = TrackedProperties | null | undefined

/** The options of an event that needs a result. */
interface ReturnedOptions<Service, Result> {
  /**
   * `success` (the default) tracks where `execute` returns and its result does not tell of an error:
   * `false`, `null`, `''`, and objects with `success: false` or `status: 'error'` do. A function
   * decides by the truth of what it returns.
   */
  readonly on?: 'success' | ((result: Result, service: Service) => boolean) | undefined
  /** The conditions that must all hold for the event to be tracked. */
  readonly conditions?: OneOrMore<(service: Service, result: Result) => boolean> | undefined
  /** The properties, or a function that reads them from the result, if it has any. */
  readonly additionalProperties?:
    | Properties
    | ((result: Result, service: Service) => Properties)
    | undefined
}

/** The options of an event that is tracked where `execute` throws, too; there is no result then. */
interface FailedOptions<Service, Result> {
  /**
   * `error` tracks where `execute` throws, and where its result tells of an error. `always` tracks
   * in any case.
   */
  readonly on: 'error' | 'always'
  readonly conditions?:
    | OneOrMore<(service: Service, result: Result | undefined, error: unknown) => boolean>
    | undefined
  readonly additionalProperties?:
    | Properties
    | ((result: Result | undefined, service: Service, error: unknown) => Properties)
    | undefined
}

/** The options of an event that a service tracks. */
export type ServiceEventOptions<Service, Result> = Omit<
  TrackOptions,
  'user' | 'project' | 'namespace' | 'additionalProperties'
> &
  (ReturnedOptions<Service, Result> | FailedOptions<Service, Result>)

/** The end of a call of `execute`: it has returned, or it has thrown. */
export type Outcome =
  | { readonly returned: true; readonly result: unknown; readonly error?: undefined }
  | { readonly returned: false; readonly result?: undefined; readonly error: unknown }

/**
 * Tells whether an event belongs to the end that a call has taken.
 *
 * @throws {ClientError} `INVALID_SETTING` for a condition that returns a promise.
 */
export function isDue(
  name: string,
  { on = 'success', conditions = [] }: ServiceEventOptions<object, unknown>,
  service: object,
  outcome: Outcome,
): boolean {
  const { returned, result, error } = outcome
  const due =
    typeof on === 'function'
      ? returned && isTrue(name, 'on', on(result, service))
      : isDueOn(on, outcome)
  const holds = (condition: Condition) =>
    isTrue(name, 'conditions', condition(service, result, error))
  return due && [conditions].flat().every(holds)
}

type Condition = (service: object, result: unknown, error: unknown) => boolean

function isDueOn(on: 'success' | 'error' | 'always', { returned, result }: Outcome): boolean {
  return on === 'always' || (returned && isSuccess(result)) === (on === 'success')
}

/** Judges a result. A method without a result, which has returned, has succeeded. */
function isSuccess(result: unknown): boolean {
  if (result === false || result === null || result === '') return false
  const { success, status } = Object(result) as { success?: unknown; status?: unknown }
  return success !== false && status !== 'error'
}
