import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { bodyOf, item, type Json, post, read, TP2 } from '../send.ts'

// Without a test's journal: Micro is for suites that read over HTTP alone.
let url: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ url, close } = await serveCollector({ maxEvents: 100 }))
})
afterAll(() => close())
beforeEach(async () => {
  await fetch(`${url}/micro/reset`)
})

const context = { schema: 'iglu:com.acme/checkoutStep/jsonschema/1-0-2', data: { step: 2 } }
const another = { schema: 'iglu:com.acme/cart/jsonschema/2-0-0', data: { total: 3 } }
const product = { schema: 'iglu:com.acme/add_to_cart/jsonschema/1-0-0', data: { sku: 'x' } }
const wrap = (kind: string, data: unknown) =>
  JSON.stringify({ schema: `iglu:com.snowplowanalytics.snowplow/${kind}/jsonschema/1-0-0`, data })
const EID = '2d8f5e2a-0b7c-4f0e-9d5c-1a2b3c4d5e6f'
const struct = { ...item, eid: EID, aid: 'cli', uid: 'u1', se_la: 'npm', se_va: '2.5' }
const unstruct = {
  e: 'ue',
  p: 'web',
  tv: 'js-4.8.0',
  aid: 'shop',
  ue_pr: wrap('unstruct_event', product),
}
const view = {
  e: 'pv',
  p: 'web',
  tv: 'js-4.8.0',
  url: 'https://shop.test:8443/cart?utm=1#top',
  page: 'Cart',
  refr: 'http://search.test/q',
  vp: '800x600',
  cookie: '1',
  dtm: '1795344584000',
  stm: '1795344585000',
  co: wrap('contexts', [context, another]),
}
const names = (events: { eventType: string }[]) => events.map(({ eventType }) => eventType)
const good = (filter?: unknown) => read<{ eventType: string }[]>(`${url}/micro/good`, filter)

describe('/micro/good', () => {
  test('shows an event as Micro does', async () => {
    const before = Date.now()
    await fetch(url + TP2, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'own/1.0',
        referer: 'https://shop.test/',
      },
      body: bodyOf(view),
    })
    const [event] = await read<Json[]>(`${url}/micro/good`)
    expect(Object.keys(event)).toEqual([
      'rawEvent',
      'eventType',
      'schema',
      'contexts',
      'event',
      'incomplete',
    ])
    expect(event).toMatchObject({
      rawEvent: {
        api: { vendor: 'com.snowplowanalytics.snowplow', version: 'tp2' },
        parameters: view,
        contentType: 'application/json',
        source: { name: 'internal-events-testing', encoding: 'UTF-8', hostname: '127.0.0.1' },
        context: {
          ipAddress: '127.0.0.1',
          useragent: 'own/1.0',
          refererUri: 'https://shop.test/',
          userId: expect.stringMatching(/^[\da-f-]{36}$/),
        },
      },
      eventType: 'page_view',
      schema: 'iglu:com.snowplowanalytics.snowplow/page_view/jsonschema/1-0-0',
      contexts: [context.schema, another.schema],
      incomplete: false,
    })
    expect(event.rawEvent.context.headers).toContain('user-agent: own/1.0')
    expect(Object.keys(event.event)).toHaveLength(131)
    const collected = Date.parse(event.event.collector_tstamp)
    expect(collected).toBeGreaterThanOrEqual(before)
    expect(event.event).toMatchObject({
      event: 'page_view',
      event_vendor: 'com.snowplowanalytics.snowplow',
      event_name: 'page_view',
      event_format: 'jsonschema',
      event_version: '1-0-0',
      platform: 'web',
      app_id: null,
      v_tracker: 'js-4.8.0',
      page_url: view.url,
      page_urlscheme: 'https',
      page_urlhost: 'shop.test',
      page_urlport: 8443,
      page_urlpath: '/cart',
      page_urlquery: 'utm=1',
      page_urlfragment: 'top',
      refr_urlhost: 'search.test',
      refr_urlport: 80,
      refr_urlquery: null,
      br_viewwidth: 800,
      br_viewheight: 600,
      br_cookies: true,
      useragent: 'own/1.0',
      dvce_created_tstamp: '2026-11-22T10:49:44.000Z',
      dvce_sent_tstamp: '2026-11-22T10:49:45.000Z',
      derived_tstamp: new Date(collected - 1000).toISOString(),
      contexts: { data: [context, another] },
      unstruct_event: null,
    })
  })

  test('tells when it happened by the best clock there is', async () => {
    await post(url, { ...view, ttm: '1795340000000' }, { ...view, dtm: '1795344586000' })
    const [behind, real] = await read<Json[]>(`${url}/micro/good`)
    expect(real.event.derived_tstamp).toBe('2026-11-22T09:33:20.000Z')
    // A clock that was set back meanwhile tells nothing.
    expect(behind.event.derived_tstamp).toBe(behind.event.collector_tstamp)
  })

  test('knows structured and self-describing events', async () => {
    await post(url, struct, unstruct)
    expect(await read(`${url}/micro/good`)).toMatchObject([
      {
        eventType: 'unstruct',
        schema: product.schema,
        contexts: [],
        event: { event_name: 'add_to_cart', contexts: {}, unstruct_event: { data: product } },
      },
      {
        eventType: 'struct',
        schema: 'iglu:com.google.analytics/event/jsonschema/1-0-0',
        event: {
          event_id: EID,
          app_id: 'cli',
          user_id: 'u1',
          se_category: 'CLI',
          se_action: 'pull_package',
          se_label: 'npm',
          se_property: null,
          se_value: 2.5,
        },
      },
    ])
  })

  test('filters by what Micro knows: exactly, all contexts, the newest', async () => {
    await post(url, struct, unstruct, view)
    expect(names(await good())).toEqual(['page_view', 'unstruct', 'struct'])
    expect(names(await good({}))).toHaveLength(3)
    expect(names(await good({ event_type: 'struct' }))).toEqual(['struct'])
    expect(names(await good({ event_type: 'ue' }))).toEqual([])
    expect(names(await good({ schema: product.schema }))).toEqual(['unstruct'])
    expect(names(await good({ contexts: [another.schema] }))).toEqual(['page_view'])
    expect(names(await good({ contexts: [another.schema, context.schema] }))).toEqual(['page_view'])
    expect(names(await good({ contexts: [another.schema, 'iglu:x/y/jsonschema/1-0-0'] }))).toEqual(
      [],
    )
    expect(names(await good({ limit: 2 }))).toEqual(['page_view', 'unstruct'])
    expect(names(await good({ limit: 0 }))).toEqual([])
    expect(names(await good({ event_type: null, limit: null }))).toHaveLength(3)
  })

  test('filters by what its users ask for, in a body and in a query', async () => {
    const standard = {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: { environment: 'test', user_id: 42 },
    }
    await post(url, struct, unstruct, {
      ...item,
      se_ac: 'push_package',
      co: wrap('contexts', [standard]),
    })
    const filters = [
      [{ event_id: EID }, 'pull_package'],
      [{ app_id: 'cli' }, 'pull_package'],
      [{ user_id: 'u1' }, 'pull_package'],
      [{ user_id: '42' }, 'push_package'],
      [{ internal_event: 'push_package' }, 'push_package'],
      [{ contexts: standard.schema }, 'push_package'],
    ] as const
    for (const [filter, action] of filters) {
      const query = new URLSearchParams(filter as Record<string, string>)
      const found = await read(`${url}/micro/good?${query}`)
      expect(found).toMatchObject([{ event: { se_action: action } }])
      if ('contexts' in filter) continue
      expect(await good(filter)).toEqual(found)
    }
    expect(names(await read(`${url}/micro/good?event_type=struct&limit=1`))).toEqual(['struct'])
  })

  test.each([
    [
      { eventType: 'struct' },
      'Failed to filter good events: "eventType" is not a filter. Did you mean "event_type"?',
    ],
    [
      { colour: 'red' },
      'Failed to filter good events: "colour" is not a filter. Filter by event_type, schema, contexts, event_id, app_id, user_id, internal_event, limit.',
    ],
    [
      { __proto__x: 1, limit: -1 },
      'Failed to filter good events: "__proto__x" is not a filter. Filter by event_type, schema, contexts, event_id, app_id, user_id, internal_event, limit.',
    ],
    [{ limit: 'all' }, 'Failed to filter good events: limit is "all". Send a whole number.'],
    [{ event_type: 3 }, 'Failed to filter good events: event_type is 3. Send a string.'],
    [{ contexts: 'x' }, 'Failed to filter good events: contexts is "x". Send a list of strings.'],
    [[], 'Failed to read the body: it is not a JSON object. Send a JSON object, or an empty body.'],
  ])('refuses the filter %j', async (filter, error) => {
    expect(await good(filter)).toEqual({ error })
    const response = await fetch(`${url}/micro/good`, {
      method: 'POST',
      body: JSON.stringify(filter),
    })
    expect(response.status).toBe(400)
  })

  test('ignores what is no filter in a query, as Micro does', async () => {
    await post(url, struct, view)
    expect(names(await read(`${url}/micro/good?_=123&event_type=struct`))).toEqual(['struct'])
    expect(await read(`${url}/micro/bad?_=123`)).toEqual([])
    expect(names(await good({ limit: '1' }))).toEqual(['page_view'])
  })

  test('takes the filters of a query by POST, too', async () => {
    await post(url, struct, view)
    const asked = async (query: string, body = '') => {
      const response = await fetch(`${url}/micro/good?${query}`, { method: 'POST', body })
      return names(await response.json())
    }
    expect(await asked('event_type=struct')).toEqual(['struct'])
    expect(await asked('app_id=cli&_=123', '{"event_type":"page_view"}')).toEqual([])
    expect(await asked('event_type=struct', '{"event_type":"page_view"}')).toEqual(['page_view'])
  })

  test('refuses a filter that is no JSON', async () => {
    const response = await fetch(`${url}/micro/good`, { method: 'POST', body: '{' })
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        error:
          'Failed to read the body: it is not valid JSON. Send a JSON object, or an empty body.',
      },
    ])
  })
})

describe('/micro/bad', () => {
  test('tells of an item and of a whole request why they are bad', async () => {
    await post(url, item, { ...item, eid: 'no id' })
    await fetch(`${url}/com.acme/webhook?a=1&b=x%20y`, { method: 'POST', body: 'hello' })
    const [request, event] = await read<Json[]>(`${url}/micro/bad`)
    expect(Object.keys(event)).toEqual(['collectorPayload', 'rawEvent', 'errors'])
    expect(event.rawEvent.parameters).toEqual({ ...item, eid: 'no id' })
    expect(event.errors[0]).toBe('Error while validating the event.')
    expect(JSON.parse(event.errors[1])).toMatchObject({
      schema: 'iglu:com.snowplowanalytics.snowplow.badrows/schema_violations/jsonschema/2-0-0',
      data: {
        processor: { artifact: 'internal-events-testing' },
        failure: {
          messages: [
            {
              schemaKey: 'iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0',
              error: {
                error: 'ValidationError',
                dataReports: [
                  {
                    message: 'eid is "no id", which is not a valid UUID',
                    path: 'eid',
                    keyword: 'no id',
                    targets: [],
                  },
                ],
              },
            },
          ],
        },
      },
    })
    expect(request).toMatchObject({
      collectorPayload: {
        api: { vendor: 'com.acme', version: 'webhook' },
        querystring: ['a=1', 'b=x y'],
        body: 'hello',
      },
      rawEvent: null,
      errors: [
        'Error while extracting event(s) from collector payload and validating it/them.',
        expect.any(String),
      ],
    })
    expect(JSON.parse(request.errors[1])).toMatchObject({
      schema: 'iglu:com.snowplowanalytics.snowplow.badrows/adapter_failures/jsonschema/1-0-0',
      data: {
        failure: {
          vendor: 'com.acme',
          version: 'webhook',
          messages: [
            {
              field: 'vendor/version',
              expectation: expect.stringContaining('is not one that the pipeline knows'),
            },
          ],
        },
        payload: { body: 'hello' },
      },
    })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 3, good: 1, bad: 2 })
  })

  test('names the field that breaks a schema', async () => {
    const ai = {
      schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2',
      data: { total_tokens: '3' },
    }
    await post(url, { ...item, co: wrap('contexts', [ai]) })
    const [{ errors }] = await read<Json[]>(`${url}/micro/bad`)
    expect(JSON.parse(errors[1])).toMatchObject({
      schema: 'iglu:com.snowplowanalytics.snowplow.badrows/schema_violations/jsonschema/2-0-0',
      data: {
        failure: {
          messages: [
            { schemaKey: ai.schema, error: { dataReports: [{ path: '$.total_tokens' }] } },
          ],
        },
      },
    })
  })

  test('filters by vendor, version, id and app', async () => {
    await post(url, { ...struct, vid: 3 })
    await fetch(`${url}/com.acme/webhook`, { method: 'POST', body: 'hello' })
    const bad = (filter: object) => read<unknown[]>(`${url}/micro/bad`, filter)
    expect(await bad({})).toHaveLength(2)
    expect(await bad({ vendor: 'com.acme' })).toHaveLength(1)
    expect(await bad({ version: 'tp2' })).toHaveLength(1)
    expect(await bad({ event_id: EID })).toHaveLength(1)
    expect(await bad({ app_id: 'other' })).toHaveLength(0)
    expect(await bad({ limit: 1 })).toMatchObject([{ rawEvent: null }])
    expect(await bad({ event_type: 'struct' })).toEqual({
      error:
        'Failed to filter bad events: "event_type" is not a filter. Filter by vendor, version, event_id, app_id, limit.',
    })
  })
})

describe('/micro/reset', () => {
  test('answers as Micro 4, and as Micro 3 where that is asked for', async () => {
    const response = await fetch(`${url}/micro/reset`, { method: 'POST' })
    expect(await response.text()).toBe('"Reset completed"')
    const three = await serveCollector({ microVersion: 3 })
    await post(three.url, item)
    expect(await read(`${three.url}/micro/reset`)).toEqual({ total: 0, good: 0, bad: 0 })
    await three.close()
  })
})

describe('/micro/events', () => {
  const page = (request: unknown) =>
    read<{ events: Record<string, Json>[]; totalPages: number; totalItems: number }>(
      `${url}/micro/events`,
      request,
    )

  test('holds good and failed events as flat objects', async () => {
    await post(url, unstruct, view, { ...struct, vid: 3 })
    const events = await read<Json[]>(`${url}/micro/events`)
    expect(events.map(({ event }) => event)).toEqual(['struct', 'page_view', 'unstruct'])
    expect(events[0]).toMatchObject({
      event_id: EID,
      contexts_com_snowplowanalytics_snowplow_failure_1: [
        {
          failureType: 'TrackerProtocolViolation',
          errors: [{ message: 'vid should be a string, but is a number', source: 'vid' }],
        },
      ],
    })
    expect(events[1]).toMatchObject({
      contexts_com_acme_checkout_step_1: [{ step: 2 }],
      contexts_com_acme_cart_2: [{ total: 3 }],
    })
    expect(events[2].unstruct_event_com_acme_add_to_cart_1).toEqual({ sku: 'x' })
    expect(events[2]).not.toHaveProperty('contexts')
  })

  test('pages, filters and sorts', async () => {
    await post(url, ...['b', 'a', 'c'].map((label) => ({ ...struct, se_la: label })), view, {
      ...item,
      vid: 1,
    })
    const base = { filters: [], page: 1, pageSize: 2 }
    const labels = async (request: object) => {
      const { events } = await page({ ...base, pageSize: 50, validEvents: true, ...request })
      return events.map(({ se_label }) => se_label)
    }
    expect(await page(base)).toMatchObject({ totalPages: 3, totalItems: 5, events: [{}, {}] })
    expect((await page({ ...base, page: 3 })).events).toHaveLength(1)
    expect(await page({ ...base, filters: [{ column: 'app_id', values: ['none'] }] })).toEqual({
      events: [],
      totalPages: 1,
      totalItems: 0,
    })
    const sorting = { column: 'se_label', desc: false }
    expect(await labels({ sorting })).toEqual(['a', 'b', 'c', null])
    expect(await labels({ sorting: { ...sorting, desc: true } })).toEqual([null, 'c', 'b', 'a'])
    expect(await labels({ filters: [{ column: 'se_label', values: ['A', 'c'] }] })).toEqual([
      'c',
      'a',
    ])
    expect(await labels({ filters: [{ column: 'se_label', value: 'a' }] })).toEqual(['a'])
    expect(await labels({ filters: [{ column: 'contexts_x', values: ['a'] }] })).toHaveLength(4)
    expect(await labels({ timeRange: { start: Date.now() + 1000 } })).toEqual([])
    expect(
      await labels({ timeRange: { end: new Date(Date.now() + 1000).toISOString() } }),
    ).toHaveLength(4)
    expect((await page({ ...base, validEvents: false })).totalItems).toBe(1)
  })

  test('filters and sorts as Micro does: by text, without empty values', async () => {
    const contexts = wrap('contexts', [context])
    await post(url, { ...struct, se_va: '10' }, { ...struct, se_va: '9', co: contexts }, view)
    const base = { filters: [], page: 1, pageSize: 50 }
    const values = async (request: object) =>
      (await page({ ...base, ...request })).events.map(({ se_value }) => se_value)
    const all = [null, 9, 10]
    expect(await values({ filters: [{ column: 'app_id', values: [] }] })).toEqual(all)
    expect(await values({ filters: [{ column: 'app_id', values: [''] }] })).toEqual(all)
    expect(await values({ filters: [{ column: 'se_value', values: ['null'] }] })).toEqual([null])
    expect(await values({ filters: [{ column: 'none', values: ['undefined'] }] })).toEqual([])
    expect(await values({ filters: [{ column: 'contexts', values: ['x'] }] })).toEqual([])
    const sorting = { column: 'se_value', desc: false }
    expect(await values({ sorting })).toEqual([10, 9, null])
    expect(await values({ sorting: { ...sorting, desc: true } })).toEqual([null, 9, 10])
    const column = 'contexts_com_acme_checkout_step_1'
    expect(await values({ sorting: { column, desc: true } })).toEqual(all)
    expect(await values({ sorting: { column: 'none', desc: true } })).toEqual(all)
  })

  test('covers a time from its start to before its end', async () => {
    await post(url, struct)
    const [{ collector_tstamp: time }] = await read<Json[]>(`${url}/micro/events`)
    const base = { filters: [], page: 1, pageSize: 1 }
    const count = async (timeRange: object) => (await page({ ...base, timeRange })).totalItems
    expect(await count({ start: time })).toBe(1)
    expect(await count({ end: time })).toBe(0)
    expect(await count({ end: new Date(Date.parse(time) + 1).toISOString() })).toBe(1)
  })

  test('fills a failed event, with an id that stays; bytes that are no event are not there', async () => {
    const ai = {
      schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2',
      data: { total_tokens: '3' },
    }
    await post(
      url,
      { ...item, eid: 'no id', aid: 'cli' },
      { ...unstruct, eid: EID, co: wrap('contexts', [ai, another]) },
    )
    await fetch(`${url}/a/b`, { method: 'POST', body: 'bytes' })
    expect(await read(`${url}/micro/all`)).toEqual({ total: 3, good: 0, bad: 3 })
    const events = await read<Json[]>(`${url}/micro/events`)
    expect(events).toMatchObject([
      {
        event_id: EID,
        event: 'unstruct',
        event_vendor: 'com.acme',
        event_name: 'add_to_cart',
        contexts_com_acme_cart_2: [{ total: 3 }],
        unstruct_event_com_acme_add_to_cart_1: { sku: 'x' },
        contexts_com_snowplowanalytics_snowplow_failure_1: [{ failureType: 'ValidationError' }],
      },
      {
        event_id: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
        ),
        app_id: 'cli',
        event: 'struct',
        event_name: 'event',
      },
    ])
    // The context that is to blame is not part of the event.
    expect(events[0]).not.toHaveProperty('contexts_com_gitlab_ai_context_1')
    expect(await read(`${url}/micro/events`)).toEqual(events)
    expect((await page({ filters: [], page: 1, pageSize: 9, validEvents: false })).events).toEqual(
      events,
    )
  })

  test.each([
    [{}, 'filters is not a list'],
    [
      { filters: [{}], page: 1, pageSize: 1 },
      'a filter should have a column, and a list of strings as values',
    ],
    [{ filters: [], page: 0, pageSize: 1 }, 'page is 0, but should be a whole number from 1 on'],
    [{ filters: [], page: 1 }, 'pageSize is undefined, but should be a whole number from 1 on'],
    [
      { filters: [], page: 1, pageSize: 1, validEvents: 'yes' },
      'validEvents should be true or false',
    ],
    [
      { filters: [], page: 1, pageSize: 1, timeRange: { start: 'x' } },
      'timeRange.start is not a valid time',
    ],
    [{ filters: [], page: 1, pageSize: 1, sorting: {} }, 'sorting has no column'],
    [[], 'it is not an object'],
  ])('refuses %j', async (request, cause) => {
    expect(await page(request)).toEqual({
      error: `Failed to read the request for a page of events: ${cause}. Send { "filters": [], "page": 1, "pageSize": 50 }.`,
    })
  })
})

describe('an overview of columns and times', () => {
  test('names the columns, with the fields of contexts', async () => {
    expect(await read(`${url}/micro/columns`)).toEqual([])
    await post(url, unstruct, view, { ...item, vid: 3 })
    const columns = await read<string[]>(`${url}/micro/columns`)
    expect(columns).toEqual([...columns].sort())
    expect(columns).toContain('app_id')
    expect(columns).not.toContain('contexts')
    expect(columns.filter((column) => /^(contexts|unstruct)_/.test(column))).toEqual([
      'contexts_com_acme_cart_2',
      'contexts_com_acme_cart_2.total',
      'contexts_com_acme_checkout_step_1',
      'contexts_com_acme_checkout_step_1.step',
      'contexts_com_snowplowanalytics_snowplow_failure_1',
      'contexts_com_snowplowanalytics_snowplow_failure_1.componentName',
      'contexts_com_snowplowanalytics_snowplow_failure_1.data',
      'contexts_com_snowplowanalytics_snowplow_failure_1.errors',
      'contexts_com_snowplowanalytics_snowplow_failure_1.failureType',
      'contexts_com_snowplowanalytics_snowplow_failure_1.schema',
      'contexts_com_snowplowanalytics_snowplow_failure_1.timestamp',
      'unstruct_event_com_acme_add_to_cart_1',
      'unstruct_event_com_acme_add_to_cart_1.sku',
    ])
  })

  test('says what can be done with a column, and its first values', async () => {
    await post(
      url,
      struct,
      view,
      ...Array.from({ length: 30 }, (_, n) => ({ ...item, tna: `t${n}` })),
    )
    const columns = ['app_id', 'name_tracker', 'collector_tstamp', 'contexts_x', 'none']
    const stats = await read<Json>(`${url}/micro/columnStats`, { columns })
    expect(stats).toMatchObject({
      app_id: { sortable: true, filterable: true, values: ['null', 'cli'] },
      collector_tstamp: { sortable: true, filterable: false, values: null },
      contexts_x: { sortable: false, filterable: false, values: null },
      none: { sortable: true, filterable: true, values: [] },
    })
    expect(stats.name_tracker.values).toHaveLength(20)
    expect(await read(`${url}/micro/columnStats`, {})).toEqual({
      error:
        'Failed to read the columns: they are not a list of at most 1000 strings. Send { "columns": ["app_id"] }.',
    })
  })

  test('counts the events in spans of time', async () => {
    await post(url, struct, view, { ...item, vid: 3 })
    const time = (after: number) => new Date(Date.now() + after).toISOString()
    const now = { start: time(-60_000), end: time(60_000) }
    const later = { start: time(60_000), end: time(120_000) }
    expect(await read(`${url}/micro/timeline`, { buckets: [now, later] })).toEqual({
      points: [
        { validEvents: 2, failedEvents: 1, bucket: now },
        { validEvents: 0, failedEvents: 0, bucket: later },
      ],
    })
    for (const buckets of [undefined, [{}], [{ start: 'x', end: 'y' }], [{ start: 1, end: 2 }]]) {
      expect(await read(`${url}/micro/timeline`, { buckets })).toHaveProperty('error')
    }
  })
})

describe('/micro/iglu', () => {
  test('shows the schemas that are known', async () => {
    const schema = await read(`${url}/micro/iglu/com.gitlab/ai_context/jsonschema/1-0-2`)
    expect(schema).toMatchObject({ self: { name: 'ai_context', version: '1-0-2' } })
    for (const path of [
      'com.gitlab/ai_context/jsonschema/9-0-0',
      'com.gitlab/ai_context/jsonschema/one',
      '',
    ]) {
      expect((await fetch(`${url}/micro/iglu/${path}`)).status).toBe(404)
    }
  })
})

describe('/micro/wait', () => {
  const wait = async (query: string, base = url, init: RequestInit = {}) => {
    const response = await fetch(`${base}/micro/wait?${query}`, init)
    return { status: response.status, body: (await response.json()) as Json }
  }
  const waitByPost = (body: unknown, query = '') =>
    wait(query, url, { method: 'POST', body: JSON.stringify(body) })

  test('answers at once where the events are there', async () => {
    await post(url, struct, item)
    expect((await wait('internal_event=pull_package&count=2')).body).toHaveLength(2)
    expect((await wait('count=2&limit=1')).body).toHaveLength(1)
    const { body } = await wait('count=1')
    expect(body).toHaveLength(1)
    expect(body).not.toMatchObject([{ event: { event_id: EID } }])
  })

  test('answers when they come, to each namespace its own', async () => {
    const waiting = wait('app_id=cli&count=2&timeout=2000')
    const elsewhere = wait('count=1&timeout=2000', `${url}/t/elsewhere`)
    await post(url, struct, item)
    await post(`${url}/t/elsewhere`, struct)
    await post(url, { ...struct, se_la: 'last' })
    const { status, body } = await waiting
    expect(status).toBe(200)
    expect(body.map(({ event }: Json) => event.se_label)).toEqual(['last', 'npm'])
    expect((await elsewhere).body).toHaveLength(1)
  })

  test('forgets what was there when it is reset meanwhile', async () => {
    await post(url, item)
    const waiting = wait('count=2&timeout=2000')
    await fetch(`${url}/micro/reset`)
    await post(url, { ...item, se_la: 'a' })
    await post(url, { ...item, se_la: 'b' })
    const { body } = await waiting
    expect(body.map(({ event }: Json) => event.se_label)).toEqual(['b', 'a'])
  })

  test('says what there is when time is up', async () => {
    await post(url, item, { ...item, vid: 1 })
    expect(await wait('internal_event=pull_package&count=2&timeout=30')).toMatchObject({
      status: 504,
      body: {
        error:
          'Failed to wait for 2 events: after 30 ms, 1 of 2 received events match, and 1 is bad. Look at /micro/good and /micro/bad, or wait longer.',
        events: [{ eventType: 'struct' }],
      },
    })
  })

  test.each([
    ['pull_pakage', '"pull_pakage" is not defined; did you mean "pull_package"? '],
    ['nothing_like_it', '"nothing_like_it" is not defined. '],
    ['import_package_from_ftp', '"import_package_from_ftp" is removed. '],
    ['push_package', ''],
  ])('tells when time is up of a name that is not defined: %s', async (name, doubt) => {
    await post(url, item)
    expect(await wait(`internal_event=${name}&timeout=0`)).toEqual({
      status: 504,
      body: {
        error: `Failed to wait for 1 event: after 0 ms, 0 of 1 received events match, and 0 are bad. ${doubt}Look at /micro/good and /micro/bad, or wait longer.`,
        events: [],
      },
    })
  })

  test('does not tell of the definition of an event that has come', async () => {
    await post(url, { ...item, se_ac: 'pull_pakage' })
    expect((await wait('internal_event=pull_pakage&count=2&timeout=0')).body.error).toBe(
      'Failed to wait for 2 events: after 0 ms, 1 of 1 received events match, and 0 are bad. Look at /micro/good and /micro/bad, or wait longer.',
    )
  })

  test.each([
    ['count=0', 'Failed to wait for events: count is 0. Send a whole number from 1 to 100.'],
    [
      'timeout=soon',
      'Failed to wait for events: timeout is "soon". Send a whole number from 0 to 600000.',
    ],
    [
      'event=x',
      'Failed to filter good events: "event" is not a filter. Did you mean "event_type"?',
    ],
  ])('refuses %s', async (query, error) => {
    expect(await wait(query)).toEqual({ status: 400, body: { error } })
    const asked = Object.fromEntries(new URLSearchParams(query))
    expect(await waitByPost(asked)).toEqual({ status: 400, body: { error } })
  })

  test('takes filters, count and timeout of the JSON of a POST, and of its query', async () => {
    await post(url, struct, { ...item, se_ac: 'push_package' })
    const waiting = waitByPost({ internal_event: 'push_package', count: 2, timeout: 2000 })
    await post(url, { ...struct, se_la: 'other' })
    await post(url, { ...item, se_ac: 'push_package', se_la: 'last' })
    const { status, body } = await waiting
    expect(status).toBe(200)
    expect(body.map(({ event }: Json) => event.se_label)).toEqual(['last', null])
    expect((await waitByPost({ count: '2', limit: 1, timeout: null })).body).toHaveLength(1)
    expect((await waitByPost({ app_id: 'cli' }, 'count=2')).body).toHaveLength(2)
    expect(await waitByPost({ internal_event: 'none', timeout: 0 })).toMatchObject({ status: 504 })
    expect((await waitByPost({ timeout: 0 }, 'internal_event=none')).status).toBe(504)
    expect((await wait('internal_event=none&timeout=0', url, { method: 'POST' })).status).toBe(504)
  })

  test.each([
    [{ count: 1.5 }, 'Failed to wait for events: count is 1.5. Send a whole number from 1 to 100.'],
    [
      { timeout: true },
      'Failed to wait for events: timeout is true. Send a whole number from 0 to 600000.',
    ],
    [
      'x',
      'Failed to read the body: it is not a JSON object. Send a JSON object, or an empty body.',
    ],
  ])('refuses the body %j', async (asked, error) => {
    expect(await waitByPost(asked)).toEqual({ status: 400, body: { error } })
  })
})

test('keeps the newest, and tells how many it let go', async () => {
  await post(url, ...Array.from({ length: 90 }, () => item))
  await post(`${url}/t/other`, ...Array.from({ length: 30 }, () => item))
  expect(await read(`${url}/micro/all`)).toEqual({ total: 70, good: 70, bad: 0, dropped: 20 })
  expect(await read(`${url}/t/other/micro/all`)).toEqual({ total: 30, good: 30, bad: 0 })
  await fetch(`${url}/t/other/micro/reset`)
  await fetch(`${url}/micro/reset`)
  expect(await read(`${url}/micro/all`)).toEqual({ total: 0, good: 0, bad: 0 })
  await post(url, item)
  expect(await read(`${url}/micro/good`)).toHaveLength(1)
  for (let count = 0; count < 5; count++) {
    await post(url, ...Array.from({ length: 90 }, () => item))
  }
  expect(await read(`${url}/micro/all`)).toMatchObject({ total: 100, dropped: 351 })
})
