import type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from './track-internal-event.ts'

/** How the actions of a controller are tracked. */
export interface ControllerTracking<Request> {
  /** The function that the service tracks with. */
  readonly trackInternalEvent: TrackInternalEvent
  readonly currentUser: (request: Request) => Identifiable | null | undefined
  readonly trackingProjectSource: (request: Request) => Project | null | undefined
  readonly trackingNamespaceSource: (request: Request) => Identifiable | null | undefined
}

type Condition<Request> = (request: Request) => boolean

/** What is said of one action. */
export interface ActionOptions<Request>
  extends Omit<TrackOptions, 'user' | 'project' | 'namespace' | 'additionalProperties'> {
  /** All have to hold for the action to be tracked. */
  readonly conditions?: Condition<Request> | readonly Condition<Request>[] | undefined
  /** The properties, or what makes them of the request; it may find none. */
  readonly additionalProperties?:
    | TrackedProperties
    | ((request: Request) => TrackedProperties | null | undefined)
    | undefined
}

/** What decides whether a response is tracked. */
export interface ActionResponse {
  readonly header: (name: 'accept' | 'dnt') => string | null | undefined
  readonly status: number
  /** What is sent, where it says so. */
  readonly contentType: string | null | undefined
}

/** Tracks an action that has ended well, with HTML, for somebody who may be tracked. */
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

/** As `trackable_html_request?`, after an action that did not fail. */
function isTrackable({ header, status, contentType }: ActionResponse): boolean {
  const accepted = header('accept') ?? '*/*'
  return (
    header('dnt') == null &&
    /text\/html|\*\/\*/.test(accepted) &&
    status < 400 &&
    (contentType == null || contentType.startsWith('text/html'))
  )
}
