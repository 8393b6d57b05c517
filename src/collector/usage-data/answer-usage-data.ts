import type { AdditionalProperties, Identifiable } from '../../definitions/index.ts'
import { ruleKind, type SelectionRule } from '../../definitions/index.ts'
import { currentRun, MAX_EVENTS, noteSent } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import type { TrackingError } from '../../tracking/index.ts'
import { readParameters } from './read-parameters.ts'

/** The options of the usage data API. */
export interface UsageDataOptions {
  /**
   * The user of a request, or `undefined` if it is not authenticated. Default: user 1 for any
   * request with credentials (`Authorization`, `Private-Token`, `Job-Token` or a cookie), nobody
   * without.
   */
  readonly user?: ((request: Request) => Identifiable | undefined) | undefined
}

const CREDENTIALS = ['authorization', 'private-token', 'job-token', 'cookie']

type Parameters = Readonly<Record<string, unknown>>
type Answer = Pick<Refusal, 'status'> & Partial<Refusal>

/** Thrown to refuse a request, with the status and body of the answer. */
class Refusal extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, string>>

  constructor(status: number, body: Readonly<Record<string, string>>) {
    super()
    this.status = status
    this.body = body
  }
}

const END_POINTS: Readonly<Record<string, (parameters: Parameters, user: Identifiable) => void>> = {
  track_event: trackEvent,
  track_events: trackEvents,
  increment_counter: (parameters) =>
    count(parameters, undefined, (rule) => ruleKind(rule) === 'total'),
  increment_unique_users: (parameters, user) =>
    count(parameters, user, (rule) => ruleKind(rule) === 'unique' && rule.unique === 'user'),
}

/**
 * Answers as GitLab's usage data API does in development and test, over the fakes of the running
 * test: tracked events are in the journal, and move counters.
 *
 * Source: `lib/api/usage_data.rb` of GitLab.
 */
export function answerUsageData(
  endPoint: string,
  user: Identifiable | undefined,
  contentType: string,
  text: string,
): Answer {
  try {
    const parameters = readParameters(contentType, text)
    if (!user) {
      noteUnauthorized(parameters)
      throw new Refusal(401, { message: '401 Unauthorized' })
    }
    if (!parameters) throw new Refusal(400, { error: 'The body is no object' })
    END_POINTS[endPoint]?.(parameters, user)
    return { status: 200 }
  } catch (error) {
    return readRefusal(error)
  }
}

/** Returns the user of a request with credentials of any kind. */
export function authenticated(headers: Pick<Headers, 'has'>): Identifiable | undefined {
  return CREDENTIALS.some((name) => headers.has(name)) ? { id: 1 } : undefined
}

function readRefusal(error: unknown): Answer {
  if (error instanceof Refusal) return error
  if (currentRun().stagedFailures.hasThrown(error)) {
    return { status: 500, body: { message: 'Internal Server Error' } }
  }
  const { code, reason } = error as Partial<TrackingError>
  // An error of no tracking call is a bug of ours. Two copies of this package have a class each.
  if (typeof code !== 'string' || typeof reason !== 'string') throw error
  // The real API rescues only this error; the others are errors of the server.
  return { status: code === 'UNKNOWN_EVENT' ? 422 : 500, body: { message: reason } }
}

/** Notes the events that nobody was allowed to send, since they have been sent all the same. */
function noteUnauthorized(parameters: Parameters | undefined): void {
  const { events } = parameters ?? {}
  for (const each of Array.isArray(events) ? events : [parameters]) {
    if (isMapping(each)) noteParameters(each)
  }
}

function noteParameters(parameters: Parameters): void {
  const { event } = parameters
  noteSent(currentRun(), { name: typeof event === 'string' ? event : 'track_event', parameters })
}

function trackEvent(parameters: Parameters, user: Identifiable): void {
  const { send_to_snowplow: send, additional_properties: properties } = parameters
  noteParameters(parameters)
  if (properties != null && !isMapping(properties)) throw invalid('additional_properties')
  const project = readId(parameters, 'project_id')
  const namespace = readId(parameters, 'namespace_id')
  currentRun().api.trackInternalEvent(readEventName(parameters), {
    user,
    ...(project ? { project } : {}),
    ...(namespace ? { namespace } : {}),
    additionalProperties: (properties ?? {}) as AdditionalProperties,
    sendSnowplowEvent: send === true || send === 'true',
  })
}

function trackEvents({ events }: Parameters, user: Identifiable): void {
  if (events == null) throw new Refusal(400, { error: 'events is missing' })
  if (!Array.isArray(events) || !events.every(isMapping)) throw invalid('events')
  if (events.length > MAX_EVENTS) {
    throw new Refusal(400, {
      message: `Maximum ${MAX_EVENTS} events allowed in one request.`,
    })
  }
  for (const event of events) trackEvent(event, user)
}

/** Counts as the legacy end points do: without definitions of events, and with 200 for any name. */
function count(
  parameters: Parameters,
  user: Identifiable | undefined,
  selects: (rule: SelectionRule) => boolean,
): void {
  currentRun().api.countLegacyEvent(readEventName(parameters), user, selects)
}

function readEventName({ event }: Parameters): string {
  if (event == null || event === '') throw new Refusal(400, { error: 'event is missing' })
  if (typeof event !== 'string') throw invalid('event')
  return event
}

function readId(parameters: Parameters, key: string): Identifiable | undefined {
  const value = parameters[key]
  if (value == null || value === '') return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return { id: value }
  if (typeof value !== 'string' || !/^\d+$/.test(value)) throw invalid(key)
  return { id: Number(value) }
}

function invalid(key: string): Refusal {
  return new Refusal(400, { error: `${key} is invalid` })
}
