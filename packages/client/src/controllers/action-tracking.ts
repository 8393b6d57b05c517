import type { EventName } from '../tracking/event-register.ts'
import { guardTracking } from '../tracking/guard-tracking.ts'
import type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from '../tracking/track-internal-event.ts'
import { checkOptions, isTrue, propertiesOf } from '../tracking/tracked-options.ts'

/** The settings of a controller that tracks its actions. */
export interface ControllerTracking<Request> {
  /** The function that the service tracks with. */
  readonly trackInternalEvent: TrackInternalEvent
  readonly currentUser: (request: Request) => Identifiable | null | undefined
  readonly trackingProjectSource: (request: Request) => Project | null | undefined
  readonly trackingNamespaceSource: (request: Request) => Identifiable | null | undefined
  /**
   * Hears of the error that kept an action from being tracked. Default: the error is thrown, unless
   * `NODE_ENV` is `production`, where a page does not fail for its tracking.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}

type RequestCondition<Request> = (request: Request) => boolean

/** The options of one tracked action. */
export interface ActionOptions<Request>
  extends Omit<TrackOptions, 'user' | 'project' | 'namespace' | 'additionalProperties'> {
  /** The conditions that must all hold for the action to be tracked. */
  readonly conditions?: RequestCondition<Request> | readonly RequestCondition<Request>[] | undefined
  /** The properties, or a function that reads them from the request, if it has any. */
  readonly additionalProperties?:
    | TrackedProperties
    | ((request: Request) => TrackedProperties | null | undefined)
    | undefined
}

/** The parts of a request and its response that decide whether an action is tracked. */
export interface ActionResponse {
  readonly header: (name: 'accept' | 'dnt') => string | null | undefined
  readonly status: number
  /** Undefined or null if the response does not say what it sends. */
  readonly contentType: string | null | undefined
}

/**
 * Makes the function that tracks an action which answered with HTML and without an error, if the
 * request may be tracked.
 *
 * @throws {ClientError} `INVALID_SETTING` for an unknown option.
 */
export function trackedAction<Request>(
  tracking: ControllerTracking<Request>,
  name: EventName,
  options: ActionOptions<Request>,
): (request: Request, response: ActionResponse) => void {
  checkOptions(name, options)
  return (request, response) =>
    guardTracking(() => trackAction(tracking, name, options, request, response), tracking.onError)
}

function trackAction<Request>(
  tracking: ControllerTracking<Request>,
  name: EventName,
  { conditions = [], additionalProperties, ...options }: ActionOptions<Request>,
  request: Request,
  response: ActionResponse,
): unknown {
  if (!isTrackable(response)) return
  const holds = (condition: RequestCondition<Request>) =>
    isTrue(name, 'conditions', condition(request))
  if (![conditions].flat().every(holds)) return
  const properties =
    typeof additionalProperties === 'function'
      ? additionalProperties(request)
      : additionalProperties
  return tracking.trackInternalEvent(name, {
    ...options,
    user: tracking.currentUser(request),
    project: tracking.trackingProjectSource(request),
    namespace: tracking.trackingNamespaceSource(request),
    additionalProperties: propertiesOf(name, properties),
  })
}

/** Decides as `trackable_html_request?` does, after an action that did not fail. */
function isTrackable({ header, status, contentType }: ActionResponse): boolean {
  const accepted = header('accept') ?? '*/*'
  return (
    !/^\s*(true|t|yes|y|1|on)\s*$/i.test(header('dnt') ?? '') &&
    /text\/html|\*\/\*/.test(accepted) &&
    status < 400 &&
    (contentType == null || contentType.startsWith('text/html'))
  )
}
