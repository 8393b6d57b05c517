import { setupServer } from 'msw/node'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readParameters } from '../../../src/collector/usage-data/read-parameters.ts'
import { fakes } from '../../../src/entries/index.ts'
import { usageDataHandlers } from '../../../src/entries/msw.ts'

const server = setupServer(...usageDataHandlers())
server.listen({ onUnhandledFrame: 'error' })
afterAll(() => server.close())

const BASE = 'https://gitlab.test/api/v4/usage_data'
const json = { 'content-type': 'application/json', 'private-token': 'secret' }

async function post(
  endPoint: string,
  body: unknown,
  headers: Record<string, string> = json,
): Promise<{ status: number; body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${BASE}/${endPoint}`, { method: 'POST', headers, body: text })
  const answer = await response.text()
  return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) }
}
const OK = { status: 200, body: undefined }

describe('calls that are refused', () => {
  test('a negation hears of a refused event, whatever the caller does with the answer', async () => {
    const refused = async () => {
      expect((await post('track_event', { event: 'push_packag' })).status).toBe(422)
    }
    await expect(async () => {
      await expect(() => refused()).not.toTriggerInternalEvents('push_package')
    }).rejects.toThrow('"push_packag": Unknown event: push_packag. Did you mean "push_package"?')
    await expect(() => refused()).not.toTriggerInternalEvents('pull_package')
  })

  test('a call that the test makes fail is an error of the server', async () => {
    fakes.failTracking('push_package', new Error('no connection'))
    await expect(async () => {
      expect(await post('track_event', { event: 'push_package' })).toEqual({
        status: 500,
        body: { message: 'Internal Server Error' },
      })
    }).not.toTriggerInternalEvents()
  })
})

describe('track_event', () => {
  test('tracks for the user, and moves what selects it', async () => {
    await expect(async () => {
      expect(
        await post('track_event', {
          event: 'push_package',
          project_id: 2,
          namespace_id: '3',
          additional_properties: { label: 'npm', property: 'user', value: 20 },
        }),
      ).toEqual(OK)
    })
      .toTriggerInternalEvents('push_package')
      .with({
        user: { id: 1 },
        project: { id: 2 },
        namespace: { id: 3 },
        category: 'InternalEventTracking',
        additionalProperties: { label: 'npm', property: 'user', value: 20 },
      })
      .and.toIncrementUsageMetrics('counts.npm_package_pushes')
  })

  test.each([
    [undefined, false],
    [false, false],
    ['false', false],
    [true, true],
    ['true', true],
  ])('sends to Snowplow when it is told to: %s', async (send, sent) => {
    await post('track_event', { event: 'pull_package', send_to_snowplow: send })
    expect(fakes.journal.events.map(({ payload }) => payload !== undefined)).toEqual([sent])
  })

  test('reads a form as well', async () => {
    const form = new URLSearchParams({
      event: 'pull_package',
      project_id: '2',
      send_to_snowplow: 'true',
      'additional_properties[label]': 'npm',
      'additional_properties[property]': 'user',
    })
    const type = 'application/x-www-form-urlencoded'
    expect(await post('track_event', String(form), { ...json, 'content-type': type })).toEqual(OK)
    expect(fakes.journal.events).toMatchObject([
      { project: { id: 2 }, additionalProperties: { label: 'npm', property: 'user' } },
    ])
    expect(fakes.journal.events[0]?.payload).toBeDefined()
  })

  test('reads a form of many fields in time', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `additional_properties[${index}]=x`)
    const type = 'application/x-www-form-urlencoded'
    const start = performance.now()
    const read = readParameters(type, names.join('&'))
    expect(Object.keys(read?.['additional_properties'] as object)).toHaveLength(50_000)
    expect(performance.now() - start).toBeLessThan(3000)
  })

  test.each([
    ['authorization', 'Bearer x'],
    ['private-token', 'x'],
    ['job-token', 'x'],
    ['cookie', '_gitlab_session=x'],
  ])('takes %s for credentials', async (name, value) => {
    expect(await post('track_event', { event: 'pull_package' }, { [name]: value })).toEqual(OK)
  })

  test('refuses a request without credentials', async () => {
    expect(await post('track_event', { event: 'pull_package' }, {})).toEqual({
      status: 401,
      body: { message: '401 Unauthorized' },
    })
    expect(fakes.journal.events).toEqual([])
  })

  test.each([
    [{}, 400, { error: 'event is missing' }],
    [{ event: '' }, 400, { error: 'event is missing' }],
    [{ event: 3 }, 400, { error: 'event is invalid' }],
    [{ event: 'pull_package', project_id: 'two' }, 400, { error: 'project_id is invalid' }],
    [
      { event: 'pull_package', namespace_id: [1], additional_properties: 'x' },
      400,
      { error: 'additional_properties is invalid' },
    ],
    [[], 400, { error: 'The body is no object' }],
    ['{', 400, { error: 'The body is no object' }],
  ])('refuses %j', async (body, status, answer) => {
    expect(await post('track_event', body)).toEqual({ status, body: answer })
    expect(fakes.journal.events).toEqual([])
  })

  test('refuses an event that no definition knows with 422, as in development', async () => {
    const { status, body } = await post('track_event', { event: 'pull_pakage' })
    expect(status).toBe(422)
    expect(body).toEqual({ message: expect.stringMatching(/^Unknown event: pull_pakage\. /) })
  })

  test('tells errors of tracking also where this package is there twice', async () => {
    vi.resetModules()
    const another = await import('../../../src/entries/msw.ts')
    expect(another.usageDataHandlers).not.toBe(usageDataHandlers)
    server.resetHandlers(...another.usageDataHandlers())
    expect((await post('track_event', { event: 'pull_pakage' })).status).toBe(422)
    server.resetHandlers(...usageDataHandlers())
  })

  test('fails on properties that are not declared', async () => {
    const properties = { colour: 'red' }
    const { status, body } = await post('track_event', {
      event: 'pull_package',
      additional_properties: properties,
    })
    expect(status).toBe(500)
    expect(body).toEqual({ message: expect.stringContaining('colour') })
  })
})

describe('track_events', () => {
  test('tracks up to 50', async () => {
    const events = Array.from({ length: 50 }, () => ({ event: 'pull_package' }))
    await expect(() => post('track_events', { events }))
      .toTriggerInternalEvents('pull_package')
      .with({ user: { id: 1 } })
      .times(50)
    expect(await post('track_events', { events: [...events, { event: 'pull_package' }] })).toEqual({
      status: 400,
      body: { message: 'Maximum 50 events allowed in one request.' },
    })
    expect(fakes.journal.events).toHaveLength(50)
  })

  test.each([
    [{}, { error: 'events is missing' }],
    [{ events: {} }, { error: 'events is invalid' }],
    [{ events: ['pull_package'] }, { error: 'events is invalid' }],
    [{ events: [{}] }, { error: 'event is missing' }],
  ])('refuses %j', async (body, answer) => {
    expect(await post('track_events', body)).toEqual({ status: 400, body: answer })
  })
})

describe('the legacy end points', () => {
  test('increment_counter moves totals, and tracks nothing', async () => {
    await expect(() => post('increment_counter', { event: 'pull_package' }))
      .toIncrementUsageMetrics('counts.package_pulls')
      .and.not.toTriggerInternalEvents()
      .and.not.toIncrementUsageMetrics(
        'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly',
      )
  })

  test('increment_unique_users moves the counts of users', async () => {
    await expect(async () => {
      await post('increment_unique_users', { event: 'pull_package' })
      await post('increment_unique_users', { event: 'pull_package' })
    })
      .toIncrementUsageMetrics(
        'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly',
      )
      .and.not.toIncrementUsageMetrics('counts.package_pulls')
  })

  test('answer 200 to any name, and count nothing but users', async () => {
    const warn = vi.spyOn(console, 'warn')
    // It has metrics that count projects and labels.
    expect(await post('increment_unique_users', { event: 'push_package' })).toEqual(OK)
    expect(await post('increment_counter', { event: 'no_such_event' })).toEqual(OK)
    expect(await post('increment_unique_users', { event: 'no_such_event' })).toEqual(OK)
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })
})

test('a user of your own, on a host of your own', async () => {
  const own = usageDataHandlers({
    url: 'https://own.test',
    user: ({ headers }) => (headers.get('private-token') === 'alice' ? { id: 7 } : undefined),
  })
  server.resetHandlers(...own)
  const send = (host: string, token: string) =>
    fetch(`https://${host}/api/v4/usage_data/track_event`, {
      method: 'POST',
      headers: { 'private-token': token },
      body: JSON.stringify({ event: 'pull_package' }),
    })
  expect((await send('own.test', 'alice')).status).toBe(200)
  expect((await send('own.test', 'bob')).status).toBe(401)
  expect(fakes.journal.events).toMatchObject([{ user: { id: 7 } }])
  await expect(send('other.test', 'alice')).rejects.toThrow()
  server.resetHandlers(...usageDataHandlers())
})
