import { setupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakes, setPageContext, trackDashboardEvent } from '../../src/entries/index.ts'
import { usageDataHandlers } from '../../src/entries/msw.ts'

const NAME = 'view_explore_analytics_dashboard'
const user = { id: 1 }
const group = { id: 'gid://gitlab/Group/3', type: 'Group' }
const project = { id: 'gid://gitlab/Project/2', type: 'Project' }
const groups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, type: 'Group' }))

beforeEach(() => setPageContext({ user }))
afterEach(() => vi.unstubAllGlobals())

test('an event for each namespace, with one view, for the user of the page', async () => {
  await expect(() => trackDashboardEvent(NAME, [group, project], {}))
    .toTriggerInternalEvents(NAME)
    .times(2)
    .and.toIncrementUsageMetrics('counts.dashboard_views')
    .by(2)
  const [first, second] = fakes.journal.events
  expect(first).toMatchObject({ user, namespace: { id: 3 }, source: 'backend' })
  expect(first?.project).toBeUndefined()
  expect(second).toMatchObject({ user, project: { id: 2 }, category: 'InternalEventTracking' })
  expect(second?.namespace).toBeUndefined()
  expect(first?.additionalProperties).toEqual({
    view_id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
    scope_count: 2,
    scope_type: 'mixed',
  })
  expect(second?.additionalProperties).toEqual(first?.additionalProperties)
})

test('each view has an id of its own, which no property overrides', async () => {
  await trackDashboardEvent(NAME, [group], { view_id: 'mine' })
  await trackDashboardEvent(NAME, [group])
  const ids = fakes.journal.events.map((event) => event.additionalProperties['view_id'])
  expect(new Set([...ids, 'mine']).size).toBe(3)
})

test.each([
  ['group', [group, { id: '7', type: 'Group' }]],
  ['project', [project]],
  ['mixed', [project, group]],
])('the scope %s', (type, namespaces) => {
  trackDashboardEvent(NAME, namespaces)
  for (const { additionalProperties } of fakes.journal.events) {
    expect(additionalProperties['scope_type']).toBe(type)
  }
  expect(fakes.journal.events).toHaveLength(namespaces.length)
})

test('ids of GraphQL, numbers and texts name a namespace, others none', () => {
  trackDashboardEvent(NAME, [group, { id: 4, type: 'Group' }, { id: '5', type: 'Group' }])
  for (const id of ['gid://gitlab/Group/none', 'agid://gitlab/Group/3']) {
    trackDashboardEvent(NAME, [{ id, type: 'Group' }])
  }
  expect(fakes.journal.events.map(({ namespace }) => namespace)).toEqual([
    { id: 3 },
    { id: 4 },
    { id: 5 },
    undefined,
    undefined,
  ])
})

describe('nothing is tracked', () => {
  test('without a user', async () => {
    setPageContext({})
    await expect(() => {
      expect(trackDashboardEvent(NAME, [group])).toBeNull()
    }).not.toTriggerInternalEvents()
  })

  test('on a page that sends the events of Duo alone, unless it is one of them', async () => {
    vi.stubGlobal('gl', { onlySendDuoEvents: true, duoEvents: [] })
    await expect(() => {
      expect(trackDashboardEvent(NAME, [group])).toBeNull()
    }).not.toTriggerInternalEvents()
    vi.stubGlobal('gl', { onlySendDuoEvents: true, duoEvents: [NAME] })
    await expect(() => trackDashboardEvent(NAME, [group])).toTriggerInternalEvents(NAME)
  })

  test('without a namespace or a name', async () => {
    await expect(() => {
      expect(trackDashboardEvent(NAME, [])).toBeNull()
      expect(trackDashboardEvent('', [group])).toBeNull()
    }).not.toTriggerInternalEvents()
  })
})

test.each([
  ['where it does not run', () => setPageContext({ user, snowplow: false })],
  ['for privacy', () => vi.stubGlobal('navigator', { globalPrivacyControl: true })],
])('events are counted, and not sent to Snowplow, %s', async (_, arrange) => {
  arrange()
  await expect(() => trackDashboardEvent(NAME, [group])).toIncrementUsageMetrics(
    'counts.dashboard_views',
  )
  expect(fakes.journal.events.map(({ payload }) => payload)).toEqual([undefined])
})

test('events are sent to Snowplow where it runs', () => {
  trackDashboardEvent(NAME, [group])
  expect(fakes.journal.events[0]?.payload).toMatchObject({ se_ac: NAME })
})

describe('what is refused', () => {
  test.each([[null], [{ id: 3, type: 'Group' }], [[null]]])('namespaces that are %o', (given) => {
    expect(() => trackDashboardEvent(NAME, given as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PROPERTY_TYPE',
        message: `Failed to track "${NAME}": the second argument should be a list of groups and projects. Pass a list such as [{ id: "gid://gitlab/Group/3", type: "Group" }].`,
      }),
    )
  })

  test('properties that are a map', () => {
    expect(() => trackDashboardEvent(NAME, [group], new Map() as never)).toThrow(
      `Failed to track "${NAME}": the third argument should be an object of properties, but is a Map. Pass an object of properties, or leave the third argument out.`,
    )
  })

  test('a built-in property of a wrong type, before anything is tracked', () => {
    const label = 3 as unknown as string
    expect(() => trackDashboardEvent(NAME, [group], { label })).toThrow(
      new Error('label should be of type: string. Provided type is: number.'),
    )
    expect(fakes.journal.events).toEqual([])
  })

  test.each([
    ['too many namespaces', () => trackDashboardEvent(NAME, groups(51))],
    ['no namespaces', () => trackDashboardEvent(NAME, null as never)],
    ['a wrong type', () => trackDashboardEvent(NAME, [group], { label: 3 as never })],
  ])('%s, of which claims hear where code catches the error', async (_, view) => {
    const guarded = () => {
      try {
        view()
      } catch {}
    }
    const claim = Promise.resolve(expect(guarded).not.toTriggerInternalEvents(NAME))
    await expect(claim).rejects.toThrow(
      'Expected the block not to track this, but it tried to: tracking refused a call, and the code caught the error.',
    )
  })

  test('an event that does not declare the properties of a view', () => {
    expect(() => trackDashboardEvent('view_package_page', [group])).toThrow(
      'Failed to track "view_package_page": Unknown additional property: view_id for event_name: view_package_page.',
    )
  })

  test('more namespaces than a request may have events', () => {
    trackDashboardEvent(NAME, groups(50))
    expect(fakes.journal.events).toHaveLength(50)
    expect(() => trackDashboardEvent(NAME, groups(51))).toThrow(
      expect.objectContaining({
        code: 'TOO_MANY_EVENTS',
        message:
          'Failed to track "view_explore_analytics_dashboard": Maximum 50 events allowed in one request, and there are 51 namespaces. Track at most 50 of them.',
      }),
    )
    expect(fakes.journal.events).toHaveLength(50)
  })
})

test('the end point records the same for the request that the front end sends', async () => {
  const server = setupServer(...usageDataHandlers())
  server.listen()
  try {
    trackDashboardEvent(NAME, [group, project])
    const [additional_properties] = fakes.journal.events.map((event) => event.additionalProperties)
    const each = { event: NAME, additional_properties, send_to_snowplow: true }
    await fetch('https://gitlab.test/api/v4/usage_data/track_events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'private-token': 'secret' },
      body: JSON.stringify({
        events: [
          { ...each, namespace_id: 3 },
          { ...each, project_id: 2 },
        ],
      }),
    })
    const plain = fakes.journal.events.map(({ payload, ...event }) => ({
      ...event,
      sent: payload !== undefined,
    }))
    expect(plain).toHaveLength(4)
    expect(plain.slice(2)).toEqual(plain.slice(0, 2))
  } finally {
    server.close()
  }
})
