import type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from '../tracking/track-internal-event.ts'

/** The settings of a controller that tracks its actions. */
export interface ControllerTracking<Request> {
  /** The function that the service tracks with. */
  readonly trackInternalEvent: TrackInternalEvent
  readonly currentUser: (request: Request) => Identifiable | null | undefined
  readonly trackingProjectSource: (request: Request) => Project | null | undefined
  readonly trackingNamespaceSource: (request: Request) => Identifiable | null | undefined
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

/** Tracks an action that answered with HTML and without an error, if the request may be tracked. */
export function trackAction<Request>(
  tracking: ControllerTracking<Request>,
  name: string,
  { conditions = [], additionalProperties, ...options }: ActionOptions<Request>,
  request: Request,
  response: ActionResponse,
): void {
  if (!isTrackable(response)) return
  if (![conditions].flat().every((holds) => holds(request))) return
  const properties =
    typeof additionalProperties === 'function'
      ? additionalProperties(request)
      : additionalProperties
  tracking.trackInternalEvent(name, {
    ...options,
    user: tracking.currentUser(request),
    project: tracking.trackingProjectSource(request),
    namespace: tracking.trackingNamespaceSource(request),
    additionalProperties: properties ?? {},
  })
}

/** Decides as `trackable_html_request?` does, after an action that did not fail. */
function isTrackable({ header, status, contentType }: ActionResponse): boolean {
  const accepted = header('accept') ?? '*/*'
  return (
    header('dnt') == null &&
    /text\/html|\*\/\*/.test(accepted) &&
    status < 400 &&
    (contentType == null || contentType.startsWith('text/html'))
  )
}
