import type { AdditionalProperties, EventName } from '../definitions/index.ts'
import { isMapping } from '../foundation/index.ts'
import {
  checkFrontendProperties,
  checkObject,
  type PageContext,
  type Silence,
  silenceOfPage,
  snowplowEnabled,
  TrackingError,
} from '../tracking/index.ts'
import { currentRun } from './current-run.ts'
import type { TestRun } from './test-run.ts'

/** The largest number of events that the end point `track_events` takes in one request. */
export const MAX_EVENTS = 50

/** A group or project that a dashboard is about. */
export interface DashboardNamespace {
  /** A GraphQL id such as `gid://gitlab/Group/3`, or the number in it. Of any other the event has no namespace. */
  readonly id: string | number
  /** `Project` for a project; anything else is a group. */
  readonly type: string
}

/**
 * Tracks an event for each group and project that a dashboard is about, as one request of the front
 * end to the end point `track_events` does. The events share a `view_id`, and say how many
 * namespaces there are (`scope_count`), and of which type (`scope_type`: `group`, `project` or
 * `mixed`). They are events of the back end, for the user of the page (`setPageContext`), and are
 * sent to Snowplow if it runs on the page. Without a user or a namespace nothing is tracked, nor is an
 * event that is not of Duo on a page that sends these alone (`gl.onlySendDuoEvents`), and
 * `null` is returned.
 *
 * Source: `trackDashboardEvent` of GitLab's front end.
 *
 * @throws {Error} `WRONG_TYPE` when `label`, `property` or `value` has a wrong type.
 * @throws {TrackingError} when the end point would refuse the request in development and test, and
 *   for namespaces that are not a list of objects.
 *
 * @example
 * ```ts
 * import { fakes, setPageContext, trackDashboardEvent } from 'internal-events-testing'
 *
 * setPageContext({ user: { id: 1 } })
 * trackDashboardEvent('view_explore_analytics_dashboard', [
 *   { id: 'gid://gitlab/Group/3', type: 'Group' },
 *   { id: 'gid://gitlab/Project/2', type: 'Project' },
 * ])
 * console.log(fakes.journal.events.map(({ namespace, project }) => namespace ?? project)) // [ { id: 3 }, { id: 2 } ]
 * ```
 */
export function trackDashboardEvent(
  name: EventName,
  namespaces: readonly DashboardNamespace[],
  properties: AdditionalProperties = {},
): Promise<void> | null {
  if (!name) return null
  const run = currentRun()
  const { api, page } = run
  hearRefusal(run, name, () => checkNamespaces(name, namespaces))
  const silence = silenceOf(page, namespaces) ?? silenceOfPage(name)
  if (silence) {
    run.noteSilence({ name, ...silence })
    return null
  }
  const additionalProperties = {
    ...properties,
    view_id: crypto.randomUUID(),
    scope_count: namespaces.length,
    scope_type: scopeTypeOf(namespaces),
  }
  hearRefusal(run, name, () => {
    checkObject(name, 'the third argument', properties)
    checkFrontendProperties(additionalProperties)
    checkNumber(name, namespaces)
  })
  for (const namespace of namespaces) {
    api.trackInternalEvent(name, {
      user: page.user,
      ...identifierOf(namespace),
      additionalProperties,
      sendSnowplowEvent: snowplowEnabled(page),
    })
  }
  return Promise.resolve()
}

function hearRefusal(run: TestRun, name: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    run.refuse({ name, error })
    throw error
  }
}

/** @throws {TrackingError} `INVALID_PROPERTY_TYPE` for what is not a list of namespaces. */
function checkNamespaces(name: string, namespaces: unknown): void {
  if (Array.isArray(namespaces) && namespaces.every(isMapping)) return
  throw new TrackingError(
    'INVALID_PROPERTY_TYPE',
    name,
    'the second argument should be a list of groups and projects',
    'Pass a list such as [{ id: "gid://gitlab/Group/3", type: "Group" }].',
  )
}

function silenceOf(
  { user }: PageContext,
  namespaces: readonly DashboardNamespace[],
): Silence | undefined {
  if (user == null) {
    return {
      reason: 'the page has no user',
      remedy: 'Give the page a user: setPageContext({ user }).',
    }
  }
  if (namespaces.length > 0) return undefined
  return { reason: 'the dashboard has no namespaces', remedy: 'Pass the groups and projects.' }
}

/** @throws {TrackingError} `TOO_MANY_EVENTS` where the end point would refuse the request. */
function checkNumber(name: string, { length }: readonly DashboardNamespace[]): void {
  if (length <= MAX_EVENTS) return
  throw new TrackingError(
    'TOO_MANY_EVENTS',
    name,
    `Maximum ${MAX_EVENTS} events allowed in one request, and there are ${length} namespaces`,
    `Track at most ${MAX_EVENTS} of them.`,
  )
}

function scopeTypeOf(namespaces: readonly DashboardNamespace[]): 'group' | 'project' | 'mixed' {
  const projects = namespaces.filter(isProject).length
  if (projects === 0) return 'group'
  return projects === namespaces.length ? 'project' : 'mixed'
}

function isProject({ type }: DashboardNamespace): boolean {
  return type === 'Project'
}

function identifierOf(
  namespace: DashboardNamespace,
): Partial<Record<'project' | 'namespace', { id: number }>> {
  const id = Number.parseInt(String(namespace.id).replace(/^gid:\/\/gitlab\/.*\//, ''), 10)
  if (Number.isNaN(id)) return {}
  return isProject(namespace) ? { project: { id } } : { namespace: { id } }
}
